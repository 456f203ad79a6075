/** A column of a written sheet. */
export interface ColumnSpec {
  readonly header: string;
  /** In characters of the normal font (a Chinese sign takes about two); widened where a cell would not fit its row. */
  readonly width: number;
  /** Long text is broken into lines; default true. */
  readonly wrap?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  /** Kept in the file but not shown, for ids of a round trip. */
  readonly hidden?: boolean;
}

/** A merge of body cells; `row` and `column` from 0, without the title and header rows. */
export interface MergeSpec {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface SheetSpec {
  /** Made to fit Excel's rules: at most 31 signs, none of []:*?/\, unlike the others. */
  readonly name: string;
  readonly title?: string;
  readonly subtitle?: string;
  readonly columns: readonly ColumnSpec[];
  /** Columns (from 0) whose equal neighbours below are merged into one cell, from the outer group to the inner one. */
  readonly groups?: readonly number[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly merges?: readonly MergeSpec[];
  /** Default A3, landscape, header repeated. */
  readonly print?: { readonly paper: 'A3' | 'A4'; readonly landscape: boolean; readonly repeatHeader: boolean };
  readonly hidden?: boolean;
}

export interface WorkbookSpec {
  readonly sheets: readonly SheetSpec[];
  /** Custom document properties (ids and versions of a round trip). */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Limits of Excel (and WPS) on what a file may hold. */
export const sheetLimits = {
  cellCharacters: 32_767,
  rows: 1_048_576,
  columns: 16_384,
  rowHeightPt: 409,
  columnWidth: 255,
} as const;
