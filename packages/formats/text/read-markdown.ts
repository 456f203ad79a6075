import type { SourceBlock, SourceCell, SourceDocument, SourceNote, SourceRow } from '@qipan/kernel';
import { plainParagraph, splitLines } from './read-text.ts';

const heading = /^ {0,3}(#{1,6})(?=[ \t]|$)/;
const rule = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const fence = /^ {0,3}(?:```|~~~)/;
/** Front matter that is longer than this is no front matter. */
const longestFrontMatter = 200;
/** Stands for a sign that was escaped, until the marks are taken off. Not allowed in text as it is a noncharacter. */
const escaped = /\\([\\`*_{}[\]()#+\-.!|<>~])/g;
const escapeBase = 0xfdd0;
const escapable = '\\`*_{}[]()#+-.!|<>~';

/**
 * Markdown as offices meet it (converted or crawled): each line one paragraph, headings, bold, tables with pipes; list marks stay
 * as printed. A table's rows are header only where a delimiter row follows. O(text). Source: CommonMark 0.31, GFM tables.
 */
export function readMarkdown(text: string, decoding: readonly SourceNote[]): SourceDocument {
  const lines = splitLines(text);
  const skip = frontMatterLines(lines);
  const notes =
    skip > 0 ? [...decoding, { code: 'formats.front-matter-skipped', values: { count: skip } }] : [...decoding];
  const blocks: SourceBlock[] = [];
  let index = skip;
  let fenced = false;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const tableEnd = fenced ? index : findTableEnd(lines, index);
    if (fence.test(line)) {
      fenced = !fenced;
      index += 1;
    } else if (tableEnd > index) {
      blocks.push({ kind: 'table', sheet: null, rows: readRows(lines, index, tableEnd) });
      index = tableEnd;
    } else {
      blocks.push(fenced ? plainParagraph(line, index) : readLine(line, index));
      index += 1;
    }
  }
  return { format: 'md', blocks, pageHeaders: [], notes };
}

function frontMatterLines(lines: readonly string[]): number {
  if (lines[0]?.trimEnd() !== '---') return 0;
  const end = lines
    .slice(0, longestFrontMatter)
    .findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  const inside = lines.slice(1, Math.max(end, 0));
  return end > 0 && inside.some((line) => /^[\w-]+\s*:/.test(line)) ? end + 1 : 0;
}

function readLine(raw: string, index: number): SourceBlock {
  if (rule.test(raw)) return plainParagraph('', index);
  const line = raw
    .replace(/^ {0,3}>[ \t]?/, '')
    .replace(/(?<!\\)\\$/, '')
    .trimEnd();
  const match = heading.exec(line);
  const inline = readInline(match ? headingText(line.slice(match[0].length)) : line);
  return { ...plainParagraph(inline.text, index), bold: inline.bold, headingLevel: match?.[1]?.length ?? null };
}

/** Without the marks that may close a heading. */
function headingText(text: string): string {
  const trimmed = text.trim();
  let end = trimmed.length;
  while (end > 0 && trimmed[end - 1] === '#') end -= 1;
  return end === 0 || /[ \t]/.test(trimmed[end - 1] ?? '') ? trimmed.slice(0, end).trimEnd() : trimmed;
}

/** Text without its marks, and whether all of it was bold. */
function readInline(raw: string): { text: string; bold: boolean } {
  const held = raw.replace(escaped, (_, sign: string) => String.fromCharCode(escapeBase + escapable.indexOf(sign)));
  const plain = held
    .replace(/!\[([^[\]\n]{0,1000})\]\([^()\n]{0,2000}\)/g, '')
    .replace(/\[([^[\]\n]{1,1000})\]\([^()\n]{0,2000}\)/g, '$1')
    .replace(/<br\s*\/?>/gi, '\n');
  const outside = plain.replace(/(\*\*|__)(?=\S)((?:(?!\1).){1,20000}?)\1/g, '').trim();
  const text = plain.replace(/(\*\*|__)(?=\S)((?:(?!\1).){1,20000}?)\1/g, '$2');
  const bold = outside === '' && text.trim() !== '' && text !== plain;
  return { text: text.replace(/[\ufdd0-\ufde4]/g, (sign) => escapable[sign.charCodeAt(0) - escapeBase] ?? ''), bold };
}

/** A table is a row with pipes followed by a delimiter row of as many cells, and all rows with pipes after it. */
function findTableEnd(lines: readonly string[], start: number): number {
  const head = lines[start] ?? '';
  const delimiter = lines[start + 1] ?? '';
  if (!head.includes('|') || !delimiter.includes('-')) return start;
  if (!splitRow(delimiter).every((cell) => /^:?-+:?$/.test(cell.trim()))) return start;
  if (splitRow(head).length !== splitRow(delimiter).length) return start;
  let end = start + 2;
  while (end < lines.length && (lines[end] ?? '').includes('|')) end += 1;
  return end;
}

function readRows(lines: readonly string[], start: number, end: number): SourceRow[] {
  const rows: SourceRow[] = [];
  for (let index = start; index < end; index += 1) {
    if (index === start + 1) continue;
    const cells = splitRow(lines[index] ?? '').map((raw, column) => readCell(raw, column, index));
    rows.push({ cells, header: index === start, index: rows.length });
  }
  return rows;
}

function readCell(raw: string, column: number, index: number): SourceCell {
  return {
    text: readInline(raw.trim()).text.trim(),
    column,
    columnSpan: 1,
    carried: false,
    origin: { part: 'body', index },
  };
}

/** Cells between pipes; an escaped pipe is text. */
function splitRow(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  if (cells[0]?.trim() === '') cells.shift();
  if (cells.at(-1)?.trim() === '') cells.pop();
  return cells;
}
