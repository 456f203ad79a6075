import { type Line, lineOf } from './build-lines.ts';
import type { CellDraft, TableDraft } from './fill-grid.ts';
import { rightOf, type Run } from './page-content.ts';

/** Lines of a column in order, and the tables without rules that stand among them. */
export type Part =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'table'; readonly table: TableDraft };

interface Band {
  readonly from: number;
  readonly to: number;
}

/** So many columns and lines make a table of what is only set in columns, and so wide (ems) is the space between them. */
const fewestColumns = 3;
const fewestLines = 3;
const narrowest = 1;

/**
 * Finds tables that have no upright rules: lines one under the other that leave the same spaces free, at least three columns
 * of them, the first line with text in each. A row begins where the first column has text. O(lines × runs).
 */
export function alignTables(lines: readonly Line[]): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < lines.length; ) {
    const region = regionFrom(lines, at);
    const table = region ? tableOf(region.lines, region.bands) : null;
    if (region && table) {
      parts.push({ kind: 'table', table });
      at += region.lines.length;
    } else {
      const line = lines[at];
      if (line) parts.push({ kind: 'line', line });
      at += 1;
    }
  }
  return parts;
}

/** The longest stretch of lines that keeps as many columns as its first line has. */
function regionFrom(lines: readonly Line[], start: number): { lines: Line[]; bands: Band[] } | null {
  const first = lines[start];
  let bands = first ? bandsOf(first.runs, first.size) : [];
  const wanted = bands.length;
  if (!first || wanted < fewestColumns) return null;
  const taken = [first];
  for (const line of lines.slice(start + 1)) {
    const before = taken.at(-1) ?? first;
    if (line.y - before.y > 3 * line.size || Math.abs(line.size - first.size) > 0.25 * first.size) break;
    const merged = mergeBands([...bands, ...bandsOf(line.runs, line.size)], narrowest * first.size);
    if (merged.length !== wanted) break;
    bands = merged;
    taken.push(line);
  }
  const parted = taken.filter((line) => bandsOf(line.runs, line.size).length > 1).length;
  return taken.length >= fewestLines && parted * 2 > taken.length ? { lines: taken, bands } : null;
}

/** Stretches of text on a line with free space between them. */
function bandsOf(runs: readonly Run[], size: number): Band[] {
  return mergeBands(
    runs.map((run) => ({ from: run.x, to: rightOf(run) })),
    narrowest * size,
  );
}

function mergeBands(bands: readonly Band[], space: number): Band[] {
  const merged: { from: number; to: number }[] = [];
  for (const band of [...bands].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && band.from - last.to < space) last.to = Math.max(last.to, band.to);
    else merged.push({ ...band });
  }
  return merged;
}

/** Null where fewer than two rows come out. */
function tableOf(lines: readonly Line[], bands: readonly Band[]): TableDraft | null {
  const cells = new Map<string, { row: number; column: number; lines: Line[] }>();
  let row = -1;
  for (const line of lines) {
    const placed = bands.map((band) =>
      line.runs.filter((run) => run.x >= band.from - 0.1 && rightOf(run) <= band.to + 0.1),
    );
    if (row < 1 || (placed[0]?.length ?? 0) > 0) row += 1;
    for (const [column, runs] of placed.entries()) {
      const key = `${row} ${column}`;
      const cell = cells.get(key) ?? { row, column, lines: [] };
      if (runs.length > 0) cell.lines.push(lineOf(runs));
      cells.set(key, cell);
    }
  }
  if (row < 1) return null;
  const drafts = [...cells.values()].map(
    (cell): CellDraft => ({
      ...cell,
      rowSpan: 1,
      columnSpan: 1,
      left: bands[cell.column]?.from ?? 0,
      right: bands[cell.column]?.to ?? 0,
    }),
  );
  const columns = [...bands.map((band) => band.from), bands.at(-1)?.to ?? 0];
  const [first, last] = [lines[0], lines.at(-1)];
  return { columns, rows: row + 1, cells: drafts, top: first ? first.y - first.size : 0, bottom: last?.y ?? 0 };
}
