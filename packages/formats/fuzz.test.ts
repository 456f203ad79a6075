import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readDocument, readPastedText } from './read-document.ts';
import { buildDoc } from './testing/build-doc.ts';
import { buildOfd } from './testing/build-ofd.ts';
import { buildDocx, buildXlsx, levelXml, listXml, numbered, paragraph } from './testing/build-package.ts';
import { buildPdf, rule, show } from './testing/build-pdf.ts';
import { mutateBytes, mutatePackage, mutateText, seeded } from './testing/mutate.ts';
import { writeNumberedDocument } from './docx/write-document.ts';
import { writeWorkbook } from './xlsx/write-workbook.ts';
import { answered } from './testing/expect-outcome.ts';

/** Mutated files of each kind: some hundreds in a test run, ten thousand in `npm run soak`. */
const runs = Number(process.env.QIPAN_FUZZ ?? 300);
const seed = Number(process.env.QIPAN_FUZZ_SEED ?? 20261124);
/** What all files of one kind together may leave behind in memory. */
const mostGrowth = 1_500 * 1024 * 1024;

const sentence = '（一）建立台账。牵头单位：市发展改革委；完成时限：2026年12月底前。';
const rules = [100, 130, 160].map((y) => ({ x1: 72, x2: 300, y1: y, y2: y }));
const uprights = [72, 150, 300].map((x) => ({ x1: x, x2: x, y1: 100, y2: 160 }));
const list = listXml(1, levelXml(0, 'chineseCounting', '%1、'));
const table = `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr>${paragraph('甲')}</w:tc></w:tr></w:tbl>`;

const sources: Record<string, readonly Uint8Array[]> = {
  'a.docx': [
    buildDocx({
      body: numbered('任务', 0) + table + paragraph(sentence, '<w:pStyle w:val="1"/>'),
      numbering: list.abstract + list.instance,
      styles: '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
      footnotes: `<w:footnote w:id="2">${paragraph('注')}</w:footnote>`,
      header: paragraph('内部资料'),
    }),
    writeNumberedDocument({
      title: ['方案'],
      header: '演示',
      blocks: [
        { kind: 'heading', level: 0, text: '任务' },
        { kind: 'table', columns: [{ header: '任务', width: 1 }], rows: [[sentence], ['<b>']] },
      ],
    }),
  ],
  'a.xlsx': [
    buildXlsx({
      sheets: [
        {
          name: 'a',
          xml: '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45292.5</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>',
        },
      ],
      strings: '<si><t>甲</t></si>',
    }),
    answered(
      writeWorkbook({
        sheets: [{ name: '表', columns: [{ header: '任务', width: 20 }], rows: [['=1+1'], [sentence]] }],
      }),
    ),
  ],
  'a.pdf': [
    buildPdf({
      pages: [1, 2].map(
        (page) =>
          show(sentence.slice(0, 24), { x: 104, y: 700 }) +
          show(sentence.slice(24), { x: 72, y: 672 }) +
          [100, 130, 160].map((y) => rule(72, y, 300, y)).join('') +
          [72, 150, 300].map((x) => rule(x, 100, x, 160)).join('') +
          show('序号', { x: 80, y: 140, size: 12 }) +
          show(`— ${page} —`, { x: 250, y: 40, size: 12 }),
      ),
    }),
  ],
  'a.ofd': [
    buildOfd([
      {
        width: 595,
        height: 842,
        runs: [
          { text: sentence, x: 72, y: 80, width: 400, size: 12 },
          { text: '序号', x: 80, y: 120, width: 24, size: 12 },
        ],
        rules: [...rules, ...uprights],
        slantedText: '',
        invisibleSigns: 0,
      },
    ]),
  ],
  'a.doc': [
    buildDoc({
      body: `标题\r${sentence}\r序号\u0007任务\u0007\u000f1\u0007\u0007\u000f后\r`,
      footnotes: '注\r',
      headers: '内部\r',
    }),
  ],
  'a.txt': [new TextEncoder().encode(`\ufeff方案\r\n${sentence}\r\n`), Uint8Array.from([0xb7, 0xbd, 0xb0, 0xb8, 0x0a])],
  'a.md': [
    new TextEncoder().encode(
      `---\na: b\n---\n# 方案\n\n| 序号 | 任务 |\n| --- | --- |\n| 1 | **建账** |\n\n${sentence}\n`,
    ),
  ],
};

function mutated(source: Uint8Array, name: string, random: (bound: number) => number): Uint8Array {
  return /docx|xlsx|ofd/.test(name) ? mutatePackage(source, random) : mutateBytes(source, random);
}

describe(`mutated files (${runs} of each kind, seed ${seed})`, () => {
  for (const [name, files] of Object.entries(sources)) {
    it(`${name} is answered or refused, never thrown, never endless`, { timeout: 3_600_000 }, async () => {
      const random = seeded(seed);
      const before = process.memoryUsage.rss();
      for (let run = 0; run < runs; run += 1) {
        const bytes = mutated(files[run % files.length] ?? new Uint8Array(), name, random);
        const outcome = await readDocument({ bytes, fileName: name }).catch((error: unknown) => {
          throw new Error(`seed ${seed}, run ${run} of ${name}`, { cause: error });
        });
        const fine = outcome.ok || (outcome.code.startsWith('formats.') && outcome.code !== 'formats.too-costly');
        if (!fine) throw new Error(`seed ${seed}, run ${run} of ${name}: ${outcome.code}`);
      }
      expect(process.memoryUsage.rss() - before).toBeLessThan(mostGrowth);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    });
  }

  it('pasted text is answered or refused', () => {
    const random = seeded(seed);
    for (let run = 0; run < runs; run += 1) {
      const outcome = readPastedText(mutateText(sentence.repeat(1 + random(5)), random));
      expect(outcome.ok || outcome.code.startsWith('formats.')).toBe(true);
    }
  });
});

describe.runIf(runs >= 10_000)('a PDF made to harm (in the soak: it takes a gigabyte to make)', () => {
  it('ends with its process, and the next one is read', { timeout: 3_600_000 }, async () => {
    const bomb = deflateSync(new Uint8Array(1_000_000_000).fill(0x20)).toString('latin1');
    const bytes = buildPdf({ pages: [bomb], filter: '/Filter/FlateDecode' });
    expect(await readDocument({ bytes, fileName: 'a.pdf' })).toMatchObject({ code: 'formats.too-costly' });
    expect((await readDocument({ bytes: sources['a.pdf']?.[0] ?? bytes, fileName: 'a.pdf' })).ok).toBe(true);
  });
});
