import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { gridOf, printed, readDocx, tablesOf } from '../testing/expect-outcome.ts';
import { readXmlTree } from '../xml/read-xml.ts';
import type { DocumentSpec } from './document-spec.ts';
import { writeNumberedDocument } from './write-document.ts';

const spec: DocumentSpec = {
  title: ['推进协同发展', '分工方案'],
  number: '廊演〔2026〕1号',
  recipients: '各县（市、区）人民政府：',
  header: '演示',
  blocks: [
    { kind: 'paragraph', text: '为推进“协同” <A&B>，制定本方案。' },
    { kind: 'heading', level: 0, text: '承接疏解' },
    { kind: 'heading', level: 1, text: '建设平台。', rest: '到2027年建成12个。' },
    { kind: 'heading', level: 2, text: '甲' },
    { kind: 'heading', level: 3, text: '乙' },
    { kind: 'heading', level: 2, text: '丙' },
    { kind: 'heading', level: 1, text: '丁' },
    { kind: 'heading', level: 0, text: '产业协作' },
    { kind: 'heading', level: 1, text: '戊' },
    {
      kind: 'table',
      columns: [
        { header: '方面', width: 1 },
        { header: '任务', width: 3 },
      ],
      rows: [
        ['疏解', 'a'],
        ['疏解', 'b\tc'],
        ['产业', ''],
      ],
      groups: [0],
    },
    { kind: 'paragraph', text: '附件1', role: 'flush', newPage: true },
  ],
  closing: { offices: ['廊坊市协同发展领导小组办公室'], date: '2026年3月1日' },
};

describe('numbers that run on', () => {
  it('do not begin anew under a heading, and leave the other levels alone', async () => {
    const blocks = spec.blocks.filter((block) => block.kind === 'heading' && block.level < 3);
    const document = await readDocx(
      writeNumberedDocument({ title: ['甲'], blocks: [...blocks, ...blocks], runningItems: true }),
    );
    expect(printed(document.blocks).map((line) => line.split('|')[0])).toEqual([
      '',
      '',
      '一、',
      '（一）',
      '1.',
      '2.',
      '（二）',
      '二、',
      '（一）',
      '三、',
      '（一）',
      '3.',
      '4.',
      '（二）',
      '四、',
      '（一）',
    ]);
  });
});

describe('a written document', async () => {
  const bytes = writeNumberedDocument(spec);
  const document = await readDocx(bytes);

  it('reads back with its numbers and texts', () => {
    expect(printed(document.blocks).filter((line) => line !== '|')).toEqual([
      '|推进协同发展',
      '|分工方案',
      '|廊演〔2026〕1号',
      '|各县（市、区）人民政府：',
      '|为推进“协同” <A&B>，制定本方案。',
      '一、|承接疏解',
      '（一）|建设平台。到2027年建成12个。',
      '1.|甲',
      '（1）|乙',
      '2.|丙',
      '（二）|丁',
      '二、|产业协作',
      '（一）|戊',
      '|附件1',
      '|廊坊市协同发展领导小组办公室',
      '|2026年3月1日',
    ]);
    expect(document.pageHeaders).toEqual(['— 1 —', '演示']);
    expect(document.notes).toEqual([]);
  });

  it('reads back its table', () => {
    const table = tablesOf(document.blocks)[0];
    expect(gridOf(table)).toEqual([
      ['方面', '任务'],
      ['疏解', 'a'],
      ['疏解*', 'b\tc'],
      ['产业', ''],
    ]);
    expect(table?.rows[0]?.header).toBe(true);
  });

  it('holds no printed number, well-formed parts with content types, and widths in the grid', () => {
    const parts = unzipSync(bytes);
    for (const [name, part] of Object.entries(parts)) {
      expect(() => readXmlTree(part, name)).not.toThrow();
      const types = strFromU8(parts['[Content_Types].xml'] ?? new Uint8Array());
      expect(
        name.endsWith('.rels') || name === '[Content_Types].xml' || types.includes(`PartName="/${name}"`),
        name,
      ).toBe(true);
    }
    const main = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    expect(main).not.toContain('一、');
    expect(main).toContain('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>');
    const grid = [...main.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((match) => Number(match[1]));
    expect(grid).toEqual([2211, 6634]);
    expect(strFromU8(parts['word/numbering.xml'] ?? new Uint8Array())).toContain(
      '<w:numFmt w:val="chineseCounting"/><w:pStyle w:val="Heading1"/>',
    );
  });

  it('gives the same bytes each time', () => {
    expect(writeNumberedDocument(spec)).toEqual(bytes);
  });
});
