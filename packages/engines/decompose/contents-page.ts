/**
 * Printed contents pages: headings given again with page numbers. They are skipped, or every row would come twice.
 * Source: printed plans with a 目录 page observed 2018–2025. O(n).
 */
import type { Line } from './printed.ts';

const PAGE = /(?:[.·…\-_]{2,}|\s{1,}|\t)\(?\d{1,3}\)?$/;
const LEADERS = /[.·…]{3,}\s*\d{0,3}$/;
const LONGEST = 400;

function entryText(folded: string): string {
  return folded
    .replace(PAGE, '')
    .replace(/[.·…\-_\s]+$/, '')
    .replace(/\s/g, '');
}

/** Indexes of lines that belong to a contents page. */
export function contentsLines(lines: readonly Line[]): Set<number> {
  const skipped = new Set<number>();
  lines.forEach((line, i) => {
    if (line.contents || (LEADERS.test(line.folded) && line.folded.length < 120)) skipped.add(i);
  });
  const head = lines.findIndex((line) => /^目\s*[录次]$/.test(line.folded));
  if (head < 0) return skipped;
  skipped.add(head);
  const first = lines[head + 1];
  if (first === undefined) return skipped;
  const wanted = entryText(first.folded);
  let stop = head + 1;
  for (let i = head + 2; i < Math.min(lines.length, head + LONGEST); i++) {
    const line = lines[i];
    if (line === undefined || /。/.test(line.folded)) break;
    if (line.folded.replace(/\s/g, '') === wanted && wanted !== '') {
      stop = i;
      break;
    }
  }
  if (stop === head + 1) for (let i = stop; i < lines.length && PAGE.test(lines[i]?.folded ?? ''); i++) stop = i + 1;
  for (let i = head + 1; i < stop; i++) skipped.add(i);
  return skipped;
}
