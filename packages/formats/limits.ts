/**
 * What one reading may cost. A file beyond a limit is refused with a sentence; nothing is cut off silently.
 * Sizes in bytes, texts in UTF-16 code units.
 */
export const limits = {
  fileBytes: 50 * 1024 * 1024,
  characters: 2_000_000,
  /** Text that merged cells repeat into the rows they cover (held once in memory, but read many times). */
  carriedCharacters: 20_000_000,
  paragraphs: 500_000,
  /** Cells of all sheets of a workbook together, filled-up gaps included. */
  cells: 500_000,
  /** Sheets of a workbook. */
  sheets: 1_000,
  archiveEntries: 10_000,
  /** Inflated size that the archive's own directory may declare for all entries together. */
  archiveDeclaredBytes: 1024 * 1024 * 1024,
  /** Really inflated: one part, and all parts that are read. Parts that are not read are never inflated. */
  partBytes: 100 * 1024 * 1024,
  inflatedBytes: 200 * 1024 * 1024,
  /** Inflated to deflated size, looked at from `ratioFromBytes` inflated bytes on: small parts of repeated markup are normal. */
  ratio: 300,
  ratioFromBytes: 16 * 1024 * 1024,
  xmlDepth: 200,
  xmlElements: 3_000_000,
  xmlAttributes: 400,
  /** Columns that one cell of a Word table may span (Word itself allows 63). */
  tableColumns: 1_024,
  /** Pages of a PDF or OFD. */
  pages: 3_000,
  /** Time that one PDF may cost, and memory of the process that reads it. */
  pdfMilliseconds: 120_000,
  pdfBytes: 1_200 * 1024 * 1024,
} as const;
