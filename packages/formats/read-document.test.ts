import { renderMessage } from '@qipan/kernel';
import { describe, expect, it } from 'vitest';
import { formatsMessages } from './messages.ts';
import { readDocument } from './read-document.ts';
import { buildDocx, buildXlsx, buildZip, paragraph } from './testing/build-package.ts';
import { answered, refusedCode } from './testing/expect-outcome.ts';

const docx = buildDocx({ body: paragraph('正文') });
const xlsx = buildXlsx({
  sheets: [
    { name: '表', xml: '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row></sheetData>' },
  ],
});
const utf8 = (text: string) => new TextEncoder().encode(text);

/** An OLE file with one stream of the name. */
function ole(name: string): Uint8Array {
  const bytes = new Uint8Array(2048);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (const [at, letter] of [...name].entries()) bytes[1024 + at * 2] = letter.charCodeAt(0);
  bytes[1024 + 64] = name.length * 2 + 2;
  bytes[1024 + 66] = 2;
  return bytes;
}

const code = async (bytes: Uint8Array, fileName: string | null) => refusedCode(await readDocument({ bytes, fileName }));

describe('kinds of files', () => {
  it('reads by extension and content, in any case, macro files too, and by content alone without a name', async () => {
    for (const name of ['a.docx', 'A.DOCX', 'a.docm', null, 'noextension'])
      expect(answered(await readDocument({ bytes: docx, fileName: name })).format).toBe('docx');
    for (const name of ['a.xlsx', 'a.xlsm', null])
      expect(answered(await readDocument({ bytes: xlsx, fileName: name })).format).toBe('xlsx');
    expect(answered(await readDocument({ bytes: utf8('a'), fileName: null })).format).toBe('txt');
    expect(answered(await readDocument({ bytes: utf8('a'), fileName: 'a.markdown' })).format).toBe('md');
  });

  it('refuses the kinds that are not read, each with a code of its own', async () => {
    for (const kind of ['wps', 'et', 'xls', 'rtf'])
      expect(await code(utf8('x'), `方案.${kind}`)).toBe(`formats.${kind}`);
    expect(await code(utf8('x'), 'a.pptx')).toBe('formats.unknown-kind');
    expect(await code(utf8('x'), 'a.exe')).toBe('formats.unknown-kind');
  });

  it('knows them by content under another name', async () => {
    expect(await code(utf8('%PDF-1.7 x'), 'a.docx')).toBe('formats.wrong-extension');
    expect(await code(utf8('{\\rtf1 x'), 'a.docx')).toBe('formats.rtf');
    expect(await code(ole('WordDocument'), 'a.docx')).toBe('formats.wrong-extension');
    expect(await code(ole('Workbook'), 'a.xlsx')).toBe('formats.xls');
    expect(await code(ole('EncryptedPackage'), 'a.docx')).toBe('formats.encrypted');
    expect(await code(ole('Other'), null)).toBe('formats.unknown-kind');
    expect(await code(buildZip({ 'OFD.xml': '<x/>' }), 'a.docx')).toBe('formats.wrong-extension');
    expect(
      await code(
        buildZip({
          'xl/workbook.bin': 'x',
          '_rels/.rels':
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
        }),
        'a.xlsx',
      ),
    ).toBe('formats.xls');
  });

  it('refuses a wrong extension', async () => {
    expect(await code(xlsx, 'a.docx')).toBe('formats.wrong-extension');
    expect(await code(docx, 'a.xlsx')).toBe('formats.wrong-extension');
    expect(await code(docx, 'a.txt')).toBe('formats.wrong-extension');
    expect(await code(utf8('正文'), 'a.docx')).toBe('formats.not-office');
    expect(await code(buildZip({ 'a.txt': 'x' }), 'a.docx')).toBe('formats.not-office');
    expect(await code(buildZip({ 'a.txt': 'x' }), 'a.txt')).toBe('formats.unknown-kind');
    expect(await code(buildZip({ 'a.txt': 'x' }), null)).toBe('formats.unknown-kind');
  });

  it('refuses documents without text', async () => {
    expect(await code(new Uint8Array(), 'a.docx')).toBe('formats.empty');
    expect(await code(buildDocx({ body: '<w:p/>' }), 'a.docx')).toBe('formats.no-text');
    const picture = '<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>';
    expect(await code(buildDocx({ body: picture }), 'a.docx')).toBe('formats.only-pictures');
    expect(await code(buildXlsx({ sheets: [{ name: 'a', xml: '<sheetData/>' }] }), 'a.xlsx')).toBe('formats.no-text');
  });

  it('refuses a file beyond 50 MB before looking at it', async () => {
    expect(await readDocument({ bytes: new Uint8Array(50 * 1024 * 1024 + 1), fileName: 'a.docx' })).toMatchObject({
      code: 'formats.too-large',
      values: { size: 51, limit: 50 },
    });
  });
});

describe('messages', () => {
  it('are whole in both languages', () => {
    for (const [name, message] of Object.entries(formatsMessages)) {
      expect(name).toMatch(/^formats\.[a-z0-9-]+$/);
      // A list of cells may close it.
      for (const text of [message.zh.because, message.zh.remedy, message.en.because, message.en.remedy])
        expect(text).toMatch(/[。.]$|[：:]\n\{cells(En)?\}$/);
    }
  });

  it('are filled by the refusals', async () => {
    for (const [bytes, name] of [
      [xlsx, 'a.docx'],
      [utf8('x'), 'a.pptx'],
      [docx.subarray(0, 300), 'a.docx'],
      [utf8('x'), 'a.docx'],
    ] as const) {
      const refusal = await readDocument({ bytes, fileName: name });
      if (refusal.ok) throw new Error('was answered');
      for (const language of ['zh', 'en'] as const) {
        const { because, remedy } = renderMessage(formatsMessages, refusal, language);
        expect(`${because}${remedy}`).not.toMatch(/[{}]|formats\./);
      }
    }
  });
});
