import { writeWorkbook, readWorkbook } from '@qipan/formats';
import sheetjs from '@e965/xlsx';
import { medianMs } from '../median.ts';

const rows = Array.from({ length: 2_000 }, (_line, row) =>
  Array.from({ length: 12 }, (_cell, column) => `第${row}行第${column}列 牵头单位和完成时限`),
);

/** A list of 2,000 rows and 12 columns, written and read, against SheetJS on the same cells. */
export async function measureSheets() {
  const columns = Array.from({ length: 12 }, (_column, index) => ({ header: `列${index}`, width: 20 }));
  const written = writeWorkbook({ sheets: [{ name: '清单', columns, rows }] });
  if (!written.ok) throw new Error(written.code);
  const bytes = written.value;
  const peerWrite = () => {
    const book = sheetjs.utils.book_new();
    sheetjs.utils.book_append_sheet(book, sheetjs.utils.aoa_to_sheet(rows), '清单');
    return sheetjs.write(book, { type: 'buffer', bookType: 'xlsx', compression: true });
  };
  return [
    {
      work: 'write 2,000 × 12 cells to .xlsx',
      own: await medianMs(5, () => writeWorkbook({ sheets: [{ name: '清单', columns, rows }] })),
      unit: 'ms',
      peer: 'SheetJS 0.20.3 (no styles)',
      peerValue: await medianMs(5, peerWrite),
    },
    {
      work: 'read them back',
      own: await medianMs(5, () => readWorkbook({ bytes })),
      unit: 'ms',
      peer: 'SheetJS 0.20.3',
      peerValue: await medianMs(5, () => sheetjs.read(bytes)),
    },
  ];
}
