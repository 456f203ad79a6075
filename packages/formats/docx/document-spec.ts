/** A document to be written in the layout of GB/T 9704-2012, its numbers made by Word. */
export interface DocumentSpec {
  /** Title, one string per printed line. */
  readonly title: readonly string[];
  /** 发文字号, printed centred under the title. */
  readonly number?: string;
  /** 主送机关 with its colon, flush left. */
  readonly recipients?: string;
  /** Printed at the head of each page, e.g. 演示. */
  readonly header?: string;
  readonly blocks: readonly BlockSpec[];
  /** Numbers of level 2 (1.) run on through the whole document instead of beginning anew under each heading. */
  readonly runningItems?: boolean;
  /** 署名 and 成文日期 at the end. */
  readonly closing?: { readonly offices: readonly string[]; readonly date: string };
}

export type BlockSpec = HeadingSpec | ParagraphSpec | TableSpec;

/** A numbered paragraph: level 0 一、, 1 （一）, 2 1., 3 （1）; a level begins anew after a higher one. */
export interface HeadingSpec {
  readonly kind: 'heading';
  readonly level: 0 | 1 | 2 | 3;
  /** Without its number. */
  readonly text: string;
  /** Goes on in the same paragraph in the plain font. */
  readonly rest?: string;
}

export interface ParagraphSpec {
  readonly kind: 'paragraph';
  readonly text: string;
  /** Default: first line indented by two signs. A title stands for an attachment's own. */
  readonly role?: 'text' | 'title' | 'subtitle' | 'flush';
  /** Begins a new page. */
  readonly newPage?: boolean;
}

export interface TableSpec {
  readonly kind: 'table';
  /** Widths are shares; together the columns fill the type area. */
  readonly columns: readonly { readonly header: string; readonly width: number; readonly align?: 'left' | 'center' }[];
  readonly rows: readonly (readonly string[])[];
  /** Columns (from 0) whose equal neighbours below are merged into one cell. */
  readonly groups?: readonly number[];
}
