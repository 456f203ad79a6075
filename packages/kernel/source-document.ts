/**
 * A document as it was read from a file: what stands in it, in order, before anyone interprets it.
 * `formats` produces it, `engines/decompose` reads it. Texts are as printed; nothing is folded or corrected.
 */
export type SourceFormat = 'docx' | 'doc' | 'pdf' | 'ofd' | 'txt' | 'md' | 'xlsx' | 'paste';

export interface SourceDocument {
  readonly format: SourceFormat;
  readonly blocks: readonly SourceBlock[];
  /** Texts of page headers and footers, kept apart: they are no part of the body, but a 密级 may stand there. */
  readonly pageHeaders: readonly string[];
  /** What the reader did that a person should know (tracked changes accepted, encoding GB18030 …). */
  readonly notes: readonly SourceNote[];
}

/** A code of the message catalogue with the values that fill it. */
export interface SourceNote {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export type SourceBlock = SourceParagraph | SourceTable;

/** Where a paragraph stands in the original file. `index` counts paragraphs (docx: w:p of that part; txt: lines; pdf and ofd: printed paragraphs) from 0. */
export interface SourceOrigin {
  readonly part: 'body' | 'footnote' | 'textbox' | 'sheet';
  readonly index: number;
}

export interface SourceParagraph {
  readonly kind: 'paragraph';
  /** As printed, without the automatic number. A soft break is '\n'. May be empty. */
  readonly text: string;
  /** The automatic number that Word shows before the text ('一、', '（一）', '1.'), null where none. */
  readonly number: string | null;
  /** 0-based list level of the automatic number, null where none. */
  readonly numberLevel: number | null;
  /** 1 to 9 where the paragraph's style is a heading or has an outline level, else null. */
  readonly headingLevel: number | null;
  /** All of its visible text is bold. */
  readonly bold: boolean;
  /** It belongs to a printed table of contents (field or style). */
  readonly contents: boolean;
  readonly origin: SourceOrigin;
}

export interface SourceTable {
  readonly kind: 'table';
  /** The sheet's name, null for a table of a Word or Markdown document. */
  readonly sheet: string | null;
  readonly rows: readonly SourceRow[];
}

export interface SourceRow {
  readonly cells: readonly SourceCell[];
  /** Repeated header row (w:tblHeader, print titles). */
  readonly header: boolean;
  /** 0-based row in the sheet or table of the file. */
  readonly index: number;
}

/**
 * One printed cell. A vertical merge is one cell in its first row; the rows that it covers carry it again with
 * `carried: true`, so that every row is whole and nothing is counted twice.
 */
export interface SourceCell {
  readonly text: string;
  /** 0-based grid column, and how many it spans. */
  readonly column: number;
  readonly columnSpan: number;
  readonly carried: boolean;
  readonly origin: SourceOrigin;
}
