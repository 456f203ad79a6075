import { buildLines, type Line } from './build-lines.ts';
import { rightOf, type Run } from './page-content.ts';

/** Lines that are read one after the other, with the edges between which they are set. */
export interface Column {
  readonly lines: readonly Line[];
  readonly left: number;
  readonly right: number;
}

/** A gutter must part at least so many lines, of so many signs each side on average, and be so wide (ems). */
const fewestLines = 6;
const fewestSigns = 6;
const narrowest = 0.8;

/**
 * The lines of a page in reading order. Where a gutter parts most lines, what stands above a line across it is read first:
 * left side, then right side, then that line. O(lines²) in the worst case, over a few hundred lines.
 */
export function cutColumns(lines: readonly Line[], gutter: number | null): Column[] {
  if (gutter === null) return lines.length > 0 ? [columnOf(lines)] : [];
  const columns: Column[] = [];
  let beside: Run[] = [];
  const flush = () => {
    const left = buildLines(beside.filter((run) => run.x < gutter));
    const right = buildLines(beside.filter((run) => run.x >= gutter));
    for (const side of [left, right]) if (side.length > 0) columns.push(columnOf(side));
    beside = [];
  };
  for (const line of lines) {
    if (gapAt(line, gutter) !== null) beside.push(...line.runs);
    else {
      flush();
      columns.push(columnOf([line]));
    }
  }
  flush();
  return mergeWhole(columns);
}

/** The free space of a line around a place; null where text stands there. At the ends of the line it is endless. */
function gapAt(line: Line, at: number): { from: number; to: number } | null {
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  for (const run of line.runs) {
    if (run.x < at) from = Math.max(from, rightOf(run));
    else to = Math.min(to, run.x);
  }
  const size = Math.min(...line.runs.map((run) => run.size));
  return from <= at && to - from >= narrowest * size ? { from, to } : null;
}

/** The gutter of each page; a page with too few lines of its own goes by the gutter of the page before it. */
export function findGutters(pages: readonly (readonly Line[])[]): (number | null)[] {
  let last: number | null = null;
  return pages.map((lines) => {
    const found = findGutter(lines);
    if (found !== null) last = found;
    return found ?? (last !== null && fits(lines, last) ? last : null);
  });
}

function fits(lines: readonly Line[], gutter: number): boolean {
  const gaps = lines.map((line) => gapAt(line, gutter));
  const parted = gaps.filter((gap) => gap && Number.isFinite(gap.from) && Number.isFinite(gap.to)).length;
  return parted > 0 && gaps.filter((gap) => gap === null).length <= parted;
}

/** The place that most lines leave free, where both sides look like running text. */
function findGutter(lines: readonly Line[]): number | null {
  const candidates = new Set<number>();
  for (const line of lines) {
    let right = Number.POSITIVE_INFINITY;
    for (const run of line.runs) {
      if (run.x - right >= narrowest * run.size) candidates.add(Math.round(run.x) - 2);
      right = rightOf(run);
    }
  }
  let best = { at: 0, parted: 0 };
  for (const at of candidates) {
    const gaps = lines.map((line) => gapAt(line, at));
    const parted = gaps.filter((gap) => gap && Number.isFinite(gap.from) && Number.isFinite(gap.to)).length;
    const crossed = gaps.filter((gap) => gap === null).length;
    if (parted > best.parted && parted > crossed) best = { at, parted };
  }
  if (best.parted < fewestLines) return null;
  const runs = lines.flatMap((line) => (gapAt(line, best.at) ? line.runs : []));
  const signs = (left: boolean) =>
    runs.reduce((sum, run) => sum + (run.x < best.at === left ? run.text.length : 0), 0) / best.parted;
  return signs(true) >= fewestSigns && signs(false) >= fewestSigns ? best.at : null;
}

/** Whole lines one after the other are one column again. */
function mergeWhole(columns: readonly Column[]): Column[] {
  const merged: { column: Column; whole: boolean }[] = [];
  for (const column of columns) {
    const last = merged.at(-1);
    const whole = column.lines.length === 1;
    if (last && whole && last.whole) last.column = columnOf([...last.column.lines, ...column.lines]);
    else merged.push({ column, whole });
  }
  return merged.map((entry) => entry.column);
}

export function columnOf(lines: readonly Line[]): Column {
  return { lines, left: leftEdge(lines), right: rightEdge(lines) };
}

/** The outermost place at which at least two lines (of many: three in a hundred) begin. */
function leftEdge(lines: readonly Line[]): number {
  const sorted = lines.map((line) => line.x).sort((a, b) => a - b);
  const needed = Math.min(sorted.length, Math.max(2, Math.ceil(sorted.length * 0.03)));
  return (
    sorted.find((value, index) => (sorted[index + needed - 1] ?? Number.POSITIVE_INFINITY) - value <= 3) ??
    sorted[0] ??
    0
  );
}

/** Where most of the longest lines end: punctuation may hang out beyond, and a line may stop a sign short. */
function rightEdge(lines: readonly Line[]): number {
  const ends = lines.map((line) => line.right).sort((a, b) => b - a);
  const size = lines.map((line) => line.size).sort((a, b) => a - b)[lines.length >> 1] ?? 0;
  const outermost = ends[Math.min(1, ends.length - 1)] ?? 0;
  let best = { at: outermost, count: 0 };
  for (const at of ends) {
    if (at < outermost - 3 * size) break;
    const count = ends.filter((end) => Math.abs(end - at) <= 1.5).length;
    if (count > best.count) best = { at, count };
  }
  return best.at;
}
