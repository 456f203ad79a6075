/**
 * Numbered parts inside one paragraph: 一是…二是…, 一方面…另一方面…, 1.…2.…, （1）…（2）…, ①…②….
 * A part counts only where at least two marks of one kind follow each other in order from one, each at the start of a
 * clause. Source: observed in municipal plans, speeches and minutes 2016–2025. O(n) per kind of mark.
 */
import { chineseNumber } from './fold.ts';
import type { Mark, MarkPattern } from './marks.ts';
import type { Paragraph } from './paragraph.ts';
import { ordersWork } from './verbs.ts';

interface Found {
  readonly at: number;
  readonly length: number;
  readonly ordinal: number;
}
interface Kind {
  readonly pattern: MarkPattern;
  readonly shape: RegExp;
  readonly ordinal: (found: RegExpMatchArray) => number | null;
  /** The parts must read as orders, or they are conditions and examples. */
  readonly orders: boolean;
  /** Only in paragraphs without a mark of their own pattern. */
  readonly least: number;
}

const C = '[一二三四五六七八九十]';
const chinese = (found: RegExpMatchArray): number | null => chineseNumber(found[1] ?? '');
const digits = (found: RegExpMatchArray): number | null => Number(found[1] ?? '0');

const KINDS: readonly Kind[] = [
  {
    pattern: 'chinese',
    shape: new RegExp(`(?<=^|[。;!?)”\\s])(${C}{1,3})、 ?(?=[\\u4e00-\\u9fa5“《])`, 'g'),
    ordinal: chinese,
    orders: false,
    least: 6,
  },
  {
    pattern: 'chinese-brackets',
    shape: new RegExp(`(?<=^|[。;!?)”:\\s])\\((${C}{1,3})\\) ?`, 'g'),
    ordinal: chinese,
    orders: true,
    least: 6,
  },
  {
    pattern: 'number',
    shape: /(?<=^|[。;!?)”:\s])(\d{1,2}) ?(?:[.、](?!\d) ?(?=[\u4e00-\u9fa5“《])|[.、](?=20\d\d年))/g,
    ordinal: digits,
    orders: true,
    least: 6,
  },
  {
    pattern: 'ordinal',
    shape: new RegExp(`(?<=^|[。;:,!?)”\\s])(${C}{1,2})是[,:]?`, 'g'),
    ordinal: chinese,
    orders: false,
    least: 4,
  },
  {
    pattern: 'ordinal',
    shape: new RegExp(`(?<=^|[。;:!?)”\\s])(${C}{1,2})要[,:]?`, 'g'),
    ordinal: chinese,
    orders: false,
    least: 4,
  },
  {
    pattern: 'ordinal',
    shape: new RegExp(`(?<=^|[。;:!?)”\\s])第(${C}{1,2})[,、:]`, 'g'),
    ordinal: chinese,
    orders: true,
    least: 6,
  },
  {
    pattern: 'ordinal',
    shape: /(?<=^|[。;:!?)”\s])(另)?一方面[,:]?/g,
    ordinal: (found) => (found[1] === undefined ? 1 : 2),
    orders: false,
    least: 6,
  },
  { pattern: 'number-brackets', shape: /(?<=^|[。;:!?”\s])\((\d{1,2})\) ?/g, ordinal: digits, orders: true, least: 6 },
  {
    pattern: 'circled',
    shape: /(?<=^|[。;:!?)”\s])([\u2460-\u2473]) ?/g,
    ordinal: (found) => (found[1] ?? '').charCodeAt(0) - 0x245f,
    orders: true,
    least: 6,
  },
];

/** Runs of marks that count up from one, at least two of them; `before` is the ordinal at the line's start, 0 where none. */
function ascending(found: readonly Found[], before: number): Found[] {
  const kept: Found[] = [];
  let run: Found[] = [];
  let held = before;
  const close = (): void => {
    if (run.length + held >= 2) kept.push(...run);
    run = [];
    held = 0;
  };
  for (const mark of found) {
    if (mark.ordinal === 1) close();
    if (mark.ordinal === held + run.length + 1) run.push(mark);
  }
  close();
  return kept;
}

function marksOfKind(text: string, kind: Kind, before: number): Found[] {
  const found: Found[] = [];
  for (const hit of text.matchAll(kind.shape)) {
    const ordinal = kind.ordinal(hit);
    if (ordinal !== null) found.push({ at: hit.index, length: hit[0].length, ordinal });
  }
  const run = ascending(found, before);
  const parts = run.map((mark, i) => text.slice(mark.at + mark.length, run[i + 1]?.at ?? text.length).trim());
  if (parts.some((part) => part.length < kind.least)) return [];
  if (kind.orders && parts.filter((part) => ordersWork(part)).length * 2 < parts.length) return [];
  return run;
}

function pieceOf(
  paragraph: Paragraph,
  range: { from: number; start: number; end: number },
  mark: Mark | null,
): Paragraph {
  const text = paragraph.folded;
  let { start, end } = range;
  while (start < end && /\s/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return {
    from: mark === paragraph.mark ? paragraph.from : paragraph.start + range.from,
    start: paragraph.start + start,
    end: paragraph.start + end,
    folded: text.slice(start, end),
    mark,
    heading: mark === paragraph.mark ? paragraph.heading : null,
    inline: mark !== paragraph.mark || paragraph.inline,
  };
}

/** A heading that a reprint ran together with its text by a space: 一、标题 正文…. */
function splitHeading(paragraph: Paragraph): Paragraph[] {
  const head = paragraph.folded.slice(0, 60);
  const at = head.search(/(?<=[\u4e00-\u9fa5”]) (?=[\u4e00-\u9fa5“])/);
  if (!paragraph.inline || paragraph.mark?.pattern !== 'chinese' || at < 4 || /[。;:]/.test(head.slice(0, at)))
    return [paragraph];
  return [
    pieceOf(paragraph, { from: 0, start: 0, end: at }, paragraph.mark),
    pieceOf({ ...paragraph, mark: null }, { from: at + 1, start: at + 1, end: paragraph.folded.length }, null),
  ];
}

function splitByKind(paragraph: Paragraph, kind: Kind): Paragraph[] {
  const text = paragraph.folded;
  if (kind.pattern === paragraph.mark?.pattern && kind.pattern !== 'ordinal') return [paragraph];
  const before =
    paragraph.mark?.pattern === 'ordinal' && kind.pattern === 'ordinal' && !paragraph.inline
      ? (paragraph.mark.ordinal ?? 0)
      : 0;
  const marks = marksOfKind(text, kind, before);
  const first = marks[0];
  if (first === undefined) return [paragraph];
  const parts: Paragraph[] = [];
  if (first.at > 0 || paragraph.mark !== null)
    parts.push(pieceOf(paragraph, { from: 0, start: 0, end: first.at }, paragraph.mark));
  marks.forEach((mark, i) => {
    const printed = text.slice(mark.at, mark.at + mark.length);
    const made: Mark = { pattern: kind.pattern, ordinal: mark.ordinal, printed, length: mark.length };
    const range = { from: mark.at, start: mark.at + mark.length, end: marks[i + 1]?.at ?? text.length };
    parts.push(...splitHeading(pieceOf(paragraph, range, made)));
  });
  return parts;
}

/** The paragraph cut at its inline marks, outermost kind first; the paragraph itself where it has none. */
export function splitInline(paragraph: Paragraph): Paragraph[] {
  let parts: Paragraph[] = [paragraph];
  for (const kind of KINDS)
    parts = parts.flatMap((part) => (part.folded.length < 12 ? [part] : splitByKind(part, kind)));
  return parts;
}
