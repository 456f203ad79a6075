/**
 * The printed text: what stands in the document, in order, as one string with one line per paragraph or table row,
 * and where each stretch of it came from. Zero-width characters and Markdown's `**` are left out, nothing else changes.
 * Automatic numbers stay outside the text. O(n).
 */
import type { SourceDocument, SourceParagraph, SourceTable } from '@qipan/kernel';
import type { DecomposeResult, Span } from './contract.ts';
import { fold } from './fold.ts';

/** A printed line, trimmed; `folded` is the folded slice from `start` to `end`. `number` is Word's automatic number. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  readonly number: string | null;
  readonly numberLevel: number | null;
  readonly heading: number | null;
  readonly contents: boolean;
}

/** A table cell with its own span; `carried` cells repeat one above and print nothing. */
export interface GridCell {
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  readonly column: number;
  readonly columnSpan: number;
  readonly carried: boolean;
}
export interface GridRow {
  readonly cells: readonly GridCell[];
  readonly header: boolean;
}
export interface Grid {
  readonly kind: 'grid';
  readonly rows: readonly GridRow[];
  readonly sheet: string | null;
  readonly start: number;
  readonly end: number;
}
export type Piece = { readonly kind: 'line'; readonly line: Line } | Grid;

export interface Printed {
  readonly text: string;
  readonly folded: string;
  readonly pieces: readonly Piece[];
  readonly origins: DecomposeResult['origins'];
}

interface Draft {
  chunks: string[];
  length: number;
  origins: DecomposeResult['origins'];
}
type Origin = { part: 'body' | 'footnote' | 'textbox' | 'sheet'; index: number };

const REMOVED = /\*\*|[\u200b-\u200d\u2060\ufeff\u00ad]+|\r(?=\n)/g;

/** Appends `text` and records where its kept stretches stand in the source. Returns the span written. */
function append(draft: Draft, text: string, origin: Origin): Span {
  const start = draft.length;
  let from = 0;
  const keep = (upTo: number): void => {
    if (upTo <= from) return;
    const part = text.slice(from, upTo);
    draft.origins.push({
      span: { start: draft.length, end: draft.length + part.length },
      part: origin.part,
      index: origin.index,
      offset: from,
    });
    draft.chunks.push(part);
    draft.length += part.length;
  };
  for (const found of text.matchAll(REMOVED)) {
    keep(found.index);
    from = found.index + found[0].length;
  }
  keep(text.length);
  return { start, end: draft.length };
}

function separate(draft: Draft, sign: string): void {
  draft.chunks.push(sign);
  draft.length += sign.length;
}

interface RawCell extends Span {
  column: number;
  columnSpan: number;
  carried: boolean;
}
type RawPiece =
  | { kind: 'paragraph'; span: Span; block: SourceParagraph }
  | { kind: 'table'; span: Span; sheet: string | null; rows: { cells: RawCell[]; header: boolean }[] };

function appendTable(draft: Draft, table: SourceTable): RawPiece {
  const start = draft.length;
  const rows: { cells: RawCell[]; header: boolean }[] = [];
  const last = new Map<number, Span>();
  for (const row of table.rows) {
    const cells: RawCell[] = [];
    let printed = 0;
    for (const cell of row.cells) {
      const shape = { column: cell.column, columnSpan: cell.columnSpan, carried: cell.carried };
      const above = last.get(cell.column);
      if (cell.carried && above !== undefined) {
        cells.push({ ...above, ...shape });
        continue;
      }
      if (printed > 0) separate(draft, '\t');
      printed += 1;
      const span = append(draft, cell.text, cell.origin);
      last.set(cell.column, span);
      cells.push({ ...span, ...shape, carried: false });
    }
    separate(draft, '\n');
    rows.push({ cells, header: row.header });
  }
  return { kind: 'table', span: { start, end: draft.length }, sheet: table.sheet, rows };
}

/** Trims white space at both ends of a span. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}

function linesOf(text: string, folded: string, piece: Extract<RawPiece, { kind: 'paragraph' }>): Piece[] {
  const pieces: Piece[] = [];
  let from = piece.span.start;
  let first = true;
  while (from <= piece.span.end) {
    const at = text.indexOf('\n', from);
    const to = at < 0 || at > piece.span.end ? piece.span.end : at;
    const span = trimSpan(text, { start: from, end: to });
    if (span.end > span.start) {
      const { number, numberLevel, headingLevel, contents } = piece.block;
      pieces.push({
        kind: 'line',
        line: {
          ...span,
          folded: folded.slice(span.start, span.end),
          number: first ? number : null,
          numberLevel: first ? numberLevel : null,
          heading: headingLevel,
          contents,
        },
      });
      first = false;
    }
    from = to + 1;
  }
  return pieces;
}

/** The printed text of a document with its lines, table cells and origins. O(n), never throws. */
export function print(source: SourceDocument): Printed {
  const draft: Draft = { chunks: [], length: 0, origins: [] };
  const raw: RawPiece[] = [];
  for (const block of source.blocks) {
    if (block.kind === 'table') {
      raw.push(appendTable(draft, block));
      continue;
    }
    const span = append(draft, block.text.replace(/\r(?!\n)/g, '\n'), block.origin);
    separate(draft, '\n');
    raw.push({ kind: 'paragraph', span, block });
  }
  const text = draft.chunks.join('');
  const folded = fold(text);
  const pieces: Piece[] = [];
  for (const piece of raw) {
    if (piece.kind === 'paragraph') {
      for (const line of linesOf(text, folded, piece)) pieces.push(line);
      continue;
    }
    const rows = piece.rows.map((row) => ({
      header: row.header,
      cells: row.cells.map((cell) => {
        const span = trimSpan(text, cell);
        return { ...cell, ...span, folded: folded.slice(span.start, span.end) };
      }),
    }));
    pieces.push({ kind: 'grid', rows, sheet: piece.sheet, start: piece.span.start, end: piece.span.end });
  }
  return { text, folded, pieces, origins: draft.origins };
}
