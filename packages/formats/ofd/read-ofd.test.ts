import { describe, expect, it } from 'vitest';
import { readDocument } from '../read-document.ts';
import type { PageContent, Rule, Run } from '../layout/page-content.ts';
import { buildOfd } from '../testing/build-ofd.ts';
import { buildZip } from '../testing/build-package.ts';
import { answered, gridOf, paragraphsOf, refusedCode, tablesOf } from '../testing/expect-outcome.ts';

const run = (text: string, x: number, y: number): Run => ({ text, x, y, width: text.length * 12, size: 12 });
const page = (runs: Run[], rules: Rule[] = []): PageContent => ({
  width: 595,
  height: 842,
  runs,
  rules,
  slantedText: '',
  invisibleSigns: 0,
});
const read = async (bytes: Uint8Array) => answered(await readDocument({ bytes, fileName: '方案.ofd' }));
const code = async (bytes: Uint8Array) => refusedCode(await readDocument({ bytes, fileName: '方案.ofd' }));
const space = 'xmlns:ofd="http://www.ofdspec.org/2016"';

/** One page whose layer holds the objects; more parts may be given. */
function byHand(objects: string, more: Record<string, string> = {}): Uint8Array {
  return buildOfd([page([])], {
    'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page ${space}><ofd:Content><ofd:Layer>${objects}</ofd:Layer></ofd:Content></ofd:Page>`,
    ...more,
  });
}
const text = (inside: string, attributes = '') =>
  `<ofd:TextObject Boundary="20 20 100 5" Size="4" ${attributes}><ofd:TextCode X="0" Y="4" ${inside}</ofd:TextCode></ofd:TextObject>`;
const textsOf = async (bytes: Uint8Array) => paragraphsOf((await read(bytes)).blocks).map((block) => block.text);

describe('an OFD', () => {
  it('gives paragraphs and ruled tables by their places', async () => {
    const rules = [100, 130, 160].map((y) => ({ x1: 72, x2: 300, y1: y, y2: y }));
    const uprights = [72, 150, 300].map((x) => ({ x1: x, x2: x, y1: 100, y2: 160 }));
    const cells = [run('序号', 80, 120), run('任务', 160, 120), run('1', 80, 150), run('建账', 160, 150)];
    const document = await read(buildOfd([page([run('一、总体要求', 72, 80), ...cells], [...rules, ...uprights])]));
    expect(document.format).toBe('ofd');
    expect(tablesOf(document.blocks).map(gridOf)).toEqual([
      [
        ['序号', '任务'],
        ['1', '建账'],
      ],
    ]);
    expect(paragraphsOf(document.blocks).map((block) => block.text)).toEqual(['一、总体要求']);
  });

  it('places signs by steps, matrix and blocks', async () => {
    expect(await textsOf(byHand(text('DeltaX="g 3 4">廊坊市委')))).toEqual(['廊坊市委']);
    expect(await textsOf(byHand(text('DeltaX="4 20 4">甲方乙方')))).toEqual(['甲方 乙方']);
    expect(await textsOf(byHand(text('>a\\0020b')))).toEqual(['a b']);
    const scaled = text('DeltaX="40 40">廊坊市', 'CTM="0.1 0 0 0.1 0 0"').replace('Size="4"', 'Size="40"');
    expect(await textsOf(byHand(`<ofd:PageBlock>${scaled}</ofd:PageBlock>`))).toEqual(['廊坊市']);
    const turned = text('DeltaX="4 4">水印字', 'CTM="0.7 0.7 -0.7 0.7 0 0"');
    const document = await read(byHand(text('>正文') + turned + text('>藏', 'Visible="false"')));
    expect(document.notes.map((note) => note.code)).toContain('formats.slanted-text');
    expect(paragraphsOf(document.blocks).map((block) => block.text)).toEqual(['正文']);
  });

  it('lays a page over its template', async () => {
    const bytes = byHand('', {
      'Doc_0/Document.xml': `<ofd:Document ${space}><ofd:CommonData><ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/></ofd:CommonData><ofd:Pages><ofd:Page BaseLoc="/Doc_0/P.xml"/></ofd:Pages></ofd:Document>`,
      'Doc_0/Tpls/T.xml': `<ofd:Page ${space}><ofd:Content><ofd:Layer>${text('>模板文字')}</ofd:Layer></ofd:Content></ofd:Page>`,
      'Doc_0/P.xml': `<ofd:Page ${space}><ofd:Template TemplateID="7"/><ofd:Template TemplateID="8"/></ofd:Page>`,
    });
    expect(await textsOf(bytes)).toEqual(['模板文字']);
  });

  it('is refused as a scan, as broken, as hostile', async () => {
    expect(await code(byHand('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="3"/>'))).toBe('formats.scan');
    expect(await code(buildZip({ 'OFD.xml': `<ofd:OFD ${space}/>` }))).toBe('formats.ofd-broken');
    const lost = `<ofd:OFD ${space}><ofd:DocBody><ofd:DocRoot>Doc_0/No.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`;
    expect(await code(buildZip({ 'OFD.xml': lost }))).toBe('formats.ofd-broken');
    expect(await code(byHand('', { 'OFD.xml': '<!DOCTYPE a><a/>' }))).toBe('formats.xml-doctype');
    expect(await code(byHand(text('>正文'), { '../evil': 'x' }))).toBe('formats.archive-unsafe-name');
    expect(await code(byHand('<ofd:PageBlock>'.repeat(300) + '</ofd:PageBlock>'.repeat(300)))).toBe(
      'formats.xml-too-large',
    );
    expect(await code(byHand(text('DeltaX="g 999999999 1e308">甲乙', 'CTM="1e308 0 0 1e308 0 0"')))).toBe(
      'formats.scan',
    );
  });
});
