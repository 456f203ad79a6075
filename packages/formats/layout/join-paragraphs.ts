import type { Line } from './build-lines.ts';
import { firstSign, joinLines } from './joints.ts';

/** A line with the edges of the column in which it stands. */
export interface PlacedLine {
  readonly line: Line;
  readonly left: number;
  readonly right: number;
  /** Usual distance of baselines in its column. */
  readonly pitch: number;
  /** It begins a page or column, so that its distance to the line before says nothing. */
  readonly fresh: boolean;
}

const mark =
  /^(?:[（(〔[]?(?:[一二三四五六七八九十百零〇]{1,4}|\d{1,3}|[①-⑳])[）)〕\]、.．](?!\d)|第[一二三四五六七八九十百零〇\d]{1,5}[条章节款项部分]|[①-⑳]|[•●■◆▪·○*—-]\s?\S|附件|附：|抄送|注：)/u;
const sentenceEnd = /[。！？；：.!?;:…][”’」』）)]*$/u;
const opening = /[（《「『“‘〔【([]$/u;

/** Lines to the texts of paragraphs, in order. A paragraph goes on where its line was full and the next is not set apart. */
export function joinParagraphs(lines: readonly PlacedLine[]): string[] {
  const paragraphs: { text: string; lines: PlacedLine[] }[] = [];
  const marks = new MarkCount();
  for (const placed of lines) {
    const last = paragraphs.at(-1);
    if (last && !marks.isNext(placed.line.text) && continues(last.lines, placed)) {
      last.text = joinLines(last.text, placed.line.text);
      last.lines.push(placed);
    } else {
      marks.note(placed.line.text);
      paragraphs.push({ text: placed.line.text, lines: [placed] });
    }
  }
  return paragraphs.map((paragraph) => paragraph.text);
}

function continues(paragraph: readonly PlacedLine[], next: PlacedLine): boolean {
  const before = paragraph.at(-1);
  if (!before) return false;
  const [one, two] = [before.line, next.line];
  if (Math.abs(one.size - two.size) > 0.12 * Math.max(one.size, two.size)) return false;
  if (!isFull(before, next)) return false;
  if (!next.fresh && two.y - one.y > Math.max(before.pitch, next.pitch) * 1.45) return false;
  if (areCentred(before, next)) return true;
  if (isFarIn(next)) return false;
  const em = two.size;
  const inset = two.x - next.left;
  const second = paragraph.length > 1 ? paragraph[1] : undefined;
  if (second)
    return Math.abs(inset - (second.line.x - second.left)) <= 0.8 * em && !startsAnew(before, next, inset > 1.2 * em);
  const first = one.x - before.left;
  if (inset < first - 0.8 * em) return true;
  if (inset > first + 0.8 * em) return mark.test(one.text) && !mark.test(two.text);
  return !startsAnew(before, next, inset > 1.2 * em);
}

/** A line that begins in the right part of its column is a signature or a date, never the rest of a paragraph. */
function isFarIn({ line, left, right }: PlacedLine): boolean {
  return line.x - left > 0.35 * (right - left);
}

const counted = /^[（(]?(\d{1,3}|[一二三四五六七八九十]{1,3})[）)、.．](?!\d)/u;

/** The last number of each shape (1. （一） 一、) with which a paragraph began. */
class MarkCount {
  readonly #last = new Map<string, number>();

  note(text: string): void {
    const found = markOf(text);
    if (found) this.#last.set(found.shape, found.count);
  }

  /** The line begins with the number that follows: 22. after 21., （三） after （二）. So does no wrapped line but by chance. */
  isNext(text: string): boolean {
    const found = markOf(text);
    return found !== null && this.#last.get(found.shape) === found.count - 1;
  }
}

function markOf(text: string): { shape: string; count: number } | null {
  const found = counted.exec(text);
  if (found?.[1] === undefined) return null;
  return { shape: found[0].replace(found[1], /\d/.test(found[1]) ? '1' : '一'), count: countOf(found[1]) };
}

const chineseDigits = '零一二三四五六七八九';

/** 12, 十二, 二十一 as a number. */
function countOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [tens, ones = ''] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (tens === '' ? 1 : chineseDigits.indexOf(tens ?? '')) : 0;
  return ten * 10 + (ones === '' ? 0 : chineseDigits.indexOf(ones));
}

/** Without an indent to go by: a mark or, where both lines are set in, the end of a sentence before it. */
function startsAnew(before: PlacedLine, next: PlacedLine, setIn: boolean): boolean {
  const { text } = before.line;
  const ended = sentenceEnd.test(text) || (mark.test(next.line.text) && /[)）]$/u.test(text));
  return setIn ? ended || mark.test(next.line.text) : ended && mark.test(next.line.text);
}

/** The first word of the next line would not have found room any more. */
function isFull(before: PlacedLine, next: PlacedLine): boolean {
  const { line, right } = before;
  return line.right + wordWidth(line, next.line) + 0.35 * line.size >= right;
}

/** What may not be parted from the first sign of the next line: brackets before it, a Latin word, punctuation after it. */
function wordWidth(before: Line, next: Line): number {
  const em = next.size;
  const held = opening.test(before.text) ? 1 : 0;
  const brackets = /^[（《「『“‘〔【([]+/u.exec(next.text)?.[0].length ?? 0;
  const start = next.text.slice(brackets);
  const latin = /^[\p{Script=Latin}\d.,%+\-–－—/]+/u.exec(start)?.[0] ?? '';
  const word = latin === '' ? firstSign(start) : latin;
  const followers = /^[，。、；：！？）》」』”’〕】]{0,3}/u.exec(start.slice(word.length))?.[0].length ?? 0;
  const shown = latin === '' ? 1 : [...latin].length * 0.55;
  return Math.min(held + brackets + shown + followers, 16) * em;
}

/** Both lines keep the same distance from either edge, and the second one does not begin where a paragraph would. */
function areCentred(before: PlacedLine, next: PlacedLine): boolean {
  const off = ({ line, left, right }: PlacedLine) => Math.abs((line.x + line.right) / 2 - (left + right) / 2);
  const { line } = next;
  if (mark.test(line.text) || sentenceEnd.test(before.line.text)) return false;
  return off(before) < 0.6 * before.line.size && off(next) < 0.6 * line.size && line.x - next.left > 0.2 * line.size;
}

/** The lines of a cell: what was full goes on, everything else is a line of its own. */
export function joinCellLines(lines: readonly Line[], right: number): string {
  let text = '';
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const full = before && before.right + wordWidth(before, line) + 0.35 * before.size >= right;
    const anew = before && sentenceEnd.test(before.text) && mark.test(line.text);
    if (!before) text = line.text;
    else text = full && !anew ? joinLines(text, line.text) : `${text}\n${line.text}`;
  }
  return text;
}
