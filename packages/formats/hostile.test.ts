import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';
import {
  buildDocx,
  buildXlsx,
  buildZip,
  levelXml,
  listXml,
  numbered,
  paragraph,
  wordNamespaces,
} from './testing/build-package.ts';
import { answered, paragraphsOf, printed, readDocx, refusedCode } from './testing/expect-outcome.ts';

const good = { body: paragraph('正文') };
const code = async (bytes: Uint8Array, fileName = 'a.docx') => refusedCode(await readDocument({ bytes, fileName }));
const withMain = (xml: string) => buildDocx({ ...good, more: { 'word/document.xml': xml } });

/** Overwrites a number in every central directory entry (`at` from its start) or, with 'end', in the end record. */
function patch(
  source: Uint8Array,
  where: 'entry' | 'end',
  change: { at: number; value: number; size: 2 | 4 },
): Uint8Array {
  const bytes = source.slice();
  const view = new DataView(bytes.buffer);
  const signature = where === 'entry' ? 0x02014b50 : 0x06054b50;
  for (let at = 0; at + 4 <= bytes.length; at += 1) {
    if (view.getUint32(at, true) !== signature) continue;
    if (change.size === 2) view.setUint16(at + change.at, change.value, true);
    else view.setUint32(at + change.at, change.value, true);
  }
  return bytes;
}

describe('archives made to harm', () => {
  it('stops a bomb while it inflates, whatever size it declares', async () => {
    const bomb = buildDocx({ ...good, more: { 'word/document.xml': new Uint8Array(120 * 1024 * 1024) } });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await code(bomb)).toBe('formats.archive-bomb');
    expect(await code(patch(bomb, 'entry', { at: 24, value: 10, size: 4 }))).toBe('formats.archive-bomb');
  });

  it('stops at declared sizes and counts beyond the limits', async () => {
    expect(await code(patch(buildDocx(good), 'entry', { at: 24, value: 0x7fffffff, size: 4 }))).toBe(
      'formats.archive-bomb',
    );
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`${index}`, new Uint8Array()])),
      { level: 0 },
    );
    expect(await code(many)).toBe('formats.archive-bomb');
  });

  it('never opens an archive inside an archive', async () => {
    const document = answered(
      await readDocument({
        bytes: buildDocx({ ...good, more: { 'word/embeddings/inner.docx': buildDocx({ body: paragraph('里') }) } }),
        fileName: 'a.docx',
      }),
    );
    expect(printed(document.blocks)).toEqual(['|正文']);
  });

  it('refuses names that leave their folder, doubled names and encrypted entries', async () => {
    for (const name of ['../evil.xml', 'word/../../evil', '/etc/passwd', 'C:/x', '..\\x'])
      expect(await code(buildDocx({ ...good, more: { [name]: 'x' } }))).toBe('formats.archive-unsafe-name');
    expect(await code(buildDocx({ ...good, more: { 'WORD/Document.xml': 'x' } }))).toBe('formats.archive-broken');
    expect(await code(patch(buildDocx(good), 'entry', { at: 8, value: 1, size: 2 }))).toBe('formats.encrypted');
    expect(await code(patch(buildDocx(good), 'entry', { at: 10, value: 99, size: 2 }))).toBe('formats.archive-broken');
  });

  it('refuses truncated and altered archives', async () => {
    const bytes = buildDocx(good);
    for (const part of [10, 100, bytes.length / 2, bytes.length - 1])
      expect(await code(bytes.subarray(0, part))).toBe('formats.archive-broken');
    expect(await code(patch(bytes, 'entry', { at: 16, value: 7, size: 4 }))).toBe('formats.archive-broken');
    expect(await code(patch(bytes, 'entry', { at: 42, value: 0x00ffffff, size: 4 }))).toBe('formats.archive-broken');
    expect(await code(patch(bytes, 'end', { at: 16, value: 5, size: 4 }))).toBe('formats.archive-broken');
    expect(await code(patch(bytes, 'end', { at: 16, value: 0xffffffff, size: 4 }))).toBe('formats.archive-broken');
  });

  it('reads stored entries and names with backslashes, which old writers leave', async () => {
    const parts = {
      '[Content_Types].xml': '<a/>',
      'word\\document.xml': `<w:document ${wordNamespaces}><w:body>${paragraph('a')}</w:body></w:document>`,
    };
    const stored = zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])), {
      level: 0,
    });
    expect(printed((await readDocx(stored)).blocks)).toEqual(['|a']);
  });

  it('takes names of the prototype for names', async () => {
    const document = await readDocx(
      buildDocx({
        body: `${numbered('a', 0)}${paragraph('b', '<w:pStyle w:val="__proto__"/>', '<w:rStyle w:val="constructor"/>')}`,
        more: { __proto__x: 'x', constructor: 'y', 'word/__proto__': 'z' },
        numbering: '<w:num w:numId="__proto__"/>',
      }),
    );
    expect(printed(document.blocks)).toEqual(['|a', '|b']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

describe('XML made to harm', () => {
  it('refuses document types and entities', async () => {
    const body = `<w:body>${paragraph('&x;')}</w:body>`;
    expect(
      await code(
        withMain(
          `<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ${wordNamespaces}>${body}</w:document>`,
        ),
      ),
    ).toBe('formats.xml-doctype');
    expect(await code(withMain(`<w:document ${wordNamespaces}>${body}</w:document>`))).toBe('formats.xml-broken');
    expect(
      await code(
        buildXlsx({
          sheets: [{ name: 'a', xml: '<sheetData/>' }],
          more: { 'xl/sharedStrings.xml': '<!DOCTYPE a><sst/>' },
        }),
        'a.xlsx',
      ),
    ).toBe('formats.xml-doctype');
  });

  it('refuses depth, attributes and broken markup', async () => {
    const deep = (depth: number) =>
      `<w:document ${wordNamespaces}><w:body>${'<w:sdt><w:sdtContent>'.repeat(depth)}${paragraph('a')}${'</w:sdtContent></w:sdt>'.repeat(depth)}</w:body></w:document>`;
    expect((await readDocument({ bytes: withMain(deep(50)), fileName: 'a.docx' })).ok).toBe(true);
    expect(await code(withMain(deep(5_000)))).toBe('formats.xml-too-large');
    expect(
      await code(
        withMain(
          `<a ${Array.from({ length: 500 }, (_, index) => `b${index}=""`).join(' ')}><w:document ${wordNamespaces}/></a>`,
        ),
      ),
    ).toBe('formats.no-text');
    const wide = `<w:document ${wordNamespaces}><w:body><w:p ${Array.from({ length: 500 }, (_, index) => `b${index}=""`).join(' ')}/></w:body></w:document>`;
    expect(await code(withMain(wide))).toBe('formats.xml-too-large');
    for (const xml of ['', '<a>', '<a></b>', 'text', '<a b=c/>', '<x:a/>'])
      expect(await code(withMain(xml))).toBe('formats.xml-broken');
    expect(
      await code(
        buildDocx({ ...good, more: { 'word/document.xml': Uint8Array.from([0x3c, 0x61, 0x3e, 0xff, 0xfe]) } }),
      ),
    ).toBe('formats.xml-broken');
  });

  it('stops at the limit of characters', async () => {
    const run = `<w:r><w:t>${'长'.repeat(10_000)}</w:t></w:r>`;
    expect(await code(buildDocx({ body: `<w:p>${run.repeat(201)}</w:p>` }))).toBe('formats.too-much-text');
  });

  it('ends where each part is made to be slow: what is not linear runs into the limit of the test', async () => {
    const many = 20_000;
    const blanks = `<w:p><w:r><w:t>${`a${' '.repeat(400_000)}`}a</w:t></w:r></w:p>`;
    const breaks = `<w:p><w:r>${'<w:br w:type="page"/>'.repeat(many)}<w:t>a</w:t></w:r></w:p>`;
    const boxes = `<w:p><w:r><w:t>a</w:t><w:pict><w:txbxContent>${'<w:p/>'.repeat(150_000)}</w:txbxContent></w:pict></w:r></w:p>`;
    for (const body of [blanks, breaks, boxes])
      expect((await readDocument({ bytes: buildDocx({ body }), fileName: 'a.docx' })).ok).toBe(true);
    const list = listXml(
      1,
      levelXml(0, 'upperLetter', '%1'.repeat(2_000), '').replace('w:val="1"/>', 'w:val="999999999"/>'),
    );
    const numbers = buildDocx({ body: numbered('a', 0).repeat(3_000), numbering: list.abstract + list.instance });
    expect(['formats.too-much-text', true]).toContain(
      (await readDocument({ bytes: numbers, fileName: 'a.docx' })).ok || (await code(numbers)),
    );
    const lists = Array.from(
      { length: many },
      (_, id) =>
        `<w:abstractNum w:abstractNumId="${id}"><w:numStyleLink w:val="s${id}"/></w:abstractNum><w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`,
    );
    expect(
      (
        await readDocument({
          bytes: buildDocx({ body: numbered('a', 0), numbering: lists.join('') }),
          fileName: 'a.docx',
        })
      ).ok,
    ).toBe(true);
    const fields = buildDocx({ body: `<w:p><w:r>${'<w:fldChar w:fldCharType="begin"/>'.repeat(many)}</w:r></w:p>` });
    expect(await code(fields)).toBe('formats.xml-too-large');
  });
});

describe('damaged files (seed 20261125)', () => {
  const list = listXml(1, levelXml(0, 'chineseCounting', '%1、'));
  const table = `<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>${paragraph('甲')}</w:tc></w:tr></w:tbl>`;
  const docx = buildDocx({
    body: numbered('a', 0) + table,
    numbering: list.abstract + list.instance,
    styles: '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
  });
  const xlsx = buildXlsx({
    sheets: [
      {
        name: 'a',
        xml: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
      },
    ],
    strings: '<si><t>甲</t></si>',
  });
  const edit = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });

  for (const [name, source] of [
    ['a.docx', docx],
    ['a.xlsx', xlsx],
  ] as const) {
    it(`${name}: mutated bytes are answered or refused, never thrown`, async () => {
      await fc.assert(
        fc.asyncProperty(edit, fc.boolean(), async (edits, cut) => {
          const bytes = source.slice(0, cut ? (edits[0]?.[0] ?? 0) % source.length : source.length);
          for (const [at, value] of edits) if (bytes.length > 0) bytes[at % bytes.length] = value;
          const outcome = await readDocument({ bytes, fileName: name });
          expect(outcome.ok || outcome.code.startsWith('formats.')).toBe(true);
        }),
        { seed: 20261125, numRuns: 400 },
      );
    });
  }

  it('mutated markup in a sound archive is answered or refused, never thrown', async () => {
    const xml = `<w:document ${wordNamespaces}><w:body>${numbered('a', 0)}${table}<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>b</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p></w:body></w:document>`;
    const pieces = xml.match(/<[^>]+>|[^<]+/g) ?? [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(pieces.length - 1), fc.nat(pieces.length - 1)), { minLength: 1, maxLength: 4 }),
        async (swaps) => {
          const mixed = [...pieces];
          for (const [one, other] of swaps) [mixed[one], mixed[other]] = [mixed[other] ?? '', mixed[one] ?? ''];
          const outcome = await readDocument({ bytes: withMain(mixed.join('')), fileName: 'a.docx' });
          expect(outcome.ok || outcome.code.startsWith('formats.')).toBe(true);
        },
      ),
      { seed: 20261125, numRuns: 300 },
    );
  });

  it('any bytes under any name are answered or refused, never thrown', async () => {
    const name = fc.constantFrom('a.txt', 'a.md', 'a.docx', 'a.xlsx', 'a.pdf', 'a', '', null, '..', 'a.', '.docx');
    const head = fc.constantFrom(
      [],
      [0x50, 0x4b, 3, 4],
      [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
      [0xff, 0xfe],
      [0xfe, 0xff],
      [0xef, 0xbb, 0xbf],
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), head, name, async (tail, start, fileName) => {
        const outcome = await readDocument({ bytes: Uint8Array.from([...start, ...tail]), fileName });
        expect(outcome.ok || outcome.code.startsWith('formats.')).toBe(true);
      }),
      { seed: 20261125, numRuns: 500 },
    );
  });
});

it('an empty package is refused', async () => {
  expect(await code(buildZip({}))).toBe('formats.not-office');
  expect(paragraphsOf([])).toEqual([]);
});
