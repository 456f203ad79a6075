import { read as readBySheetJs, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../read-document.ts';
import { answered, gridOf, tablesOf } from '../testing/expect-outcome.ts';
import { readWorkbook } from './read-workbook.ts';
import type { SheetSpec, WorkbookSpec } from './workbook-spec.ts';
import { fitNames, writeWorkbook } from './write-workbook.ts';

const tasks: SheetSpec = {
  name: '任务清单',
  title: '重点任务分解表',
  subtitle: '（演示）',
  columns: [
    { header: '方面', width: 12 },
    { header: '任务', width: 40 },
    { header: '牵头单位', width: 16, align: 'center' },
    { header: 'id', width: 8, hidden: true },
  ],
  groups: [0],
  rows: [
    ['疏解', '建成“A”<&>', '=SUM(1)', 'k1'],
    ['疏解', '  留白 \n第二行', '-5', 'k2'],
    ['产业', 12.5, null, 'k3'],
    ['产业', '_x0041_', '@x', 'k4'],
    [null, '+1', '\ty', 'k5'],
    [null, 'z', '', 'k6'],
  ],
};
const write = (spec: WorkbookSpec) => answered(writeWorkbook(spec));
const partsOf = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));

describe('a written workbook', () => {
  it('reads back with the same cells, merges and hidden ids', async () => {
    const bytes = write({ sheets: [tasks], properties: { 'qipan.export': '版本 "1"' } });
    const workbook = answered(readWorkbook({ bytes }));
    expect(workbook.properties['qipan.export']).toBe('版本 "1"');
    expect(
      workbook.sheets[0]?.rows.map((row) => row.cells.map((cell) => cell.text + (cell.carried ? '*' : ''))),
    ).toEqual([
      ['重点任务分解表'],
      ['（演示）'],
      ['方面', '任务', '牵头单位', 'id'],
      ['疏解', '建成“A”<&>', '=SUM(1)', 'k1'],
      ['疏解*', '  留白 \n第二行', '-5', 'k2'],
      ['产业', '12.5', '', 'k3'],
      ['产业*', '_x0041_', '@x', 'k4'],
      ['', '+1', '\ty', 'k5'],
      ['', 'z', '', 'k6'],
    ]);
    const shown = tablesOf(answered(await readDocument({ bytes, fileName: 'a.xlsx' })).blocks)[0];
    expect(gridOf(shown)[3]).toEqual(['疏解', '建成“A”<&>', '=SUM(1)']);
  });

  it('is read the same way by another reader', () => {
    const book = readBySheetJs(write({ sheets: [tasks] }), { type: 'array', cellStyles: true });
    const sheet = book.Sheets.任务清单;
    if (!sheet) throw new Error('no sheet');
    const rows = utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' });
    expect(rows[3]).toEqual(['疏解', '建成“A”<&>', '=SUM(1)', 'k1']);
    expect(rows[4]?.[1]).toBe('  留白 \n第二行');
    expect(sheet['!merges']?.map((range) => utils.encode_range(range))).toEqual(['A1:D1', 'A2:D2', 'A4:A5', 'A6:A7']);
    expect(Object.values(sheet).some((cell) => typeof cell === 'object' && cell !== null && 'f' in cell)).toBe(false);
    expect(book.Workbook?.Names?.map((name) => [name.Name, name.Ref])).toEqual([
      ['_xlnm.Print_Titles', "'任务清单'!$3:$3"],
    ]);
  });

  it('says what Excel checks: counts, dimension, content types, relations', () => {
    const parts = partsOf(write({ sheets: [tasks, { ...tasks, name: '任务清单', hidden: true }] }));
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain('<dimension ref="A1:D9"/>');
    expect(sheet).toContain('<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(sheet).toContain('state="frozen"');
    expect(parts['xl/workbook.xml']).toContain('name="任务清单(2)" sheetId="2" state="hidden"');
    const styles = parts['xl/styles.xml'] ?? '';
    const declared = Number(/<cellXfs count="(\d+)"/.exec(styles)?.[1]);
    const formats = /<cellXfs.*<\/cellXfs>/s.exec(styles)?.[0].match(/<xf /g)?.length;
    expect(formats).toBe(declared);
    for (const used of sheet.matchAll(/ s="(\d+)"/g)) expect(Number(used[1])).toBeLessThan(declared);
    expect(styles).toContain('quotePrefix="1"');
    for (const name of Object.keys(parts)) {
      const known =
        (parts['[Content_Types].xml'] ?? '').includes(`PartName="/${name}"`) ||
        name.endsWith('.rels') ||
        name === '[Content_Types].xml';
      expect(known, name).toBe(true);
    }
  });

  it('gives the same bytes each time', () => {
    expect(write({ sheets: [tasks] })).toEqual(write({ sheets: [tasks] }));
  });

  it('makes a row high enough for its text, and a column wider where no row could be', () => {
    const long = '推动北京非首都功能疏解项目落地。'.repeat(100);
    const sheetOf = (rows: string[][]) =>
      partsOf(write({ sheets: [{ name: 'a', columns: [{ header: 'x', width: 20 }], rows }] }))[
        'xl/worksheets/sheet1.xml'
      ] ?? '';
    const heightsOf = (sheet: string) => [...sheet.matchAll(/ ht="([\d.]+)"/g)].map((match) => Number(match[1]));
    const [, short = 0, middle = 0] = heightsOf(sheetOf([['短'], ['推动疏解项目落地。'.repeat(8)]]));
    expect(short).toBeLessThan(30);
    expect(middle).toBeGreaterThan(8 * 16);
    const wide = sheetOf([[long]]);
    expect(heightsOf(wide)[1]).toBeGreaterThan(200);
    expect(Math.max(...heightsOf(wide))).toBeLessThanOrEqual(409);
    expect(Number(/width="([\d.]+)"/.exec(wide)?.[1])).toBeGreaterThan(60);
  });

  it('refuses a cell that Excel cannot hold, and throws on what no list holds', () => {
    const rows = [['a'], ['x'.repeat(32_768)]];
    expect(writeWorkbook({ sheets: [{ name: 'a', columns: [{ header: 'h', width: 9 }], rows }] })).toMatchObject({
      code: 'formats.cell-too-long',
      values: { row: 3, column: 1 },
    });
    expect(() =>
      writeWorkbook({ sheets: [{ name: 'a', columns: [{ header: 'h', width: 9 }], rows: [[Number.NaN]] }] }),
    ).toThrow();
    expect(() => writeWorkbook({ sheets: [{ name: 'a', columns: [], rows: [] }] })).toThrow();
    const merge = { row: 0, column: 0, rows: 2, columns: 1 };
    expect(() => writeWorkbook({ sheets: [{ ...tasks, merges: [merge] }] })).toThrow('overlap');
    expect(writeWorkbook({ sheets: [{ ...tasks, rows: [] }] }).ok).toBe(true);
  });

  it('fits names to Excel’s rules', () => {
    expect(fitNames(['a/b:c', 'A_b_c', '', `${'长'.repeat(40)}`, `${'长'.repeat(40)}`, "'x'", 'History'])).toEqual([
      'a_b_c',
      'A_b_c(2)',
      '表3',
      '长'.repeat(31),
      `${'长'.repeat(28)}(2)`,
      'x',
      'History_',
    ]);
  });

  it('reads back any text (seed 20261124)', () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('=1', '_x000D_', '\u0000a', ']]>', '𠮷', '\ud800', '\r\n', '　'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 }), (rows) => {
        const bytes = write({
          sheets: [
            {
              name: 'a',
              columns: [
                { header: 'h', width: 9 },
                { header: 'i', width: 9 },
              ],
              rows,
            },
          ],
        });
        const back = answered(readWorkbook({ bytes })).sheets[0]?.rows ?? [];
        const found = rows.map(
          (_, index) => back.find((row) => row.index === index + 1)?.cells.map((cell) => cell.text) ?? [],
        );
        for (const [index, row] of rows.entries())
          for (const [column, text] of row.entries()) expect(found[index]?.[column] ?? '').toBe(clean(text));
      }),
      { seed: 20261124, numRuns: 150 },
    );
  });
});

/** What XML 1.0 can hold of a text. */
function clean(text: string): string {
  return [...text.replace(/\r\n?/g, '\n')]
    .filter((sign) => /^[\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]$/u.test(sign))
    .join('');
}
