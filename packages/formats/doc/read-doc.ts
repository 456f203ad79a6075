import type { SourceBlock, SourceCell, SourceDocument, SourceOrigin, SourceRow } from '@qipan/kernel';
import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import { plainParagraph } from '../text/read-text.ts';
import type { ParagraphMark } from './paragraph-marks.ts';
import { type DocTexts, readPieces } from './read-pieces.ts';

/**
 * The text of a Word 97–2003 file: paragraphs, rows of cells, footnotes, text boxes, page headers. Numbers that Word makes and
 * the shape of merged cells are not read, and a note says so. Source: MS-DOC §2.4, §2.4.3 (a cell ends in U+0007, a row by its mark).
 */
export function readDoc(bytes: Uint8Array): SourceDocument {
  const texts = readPieces(bytes);
  const { body, footnotes, headers, endnotes, textBoxes } = texts;
  const blocks = [
    ...readBody(texts),
    ...linesOf(textBoxes).map((text, index) => paragraphOf(text, { part: 'textbox', index })),
    ...linesOf(footnotes + endnotes).map((text, index) => paragraphOf(text, { part: 'footnote', index })),
  ];
  const shown = blocks.map((block) => (block.kind === 'paragraph' ? block.text : 'table'));
  if (shown.every((text) => text.trim() === ''))
    return body.includes('\u0001') || body.includes('\u0008')
      ? stop('formats.only-pictures', { count: body.split(/[\u0001\u0008]/).length - 1 })
      : stop('formats.no-text', {});
  if (body.length > limits.characters) stop('formats.too-much-text', { limit: limits.characters });
  if (blocks.length > limits.paragraphs) stop('formats.too-many-paragraphs', { limit: limits.paragraphs });
  const pageHeaders = [...new Set(linesOf(headers).map((line) => line.trim()))];
  return { format: 'doc', blocks, pageHeaders, notes: [{ code: 'formats.doc-text-only', values: {} }] };
}

/** Fields show their result: begin, instruction, separator, result, end. */
const [fieldBegin, fieldResult, fieldEnd] = ['\u0013', '\u0014', '\u0015'];

/** Drawn things and marks of notes are no text; special hyphens, blanks and breaks become plain ones. */
function cleanText(text: string): string {
  return text
    .replace(/[\u0000-\u0006\u0008\u0013-\u0015\u001f]/g, '')
    .replaceAll('\u001e', '-')
    .replaceAll('\u00a0', ' ')
    .replace(/[\u000b\u000e]/g, '\n');
}

function linesOf(text: string): string[] {
  return cleanText(text.replace(/\u0013[^\u0013-\u0015]*(?:\u0014|\u0015)/g, ''))
    .split(/[\r\u0007\u000c]/)
    .filter((line) => line.trim() !== '');
}

function paragraphOf(text: string, origin: SourceOrigin): SourceBlock {
  return { ...plainParagraph(text, origin.index), origin };
}

/** Paragraphs and rows of cells, by the marks that end them. */
function readBody(texts: DocTexts): SourceBlock[] {
  const reader = new BodyReader();
  let line = '';
  let hidden = 0;
  const open: boolean[] = [];
  for (let at = 0; at < texts.body.length; at += 1) {
    const sign = texts.body[at] ?? '';
    if (sign === fieldBegin) {
      open.push(true);
      hidden += 1;
    } else if (sign === fieldResult && open.at(-1)) {
      open[open.length - 1] = false;
      hidden -= 1;
    } else if (sign === fieldEnd) {
      if (open.pop()) hidden -= 1;
    } else if (hidden > 0) continue;
    else if (sign === '\r' || sign === '\u0007' || sign === '\u000c') {
      reader.end(cleanText(line), { cell: sign === '\u0007', ...texts.markAt(at) });
      line = '';
    } else line += sign;
  }
  if (line !== '') reader.end(cleanText(line), { cell: false, inTable: false, rowEnd: false });
  return reader.finish();
}

/** Owns the table that is being put together while the marks pass by. */
class BodyReader {
  readonly #blocks: SourceBlock[] = [];
  #rows: SourceRow[] = [];
  #cells: SourceCell[] = [];
  #lines: string[] = [];
  #index = 0;

  end(line: string, mark: ParagraphMark & { cell: boolean }): void {
    if (mark.rowEnd) this.#endRow();
    else if (mark.cell) {
      const text = [...this.#lines, line].filter((part) => part.trim() !== '').join('\n');
      const origin: SourceOrigin = { part: 'body', index: this.#index };
      this.#cells.push({ text, column: this.#cells.length, columnSpan: 1, carried: false, origin });
      this.#lines = [];
      this.#index += 1;
    } else if (mark.inTable) this.#lines.push(line);
    else {
      this.#endTable();
      this.#blocks.push(plainParagraph(line, this.#index));
      this.#index += 1;
    }
  }

  finish(): SourceBlock[] {
    this.#endTable();
    return this.#blocks;
  }

  #endRow(): void {
    if (this.#cells.length > 0) this.#rows.push({ cells: this.#cells, header: false, index: this.#rows.length });
    this.#cells = [];
  }

  #endTable(): void {
    this.#endRow();
    if (this.#rows.length > 0) this.#blocks.push({ kind: 'table', sheet: null, rows: this.#rows });
    this.#rows = [];
    for (const line of this.#lines) this.#blocks.push(plainParagraph(line, this.#index));
    this.#lines = [];
  }
}
