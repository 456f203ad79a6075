import type { SourceBlock, SourceDocument, SourceNote, SourceParagraph } from '@qipan/kernel';
import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import { alignTables } from './align-tables.ts';
import { buildLines, type Line } from './build-lines.ts';
import { type Column, columnOf, cutColumns, findGutters } from './cut-columns.ts';
import { dropFurniture } from './drop-furniture.ts';
import { fillGrid, type TableDraft } from './fill-grid.ts';
import { findGrids } from './find-grids.ts';
import { partFootnotes } from './part-footnotes.ts';
import { joinParagraphs, type PlacedLine } from './join-paragraphs.ts';
import { continueTable, type TextTable, textTable } from './join-tables.ts';
import type { PageContent } from './page-content.ts';
import { tableBlock } from './table-block.ts';

interface PageParts {
  readonly page: PageContent;
  readonly tables: readonly TableDraft[];
  readonly lines: readonly Line[];
}

type Flow =
  | { readonly kind: 'line'; readonly placed: PlacedLine }
  | { readonly kind: 'table'; readonly table: TextTable; readonly page: number };

/** Drawn pages to a document: tables by their rules, lines to paragraphs, page headers apart. Stops on pages without text. */
export function readPages(pages: readonly PageContent[], format: 'pdf' | 'ofd'): SourceDocument {
  const signs = pages.map((page) => page.runs.reduce((sum, run) => sum + run.text.trim().length, 0));
  if (signs.every((count) => count === 0)) stop('formats.scan', { pages: pages.length });
  const parts = pages.map((page) => partPage(page));
  const { bodies, headers } = dropFurniture(
    parts.map(({ page, lines }) => ({ width: page.width, height: page.height, lines })),
  );
  const slanted = pages.map((page) => page.slantedText).filter((text) => text !== '');
  const pageHeaders = [...new Set([...headers, ...slanted])];
  const measure = columnOf(bodies.flat());
  const gutters = findGutters(bodies);
  const footnotes: PlacedLine[] = [];
  const flow = parts.flatMap((part, index) => {
    const { body, notes } = partFootnotes(bodies[index] ?? [], {
      rules: part.page.rules,
      bodySize: bodySizeOf(bodies),
    });
    footnotes.push(...notes.map((line, at) => placeLine(line, { column: columnOf(notes), first: at === 0 })));
    const columns = cutColumns(body, gutters[index] ?? null).map((column, _, all) =>
      all.length === 1 ? wholeColumn(column, measure) : column,
    );
    return flowOf(part.tables, columns, index);
  });
  return {
    format,
    blocks: [...blocksOf(flow), ...footnoteBlocks(footnotes)],
    pageHeaders,
    notes: notesOf(pages, signs),
  };
}

function partPage(page: PageContent): PageParts {
  let runs = [...page.runs];
  const tables: TableDraft[] = [];
  for (const grid of findGrids(page.rules)) {
    const { table, rest } = fillGrid(grid, runs);
    if (rest.length === runs.length) continue;
    tables.push(table);
    runs = rest;
  }
  return { page, tables, lines: buildLines(runs) };
}

/** The size in which most signs are set. */
function bodySizeOf(bodies: readonly (readonly Line[])[]): number {
  const sizes = new Map<number, number>();
  for (const line of bodies.flat()) {
    const size = Math.round(line.size * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + line.text.length);
  }
  return [...sizes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** Lines and tables of a page in reading order; a table stands before the first line below it in its column. */
function flowOf(tables: readonly TableDraft[], columns: readonly Column[], page: number): Flow[] {
  const waiting = [...tables].sort((a, b) => a.top - b.top);
  const flow: Flow[] = [];
  for (const column of columns) {
    let first = true;
    for (const part of alignTables(column.lines)) {
      const top = part.kind === 'line' ? part.line.y : part.table.top;
      while (waiting[0] && waiting[0].top < top && overlaps(waiting[0], column)) {
        const [table] = waiting.splice(0, 1);
        if (table) flow.push({ kind: 'table', table: textTable(table), page });
      }
      if (part.kind === 'line') flow.push({ kind: 'line', placed: placeLine(part.line, { column, first }) });
      else flow.push({ kind: 'table', table: textTable(part.table), page });
      first = false;
    }
  }
  for (const table of waiting) flow.push({ kind: 'table', table: textTable(table), page });
  return flow;
}

function overlaps(table: TableDraft, column: Column): boolean {
  return (table.columns[0] ?? 0) < column.right && (table.columns.at(-1) ?? 0) > column.left;
}

/** A page of few or short lines does not show its own measure: the document's is taken. */
function wholeColumn(column: Column, measure: Column): Column {
  const enough = column.lines.length >= 8 && column.right > measure.right - 40 && column.left < measure.left + 40;
  return enough ? column : { ...column, left: measure.left, right: measure.right };
}

function placeLine(line: Line, where: { column: Column; first: boolean }): PlacedLine {
  const { left, right, lines } = where.column;
  return { line, left, right, pitch: pitchOf(lines), fresh: where.first };
}

const pitches = new WeakMap<readonly Line[], number>();

/** Middle distance of baselines; known once per column. */
function pitchOf(lines: readonly Line[]): number {
  const known = pitches.get(lines);
  if (known !== undefined) return known;
  const gaps = lines.slice(1).map((line, index) => line.y - (lines[index]?.y ?? 0));
  const pitch = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? Number.POSITIVE_INFINITY;
  pitches.set(lines, pitch);
  return pitch;
}

function blocksOf(flow: readonly Flow[]): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  let index = 0;
  let lines: PlacedLine[] = [];
  let table: TextTable | null = null;
  let page = -1;
  const flushLines = () => {
    for (const text of joinParagraphs(lines)) blocks.push(paragraphOf(text, 'body', index++));
    lines = [];
  };
  const flushTable = () => {
    if (table) {
      blocks.push(tableBlock(table, index));
      index += table.cells.length;
    }
    table = null;
  };
  for (const part of flow) {
    if (part.kind === 'line') {
      flushTable();
      lines.push(part.placed);
    } else {
      flushLines();
      const continued = table !== null && part.page > page && continueTable(table, part.table);
      page = part.page;
      if (continued) continue;
      flushTable();
      table = part.table;
    }
  }
  flushTable();
  flushLines();
  if (blocks.length > limits.paragraphs) stop('formats.too-many-paragraphs', { limit: limits.paragraphs });
  return blocks;
}

function footnoteBlocks(lines: readonly PlacedLine[]): SourceBlock[] {
  return joinParagraphs(lines).map((text, index) => paragraphOf(text, 'footnote', index));
}

function paragraphOf(text: string, part: 'body' | 'footnote', index: number): SourceParagraph {
  const plain = { number: null, numberLevel: null, headingLevel: null, bold: false, contents: false };
  return { kind: 'paragraph', text, ...plain, origin: { part, index } };
}

function notesOf(pages: readonly PageContent[], signs: readonly number[]): SourceNote[] {
  const notes: SourceNote[] = [{ code: 'formats.read-by-layout', values: { pages: pages.length } }];
  const empty = signs.flatMap((count, index) => (count === 0 ? [index + 1] : []));
  if (empty.length > 0) {
    const names = empty.slice(0, 20).join('、') + (empty.length > 20 ? '…' : '');
    notes.push({ code: 'formats.pages-without-text', values: { count: empty.length, pages: names } });
  }
  const slanted = pages.reduce((sum, page) => sum + page.slantedText.length, 0);
  if (slanted > 0) notes.push({ code: 'formats.slanted-text', values: { count: slanted } });
  const invisible = pages.reduce((sum, page) => sum + page.invisibleSigns, 0);
  const all = signs.reduce((sum, count) => sum + count, 0);
  if (invisible > all / 2) notes.push({ code: 'formats.recognised-text', values: {} });
  return notes;
}
