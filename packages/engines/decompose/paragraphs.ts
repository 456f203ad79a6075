/**
 * From printed lines to paragraphs: a sentence that the file broke over lines is joined again, a line that holds several
 * numbered parts is cut at them. Source: dirty copies and run-on reprints observed in municipal documents 2016–2025. O(n).
 */
import { splitInline } from './inline-marks.ts';
import { type Mark, readMark } from './marks.ts';
import type { Paragraph } from './paragraph.ts';
import type { Line } from './printed.ts';

const TERMINAL = /[。!?;:.)”》\]]$/;
const RESPONSIBILITY_LINE =
  /^\(?(?:主要)?(?:牵头|责任|配合|承办|主办|协办|参与|落实|实施|完成|责任人|分管|联系)[^:。,;]{0,8}:/;

/** The mark of a line: Word's automatic number first, else what is printed. */
export function markOf(line: Line): Mark | null {
  if (line.number === null) return readMark(line.folded);
  const printed = line.number.trim();
  if (printed === '') return null;
  const read = readMark(`${foldNumber(printed)} 一一`);
  if (read !== null) return { ...read, printed, length: 0 };
  const plain = /^\d{1,3}$/.test(printed);
  return { pattern: plain ? 'number' : 'bullet', ordinal: plain ? Number(printed) : null, printed, length: 0 };
}

function foldNumber(text: string): string {
  return text
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replaceAll('．', '.')
    .replaceAll('：', ':')
    .replace(/[０-９]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/^[•●■◆▲★○◇□►▪\uf000-\uf0ff]/, '·')
    .replace(/^[—–―─]+/, '-');
}

/** Is `next` the rest of the sentence that `line` breaks off? */
function continues(line: Line, next: Line, width: number): boolean {
  if (next.number !== null || readMark(next.folded) !== null || next.heading !== null || line.heading !== null)
    return false;
  if (RESPONSIBILITY_LINE.test(next.folded) || RESPONSIBILITY_LINE.test(line.folded)) return false;
  const text = line.folded;
  if (/[,、]$/.test(text) || (width > 0 && text.length >= width - 3 && !/[。!?]$/.test(text))) return true;
  if (text.lastIndexOf('(') > text.lastIndexOf(')') && next.folded.slice(0, 200).includes(')')) return true;
  if (TERMINAL.test(text)) return false;
  if (width > 0 && text.length >= width - 3) return true;
  const content = text.slice(readMark(text)?.length ?? 0);
  return /[。;]/.test(content) && content.length > 20;
}

/** The column at which a hard-wrapped text breaks its lines, 0 where lines are whole paragraphs. */
function wrapWidth(lines: readonly Line[]): number {
  const lengths = lines.map((line) => line.folded.length).sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  if (lines.length < 12 || width < 14 || width > 80) return 0;
  const full = lines.filter((line) => line.folded.length >= width - 3 && line.folded.length <= width + 2);
  const broken = full.filter((line) => !TERMINAL.test(line.folded)).length;
  return broken >= 8 && broken > lines.length * 0.4 ? width : 0;
}

/** Paragraphs of consecutive lines. `folded` is the whole folded text. O(n). */
export function readParagraphs(lines: readonly Line[], folded: string): Paragraph[] {
  const width = wrapWidth(lines);
  const paragraphs: Paragraph[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) continue;
    let last = line;
    for (let next = lines[i + 1]; next !== undefined && continues(last, next, width); next = lines[i + 1]) {
      last = next;
      i += 1;
    }
    const mark = markOf(line);
    const start = line.start + (mark?.length ?? 0);
    const whole: Paragraph = {
      from: line.start,
      start,
      end: last.end,
      folded: folded.slice(start, last.end),
      mark,
      heading: line.heading,
      inline: false,
    };
    for (const part of splitInline(whole)) paragraphs.push(part);
  }
  return paragraphs;
}
