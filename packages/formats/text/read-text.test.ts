import { describe, expect, it } from 'vitest';
import { readDocument, readPastedText } from '../read-document.ts';
import { answered, gridOf, paragraphsOf, refusedCode, tablesOf } from '../testing/expect-outcome.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = async (bytes: Uint8Array, fileName = 'a.txt') => answered(await readDocument({ bytes, fileName }));
const textsOf = async (bytes: Uint8Array, fileName?: string) =>
  paragraphsOf((await read(bytes, fileName)).blocks).map((block) => block.text);

/** '一、建设目标：到2025年' in GB 2312. */
const gbBytes = Uint8Array.from([
  0xd2, 0xbb, 0xa1, 0xa2, 0xbd, 0xa8, 0xc9, 0xe8, 0xc4, 0xbf, 0xb1, 0xea, 0xa3, 0xba, 0xb5, 0xbd, 0x32, 0x30, 0x32,
  0x35, 0xc4, 0xea,
]);

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, little);
  for (let index = 0; index < text.length; index += 1) view.setUint16(2 + index * 2, text.charCodeAt(index), little);
  return bytes;
}

describe('plain text', () => {
  it('takes each line as a paragraph, empty ones too, with its index', async () => {
    const document = await read(utf8('\ufeff一、甲\r\n\r\n乙\v丙\r丁\n'));
    expect(paragraphsOf(document.blocks).map((block) => [block.text, block.origin.index])).toEqual([
      ['一、甲', 0],
      ['', 1],
      ['乙\n丙', 2],
      ['丁', 3],
    ]);
    expect(document.format).toBe('txt');
    expect(document.notes).toEqual([]);
  });

  it('reads UTF-16 of both orders by its mark', async () => {
    expect(await textsOf(utf16('方案\n二', true))).toEqual(['方案', '二']);
    expect(await textsOf(utf16('方案', false))).toEqual(['方案']);
  });

  it('reads GB18030 and says so', async () => {
    const document = await read(gbBytes);
    expect(paragraphsOf(document.blocks)[0]?.text).toBe('一、建设目标：到2025年');
    expect(document.notes).toEqual([{ code: 'formats.read-as-gb18030', values: {} }]);
  });

  it('does not take broken UTF-8, Big5 or binary data for Chinese', async () => {
    const cut = utf8('推动京津冀协同发展走深走实').subarray(0, 20);
    expect(refusedCode(await readDocument({ bytes: cut, fileName: 'a.txt' }))).toBe('formats.unknown-encoding');
    const big5 = Uint8Array.from([
      0xb1, 0xc0, 0xb0, 0xca, 0xa8, 0xca, 0xac, 0x7a, 0xc2, 0x41, 0xa8, 0xf3, 0xa6, 0x50, 0xb5, 0x6f, 0xae, 0x69,
    ]);
    expect(refusedCode(await readDocument({ bytes: big5, fileName: 'a.txt' }))).toBe('formats.unknown-encoding');
    expect(refusedCode(await readDocument({ bytes: Uint8Array.from([1, 2, 0, 4]), fileName: 'a.txt' }))).toBe(
      'formats.binary',
    );
    expect(
      refusedCode(
        await readDocument({ bytes: Uint8Array.from({ length: 600 }, (_, at) => (at % 30) + 1), fileName: 'a.txt' }),
      ),
    ).toBe('formats.binary');
  });

  it('refuses what is empty', async () => {
    expect(refusedCode(await readDocument({ bytes: new Uint8Array(), fileName: 'a.txt' }))).toBe('formats.empty');
    expect(refusedCode(await readDocument({ bytes: utf8(' \n\t'), fileName: 'a.txt' }))).toBe('formats.empty');
    expect(refusedCode(readPastedText('　\n'))).toBe('formats.empty');
  });
});

describe('pasted text', () => {
  it('keeps lines and drops control characters that copying leaves', () => {
    const document = answered(readPastedText('甲\u0007\n乙'));
    expect(document.format).toBe('paste');
    expect(paragraphsOf(document.blocks).map((block) => block.text)).toEqual(['甲', '乙']);
  });

  it('refuses more than two million characters', () => {
    expect(refusedCode(readPastedText('a'.repeat(2_000_001)))).toBe('formats.too-much-text');
    expect(refusedCode(readPastedText('a\n'.repeat(600_000)))).toBe('formats.too-many-paragraphs');
  });
});

describe('markdown', () => {
  const markdown = async (text: string) => await read(utf8(text), '方案.md');

  it('reads headings, bold, list marks as printed, links, breaks and escapes', async () => {
    const document = await markdown(
      '## 一、目标 ##\n**（一）建设**\n建设**平台**等 \\*12\\* 个\n- 一是 [甲](http://a)\n1\\. 乙\n> 引<br>文\n---\n**甲** **乙**\n# C#\n',
    );
    expect(paragraphsOf(document.blocks).map((block) => [block.text, block.headingLevel, block.bold])).toEqual([
      ['一、目标', 2, false],
      ['（一）建设', null, true],
      ['建设平台等 *12* 个', null, false],
      ['- 一是 甲', null, false],
      ['1. 乙', null, false],
      ['引\n文', null, false],
      ['', null, false],
      ['甲 乙', null, true],
      ['C#', 1, false],
    ]);
  });

  it('reads tables with escaped pipes, and no table without a delimiter row', async () => {
    const document = await markdown(
      '| 任务 | 牵头单位 |\n| --- | :-: |\n| 建成 **A** \\| B | 市发改委 |\n| 乙 | |\n\na | b\n',
    );
    expect(gridOf(tablesOf(document.blocks)[0])).toEqual([
      ['任务', '牵头单位'],
      ['建成 A | B', '市发改委'],
      ['乙', ''],
    ]);
    expect(tablesOf(document.blocks)[0]?.rows.map((row) => row.header)).toEqual([true, false, false]);
    expect(paragraphsOf(document.blocks).map((block) => block.text)).toEqual(['', 'a | b']);
  });

  it('skips front matter and says how much', async () => {
    const document = await markdown('---\ntitle: x\n---\n正文\n');
    expect(document.notes).toEqual([{ code: 'formats.front-matter-skipped', values: { count: 3 } }]);
    expect(paragraphsOf(document.blocks).map((block) => [block.text, block.origin.index])).toEqual([['正文', 3]]);
    expect(paragraphsOf((await markdown('---\n正文\n---\n乙')).blocks)).toHaveLength(4);
  });

  it('takes text in fences as it stands', async () => {
    expect(paragraphsOf((await markdown('```\n# 原样 **x**\n```\n')).blocks).map((block) => block.text)).toEqual([
      '# 原样 **x**',
    ]);
  });

  it('takes linear time on lines made to be slow', async () => {
    for (const unit of ['[', '![', '**a', '__a**b', '|', ' ', '# ', '\\', '*', '_', '- ', '(', '> ']) {
      expect(
        (
          await readDocument({
            bytes: utf8(`# |${unit.repeat(300_000 / unit.length)}x\n${unit.repeat(300_000 / unit.length)}-x`),
            fileName: 'a.md',
          })
        ).ok,
      ).toBe(true);
    }
  });
});
