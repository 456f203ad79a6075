import { describe, expect, it } from 'vitest';
import { readDocument } from '../read-document.ts';
import { buildDoc, type DocSpec } from '../testing/build-doc.ts';
import { answered, gridOf, paragraphsOf, refusedCode, tablesOf } from '../testing/expect-outcome.ts';

const read = async (spec: DocSpec) => answered(await readDocument({ bytes: buildDoc(spec), fileName: '方案.doc' }));
const code = async (bytes: Uint8Array) => refusedCode(await readDocument({ bytes, fileName: '方案.doc' }));

describe('text of a .doc', () => {
  it('is read in its parts, and a note says that numbers are missing', async () => {
    const document = await read({
      body: '标题\r一、总体要求\u000b换行\r正文\u0002。\r',
      footnotes: '\u0002脚注\r',
      headers: '内部资料\r',
      textBoxes: '框中\r',
    });
    expect(document).toMatchObject({
      format: 'doc',
      pageHeaders: ['内部资料'],
      notes: [{ code: 'formats.doc-text-only' }],
    });
    expect(paragraphsOf(document.blocks).map((block) => [block.origin.part, block.text])).toEqual([
      ['body', '标题'],
      ['body', '一、总体要求\n换行'],
      ['body', '正文。'],
      ['textbox', '框中'],
      ['footnote', '脚注'],
    ]);
  });

  it('is read from pieces of one byte', async () => {
    expect(paragraphsOf((await read({ body: 'Plan \u0093A\u0094\r', single: true })).blocks)[0]?.text).toBe('Plan “A”');
  });

  it('shows the result of a field, not its instruction', async () => {
    const body = '见\u0013 HYPERLINK "x" \u0014附件\u0015。共\u0013 PAGE \u0015页\r';
    expect(paragraphsOf((await read({ body })).blocks)[0]?.text).toBe('见附件。共页');
  });

  it('keeps rows and cells, empty ones and those of several lines', async () => {
    const body = '前\r序号\u0007任务\u0007\u000f1\u0007\u0007\u000f后\r';
    const { blocks } = await read({ body });
    expect(tablesOf(blocks).map(gridOf)).toEqual([
      [
        ['序号', '任务'],
        ['1', ''],
      ],
    ]);
    expect(paragraphsOf(blocks).map((block) => block.text)).toEqual(['前', '后']);
  });
});

describe('what is refused of a .doc', () => {
  it('a password, pictures alone, nothing, damage', async () => {
    expect(await code(buildDoc({ body: '正文\r', flags: 0x0100 }))).toBe('formats.encrypted');
    expect(await code(buildDoc({ body: '\u0001\r' }))).toBe('formats.only-pictures');
    expect(await code(buildDoc({ body: '\r' }))).toBe('formats.no-text');
    const bytes = buildDoc({ body: '正文\r' });
    expect(await code(bytes.subarray(0, 3_000))).toMatch(/^formats\./);
    const ring = bytes.slice();
    new DataView(ring.buffer).setUint32(bytes.length - 512, 0, true);
    expect(await code(ring)).toBe('formats.doc-broken');
  });
});
