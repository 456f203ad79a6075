/**
 * What holds while the ladder is walked, and the small steps that every part of the walk takes: claiming a stretch,
 * reading a heading's words, making a draft. O(1) or O(length of the paragraph) each.
 */
import type { Texts } from './closing.ts';
import type { ItemKind, Span } from './contract.ts';
import type { TimeContext } from './dates.ts';
import type { Claim, ClaimAs, Draft, GoalScope } from './draft.ts';
import { headingWords, kindOfItem, type SectionKind } from './headings.ts';
import type { Node } from './ladder.ts';
import type { Paragraph } from './paragraph.ts';
import type { Grid } from './printed.ts';
import type { LeadRule, Responsibility } from './responsibility.ts';

export interface Siblings {
  count: number;
  filled: number;
  stopped: number;
  /** Without parts, but with paragraphs below. */
  withBelow: number;
}

/** What holds while the tree is walked; `goal` and `rule` change as the text goes on. */
export interface Walk {
  readonly texts: Texts;
  readonly time: TimeContext;
  readonly running: boolean;
  /** Reads sentences as rows wherever nothing finer is marked (minutes, instructions). */
  readonly bySentence: boolean;
  readonly drafts: Draft[];
  readonly claims: Claim[];
  readonly goalTexts: Span[];
  /** Every date that a goal for the whole plan named so far: more than one are stages, and none is the plan's. */
  readonly goalDates: Set<string>;
  goal: GoalScope | null;
  rule: { kind: LeadRule; span: Span } | null;
  /** Span of a last paragraph that breaks off in the middle of a sentence. */
  readonly cutOff: Span | null;
  readonly last: Node | null;
  readonly siblings: Map<Node, Map<string, Siblings>>;
  readonly readTable: (grid: Grid, place: Place) => void;
}

export interface Place {
  readonly path: readonly string[];
  readonly kind: SectionKind;
  readonly inherited: Responsibility | null;
  readonly goal: GoalScope | null;
  readonly notice: boolean;
}

export const HEADING_LENGTH = 48;

export function spanOf(paragraph: Paragraph): Span {
  return { start: paragraph.start, end: paragraph.end };
}

export function claim(walk: Walk, span: Span, as: ClaimAs): void {
  walk.claims.push({ span, as, draft: null, reason: null });
}

/** Consciously left out, with the reason. */
export function skip(walk: Walk, span: Span, reason: string): void {
  walk.claims.push({ span, as: 'skipped', draft: null, reason });
}

/** A marked line that only heads what follows: no sentence of its own inside. */
export function isHeadingLike(paragraph: Paragraph): boolean {
  // A sentence that has ended before its bracket is an order with its responsibility, however short.
  if (/[。;!?]\s*\(.*\)\s*。?$/s.test(paragraph.folded)) return false;
  const words = paragraph.folded.replace(/\([^()]*\)\s*$/, '').replace(/[。:]$/, '');
  if (paragraph.heading !== null && words.length <= 60 && !/[。;]/.test(words)) return true;
  return words.length <= HEADING_LENGTH && !/[。;!?]/.test(words);
}

/** The heading's words as printed, with its mark, without its bracket and full stop. */
export function headingText(walk: Walk, paragraph: Paragraph): { text: string; span: Span } {
  const words = headingWords(paragraph.folded);
  const span = { start: paragraph.start, end: paragraph.start + words.length };
  const mark = paragraph.mark?.printed.trimEnd() ?? '';
  const printedMark =
    paragraph.mark !== null && paragraph.mark.length > 0
      ? walk.texts.text.slice(paragraph.from, paragraph.start).trimEnd()
      : mark;
  const gap = ['chapter', 'section', 'article'].includes(paragraph.mark?.pattern ?? '') ? ' ' : '';
  return {
    text: `${printedMark}${gap}${walk.texts.text
      .slice(span.start, span.end)
      .replace(/\s*\n\s*/g, '')
      .replace(/ +$/, '')}`,
    span,
  };
}

export function markText(walk: Walk, paragraph: Paragraph): string {
  if (paragraph.mark === null) return '';
  return paragraph.mark.length > 0
    ? walk.texts.text.slice(paragraph.from, paragraph.start).trim()
    : paragraph.mark.printed;
}

export function kindFor(place: Place, folded: string): ItemKind {
  if (place.notice) return 'requirement';
  if (place.kind === 'goal') return 'task';
  if (place.kind !== 'task') return place.kind;
  return kindOfItem(folded);
}

export function isGrid(part: Paragraph | Grid): part is Grid {
  return 'kind' in part;
}

export function isParagraph(part: Paragraph | Grid): part is Paragraph {
  return !('kind' in part);
}

export interface Group {
  start: number;
  end: number;
  responsibility: Responsibility[];
  closings: Span[];
  mark: string;
}

export function push(walk: Walk, group: Group, { place, kind }: { place: Place; kind: ItemKind }): void {
  if (group.end <= group.start) return;
  const index = walk.drafts.length;
  for (const { rule } of group.responsibility) if (rule !== null) walk.rule = rule;
  walk.drafts.push({
    kind,
    mark: group.mark,
    path: place.path,
    text: { start: group.start, end: group.end },
    responsibility: group.responsibility,
    inherited: place.inherited,
    goal: place.goal ?? walk.goal,
    rule: walk.rule,
    cells: null,
  });
  walk.claims.push({ span: { start: group.start, end: group.end }, as: 'row', draft: index, reason: null });
  for (const closing of group.closings)
    walk.claims.push({ span: closing, as: 'responsibility', draft: index, reason: null });
}
