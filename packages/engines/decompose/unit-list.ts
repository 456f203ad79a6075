/**
 * A printed list of units: 、 and commas separate, brackets hold together, 各 gathers places of one level, 等 opens the
 * list. Source: responsibility brackets in municipal plans observed 2006–2025. O(n).
 */
import type { Span } from './contract.ts';
import { isGenericName, isOpenName, isStrictUnit, isWeakUnit, joinsCollective, looksLikeUnit } from './unit-names.ts';

export interface NamedUnit extends Span {
  /** As printed. */
  readonly name: string;
  readonly folded: string;
}
export interface UnitList {
  readonly units: readonly NamedUnit[];
  /** 等 or 各有关单位: others belong to it too. */
  readonly open: boolean;
  /** Members that are no unit (a date, a rule …). */
  readonly rest: readonly Span[];
}
export interface Slice extends Span {
  /** The whole printed and folded texts; the slice is `start`..`end` of both. */
  readonly text: string;
  readonly folded: string;
}

const OPENING = '([“《';
const CLOSING = ')]”》';

/** Cuts a slice at separators that stand outside brackets and quotes. O(n). */
export function cutOutside(slice: Slice, separators: string): Span[] {
  const parts: Span[] = [];
  let depth = 0;
  let from = slice.start;
  for (let i = slice.start; i < slice.end; i++) {
    const sign = slice.folded.charAt(i);
    if (OPENING.includes(sign)) depth += 1;
    else if (CLOSING.includes(sign)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && separators.includes(sign)) {
      parts.push({ start: from, end: i });
      from = i + 1;
    }
  }
  parts.push({ start: from, end: slice.end });
  return parts;
}

function trim(slice: Slice, part: Span): Span {
  let { start, end } = part;
  const loose = (sign: string): boolean => /[\s,;、.。:]/.test(sign);
  while (start < end && loose(slice.folded.charAt(start))) start += 1;
  while (end > start && loose(slice.folded.charAt(end - 1))) end -= 1;
  return { start, end };
}

/** Cuts A和B, A及B, A以及B where both sides are units by themselves. */
function cutConjunction(slice: Slice, part: Span): Span[] {
  const text = slice.folded.slice(part.start, part.end);
  for (const found of text.matchAll(/以及|和|及|与/g)) {
    const left = text.slice(0, found.index);
    const right = text.slice(found.index + found[0].length);
    if (/\([^)]*$/.test(left)) continue;
    if (
      isStrictUnit(left) &&
      isWeakUnit(right) &&
      right.length > 2 &&
      !/^(?:各|有关|相关)?(?:单位|部门|机构)$/.test(right)
    ) {
      const at = part.start + found.index;
      return [{ start: part.start, end: at }, ...cutConjunction(slice, { start: at + found[0].length, end: part.end })];
    }
  }
  return [part];
}

/** Cuts A等B: the tail after 等 is dropped where it only says that there are others. */
function cutOpen(slice: Slice, part: Span): { parts: Span[]; open: boolean } {
  const text = slice.folded.slice(part.start, part.end);
  let depth = 0;
  for (let i = 1; i < text.length; i++) {
    const sign = text.charAt(i);
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (
      sign !== '等' ||
      depth > 0 ||
      /^等(?:级|教育|职业)/.test(text.slice(i)) ||
      /[高中初平同]$/.test(text.slice(0, i))
    )
      continue;
    const tail = text
      .slice(i + 1)
      .replace(/^\d+个|^[一二三四五六七八九十]+个/, '')
      .trim();
    const head = { start: part.start, end: part.start + i };
    if (tail === '' || isGenericName(tail) || !isWeakUnit(tail)) return { parts: [head], open: true };
    return { parts: [head, { start: part.end - tail.length, end: part.end }], open: true };
  }
  return { parts: [part], open: false };
}

function joinCollectives(slice: Slice, parts: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const part of parts) {
    const before = joined.at(-1);
    const gap = before === undefined ? '' : slice.folded.slice(before.end, part.start);
    if (
      before !== undefined &&
      /^ ?[、,] ?$/.test(gap) &&
      joinsCollective(slice.folded.slice(before.start, before.end), slice.folded.slice(part.start, part.end))
    )
      joined[joined.length - 1] = { start: before.start, end: part.end };
    else joined.push(part);
  }
  return joined;
}

/** Bracketed remarks that are no part of a name: (牵头), (排在首位的为牵头单位), (按职责分工负责). */
function withoutRemark(slice: Slice, part: Span): Span {
  const text = slice.folded.slice(part.start, part.end);
  const remark = /\s*\((?:牵头|配合|排在?|列|按照?职责|下同|第一)[^()]*\)\s*$/.exec(text);
  return remark === null ? part : { start: part.start, end: part.start + remark.index };
}

const TAIL =
  /(?:按照?(?:各自)?职责(?:分工)?(?:分别|共同)?(?:负责|落实|推进)?|按分工负责|分别负责|共同负责|依职责负责|负责落实|具体负责)$/;

/** The units of a list, in printed order. With `strict` a member counts only if it is a unit by its own ending. */
export function readUnitList(slice: Slice, strict: boolean): UnitList {
  const units: NamedUnit[] = [];
  const rest: Span[] = [];
  let open = false;
  const cells = cutOutside(slice, '、,;，；\n\t/').map((part) => trim(slice, part));
  const parts: Span[] = [];
  for (const cell of cells) {
    if (cell.end <= cell.start) continue;
    const folded = slice.folded.slice(cell.start, cell.end);
    const spaced = / /.test(folded) && folded.split(/ +/).every((word) => isStrictUnit(word));
    if (spaced) parts.push(...cutOutside({ ...slice, ...cell }, ' ').map((part) => trim(slice, part)));
    else parts.push(cell);
  }
  for (const joined of joinCollectives(slice, parts)) {
    if (joined.end <= joined.start) continue;
    const cut = cutOpen(slice, joined);
    open ||= cut.open;
    for (const piece of cut.parts.flatMap((part) => cutConjunction(slice, part))) {
      let part = trim(slice, withoutRemark(slice, piece));
      const tail = TAIL.exec(slice.folded.slice(part.start, part.end));
      if (tail !== null && tail.index >= 0) part = trim(slice, { start: part.start, end: part.start + tail.index });
      if (part.end <= part.start) continue;
      const folded = slice.folded.slice(part.start, part.end);
      if (folded === '等') {
        open = true;
        continue;
      }
      if (!(strict ? isWeakUnit(folded) || isStrictUnit(folded) : looksLikeUnit(folded))) {
        rest.push(part);
        continue;
      }
      open ||= isOpenName(folded);
      units.push({ ...part, name: slice.text.slice(part.start, part.end).replace(/\s*\n\s*/g, ''), folded });
    }
  }
  return { units, open, rest };
}
