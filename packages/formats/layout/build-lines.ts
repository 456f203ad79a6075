import { gapText } from './joints.ts';
import { rightOf, type Run } from './page-content.ts';

/** Runs on one baseline, from left to right, with what they say together. */
export interface Line {
  readonly runs: readonly Run[];
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/**
 * Runs to lines, from top to bottom. Raised and lowered signs belong to the line that they touch; a run drawn twice at almost
 * the same place (a bold made by overprinting) counts once. O(n log n).
 */
export function buildLines(runs: readonly Run[]): Line[] {
  const sorted = runs.filter((run) => run.text.trim() !== '').sort((a, b) => a.y - b.y || a.x - b.x);
  const lines: Run[][] = [];
  let base: Run | null = null;
  for (const run of sorted) {
    const group = lines.at(-1);
    if (group && base && run.y - base.y <= 0.45 * Math.max(base.size, run.size)) {
      group.push(run);
      if (run.size > base.size) base = run;
    } else {
      lines.push([run]);
      base = run;
    }
  }
  return lines.map((group) => lineOf(group)).sort((a, b) => a.y - b.y);
}

/** One line of runs in any order. */
export function lineOf(group: readonly Run[]): Line {
  const runs: Run[] = [];
  for (const run of [...group].sort((a, b) => a.x - b.x)) if (!isOverprint(runs, run)) runs.push(run);
  let text = '';
  let right = Number.NEGATIVE_INFINITY;
  let main = runs[0] ?? { text: '', x: 0, y: 0, width: 0, size: 0 };
  for (const run of runs) {
    const size = Math.max(run.size, 1);
    text += gapText(text, run.text, (run.x - right) / size) + run.text;
    right = Math.max(right, rightOf(run));
    if (run.size > main.size || (run.size === main.size && run.width > main.width)) main = run;
  }
  return { runs, text: text.trim(), x: runs[0]?.x ?? 0, right, y: main.y, size: main.size };
}

function isOverprint(runs: readonly Run[], run: Run): boolean {
  const near = 0.2 * run.size;
  return runs
    .slice(-3)
    .some((other) => other.text === run.text && Math.abs(other.x - run.x) < near && Math.abs(other.y - run.y) < near);
}
