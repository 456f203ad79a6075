import { describe, expect, it } from 'vitest';
import { readDocument } from '../read-document.ts';
import { buildXlsx, type XlsxParts } from '../testing/build-package.ts';
import { answered, gridOf, refusedCode, tablesOf } from '../testing/expect-outcome.ts';

const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const read = async (parts: XlsxParts) =>
  answered(await readDocument({ bytes: buildXlsx(parts), fileName: '台账.xlsx' }));
const sheet = async (xml: string, more: Partial<XlsxParts> = {}) =>
  await read({ sheets: [{ name: '清单', xml }], ...more });

describe('sheets', () => {
  it('shows shared and inline strings, numbers, dates, booleans, errors and results of formulas', async () => {
    const strings =
      '<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_&#10;b</t></si>';
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="57"/></cellXfs>';
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1"><v>0.30000000000000004</v></c><c r="E1" s="1"><v>46022</v></c><c r="F1" s="2"><v>0.125</v></c><c r="G1" s="3"><v>46022</v></c><c r="H1" t="b"><v>1</v></c><c r="I1" t="e"><v>#REF!</v></c><c r="J1" t="str"><f>A1</f><v>甲</v></c><c r="K1"><f>1+1</f></c><c r="L1" t="s"><v>99</v></c><c r="M1" t="d"><v>2025-12-31T00:00:00</v></c>';
    const document = await sheet(`<sheetData><row r="1">${cells}</row></sheetData>`, { strings, styles });
    expect(gridOf(tablesOf(document.blocks)[0])).toEqual([
      ['甲', '乙丙', 'a\nb', '0.3', '2025-12-31', '12.5%', '2025年12月', 'TRUE', '#REF!', '甲', '', '', '2025-12-31'],
    ]);
    expect(document.notes).toEqual([{ code: 'formats.formula-without-result', values: { count: 1 } }]);
  });

  it('fills gaps, carries vertical merges, spans horizontal ones and tells where a cell stands', async () => {
    const xml = `<sheetData><row r="1">${inline('A1', '标题')}</row><row r="3">${inline('A3', '方面')}${inline('C3', 'x')}</row><row r="4">${inline('C4', 'y')}<c r="F4"/></row></sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/><mergeCell ref="D9:D12"/></mergeCells>`;
    const table = tablesOf((await sheet(xml)).blocks)[0];
    expect(gridOf(table)).toEqual([['标题'], ['方面', '', 'x'], ['方面*', '', 'y']]);
    expect(table?.rows.map((row) => row.index)).toEqual([0, 2, 3]);
    expect(table?.rows[0]?.cells[0]).toMatchObject({ columnSpan: 3 });
    expect(table?.rows[2]?.cells.map((cell) => cell.origin.index)).toEqual([2 * 16384, 3 * 16384 + 1, 3 * 16384 + 2]);
  });

  it('leaves hidden sheets, rows and columns out, says so, and keeps a merge whole whose first row is hidden', async () => {
    const xml = `<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1">${inline('A1', '方面')}${inline('C1', 'x')}</row><row r="2">${inline('B2', 'id')}${inline('C2', 'y')}</row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells>`;
    const document = await read({
      sheets: [
        { name: '清单', xml },
        { name: '旧', state: 'veryHidden', xml: `<sheetData><row r="1">${inline('A1', 'z')}</row></sheetData>` },
      ],
    });
    expect(tablesOf(document.blocks).map((table) => [table.sheet, gridOf(table)])).toEqual([['清单', [['方面', 'y']]]]);
    expect(tablesOf(document.blocks)[0]?.rows[0]?.cells.map((cell) => cell.column)).toEqual([0, 2]);
    expect(document.notes).toEqual([
      { code: 'formats.hidden-sheets', values: { count: 1, names: '旧' } },
      { code: 'formats.hidden-rows', values: { count: 1 } },
      { code: 'formats.hidden-columns', values: { count: 1 } },
    ]);
  });

  it('reads rows and cells without addresses, and page headers without their codes', async () => {
    const xml =
      '<sheetData><row><c t="inlineStr"><is><t>a</t></is></c><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData><headerFooter><oddHeader>&amp;C&amp;"宋体,常规"&amp;12机密&amp;R第&amp;P页</oddHeader></headerFooter>';
    const document = await sheet(xml);
    expect(gridOf(tablesOf(document.blocks)[0])).toEqual([['a', '2'], ['3']]);
    expect(document.pageHeaders).toEqual(['机密', '第页']);
  });

  it('stops at the limits of cells and text, however few bytes ask for them', async () => {
    const wide = Array.from(
      { length: 40 },
      (_, row) => `<row r="${row + 1}">${inline(`XFD${row + 1}`, 'x')}</row>`,
    ).join('');
    expect(
      refusedCode(
        await readDocument({
          bytes: buildXlsx({ sheets: [{ name: 'a', xml: `<sheetData>${wide}</sheetData>` }] }),
          fileName: 'a.xlsx',
        }),
      ),
    ).toBe('formats.too-many-cells');
    const repeated = Array.from(
      { length: 300 },
      (_, row) => `<row r="${row + 1}"><c r="A${row + 1}" t="s"><v>0</v></c></row>`,
    ).join('');
    const bytes = buildXlsx({
      sheets: [{ name: 'a', xml: `<sheetData>${repeated}</sheetData>` }],
      strings: `<si><t>${'长'.repeat(10_000)}</t></si>`,
    });
    expect(refusedCode(await readDocument({ bytes, fileName: 'a.xlsx' }))).toBe('formats.too-much-text');
    const merges = Array.from({ length: 2_000 }, () => '<mergeCell ref="A1:XFD1048576"/>').join('');
    const rows = Array.from(
      { length: 400 },
      (_, row) => `<row r="${row + 1}">${inline(`A${row + 1}`, 'x')}</row>`,
    ).join('');
    expect(
      refusedCode(
        await readDocument({
          bytes: buildXlsx({
            sheets: [{ name: 'a', xml: `<sheetData>${rows}</sheetData><mergeCells>${merges}</mergeCells>` }],
          }),
          fileName: 'a.xlsx',
        }),
      ),
    ).toBe('formats.too-many-cells');
  });
});
