import type { Line } from './build-lines.ts';
import type { Rule } from './page-content.ts';

/** A footnote is set smaller than the body by at least this. */
const smaller = 0.9;
const noteMark = /^(?:[①-⑳]|[[［〔]?\d{1,3}[\]］〕]?|[*＊])/u;

/**
 * Footnotes at the foot of a page: small lines below a short rule at the left edge that stands under all lines of the body.
 * Without such a rule nothing is taken for a footnote.
 */
export function partFootnotes(
  lines: readonly Line[],
  page: { rules: readonly Rule[]; bodySize: number },
): { body: Line[]; notes: Line[] } {
  const left = Math.min(...lines.map((line) => line.x));
  const right = Math.max(...lines.map((line) => line.right));
  const separators = page.rules.filter(
    (rule) =>
      rule.y1 === rule.y2 &&
      rule.x2 - rule.x1 < 0.6 * (right - left) &&
      rule.x2 - rule.x1 > 20 &&
      Math.abs(rule.x1 - left) < 40,
  );
  for (const { y1 } of separators) {
    const notes = lines.filter((line) => line.y > y1);
    const first = notes[0];
    if (!first || !noteMark.test(first.text)) continue;
    if (notes.every((line) => line.size < smaller * page.bodySize))
      return { body: lines.filter((line) => line.y <= y1), notes };
  }
  return { body: [...lines], notes: [] };
}
