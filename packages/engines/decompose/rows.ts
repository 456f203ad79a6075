/**
 * Rows of a numbered document: walks the ladder, keeps headings as paths, and makes one draft of each smallest marked
 * unit. Source: rules 1 and 2 of our labelling of municipal plans. O(n).
 */
import { closeParagraph, type Segment, type Texts } from './closing.ts';
import type { ItemKind, Span } from './contract.ts';
import type { TimeContext } from './dates.ts';
import { findDates } from './dates.ts';
import { goalDate } from './deadline.ts';
import type { Claim, ClaimAs, Draft, GoalScope } from './draft.ts';
import { headingWords, kindOfHeading, kindOfItem, type SectionKind } from './headings.ts';
import type { Node } from './ladder.ts';
import type { Paragraph } from './paragraphs.ts';
import type { Grid } from './printed.ts';
import { type LeadRule, readLabelled, readLeadRule, type Responsibility } from './responsibility.ts';
import { decisionsOf } from './minutes.ts';
import { blockHeading, orderedSentences } from './running-text.ts';

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
  goal: GoalScope | null;
  rule: { kind: LeadRule; span: Span } | null;
  /** Span of a last paragraph that breaks off in the middle of a sentence. */
  readonly cutOff: Span | null;
  /** Ranks of which some node with run-in text, other than the last, has paragraphs of its own below. */
  readonly ranksWithBelow: ReadonlySet<string>;
  readonly last: Node | null;
  readonly readTable: (grid: Grid, place: Place) => void;
}
export interface Place {
  readonly path: readonly string[];
  readonly kind: SectionKind;
  readonly inherited: Responsibility | null;
  readonly goal: GoalScope | null;
  readonly notice: boolean;
}

const HEADING_LENGTH = 48;

function spanOf(paragraph: Paragraph): Span {
  return { start: paragraph.start, end: paragraph.end };
}

function claim(walk: Walk, span: Span, as: ClaimAs, reason: string | null = null): void {
  walk.claims.push({ span, as, draft: null, reason });
}

/** A marked line that only heads what follows: no sentence of its own inside. */
export function isHeadingLike(paragraph: Paragraph): boolean {
  const words = paragraph.folded.replace(/\([^()]*\)\s*$/, '').replace(/[。:]$/, '');
  if (paragraph.heading !== null && words.length <= 60 && !/[。;]/.test(words)) return true;
  return words.length <= HEADING_LENGTH && !/[。;!?]/.test(words);
}

/** The heading's words as printed, with its mark, without its bracket and full stop. */
function headingText(walk: Walk, paragraph: Paragraph): { text: string; span: Span } {
  const words = headingWords(paragraph.folded);
  const span = { start: paragraph.start, end: paragraph.start + words.length };
  const mark = paragraph.mark?.printed.trimEnd() ?? '';
  const printedMark = paragraph.mark !== null && paragraph.mark.length > 0 ? walk.texts.text.slice(paragraph.from, paragraph.start).trimEnd() : mark;
  return { text: `${printedMark}${walk.texts.text.slice(span.start, span.end).replace(/\s*\n\s*/g, '').replace(/ +$/, '')}`, span };
}

function markText(walk: Walk, paragraph: Paragraph): string {
  if (paragraph.mark === null) return '';
  return paragraph.mark.length > 0 ? walk.texts.text.slice(paragraph.from, paragraph.start).trim() : paragraph.mark.printed;
}

interface Group {
  start: number;
  end: number;
  responsibility: Responsibility[];
  closings: Span[];
  mark: string;
}

function push(walk: Walk, group: Group, place: Place, kind: ItemKind): void {
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
  for (const closing of group.closings) walk.claims.push({ span: closing, as: 'responsibility', draft: index, reason: null });
}

/** Paragraphs of one marked unit, gathered into groups that each close with their own responsibility. */
function groupsOf(walk: Walk, paragraphs: readonly Paragraph[], mark: string): Group[] {
  const groups: Group[] = [];
  let open: Group | null = null;
  for (const paragraph of paragraphs) {
    const line = readOwnLine(walk, paragraph);
    const last = open ?? groups.at(-1) ?? null;
    if (line !== null && last !== null) {
      last.responsibility.push(line);
      last.closings.push({ start: paragraph.from, end: paragraph.end });
      if (open !== null) groups.push(open);
      open = null;
      continue;
    }
    const segments: Segment[] = closeParagraph(walk.texts, spanOf(paragraph));
    for (const segment of segments) {
      const held: Group | null = open;
      if (held === null) open = { ...segment.text, responsibility: [...segment.responsibility], closings: [...segment.closings], mark: groups.length === 0 ? mark : '' };
      else {
        held.end = segment.text.end;
        held.responsibility.push(...segment.responsibility);
        held.closings.push(...segment.closings);
      }
      if (segment.responsibility.length > 0 && open !== null) {
        groups.push(open);
        open = null;
      }
    }
  }
  if (open !== null) groups.push(open);
  return groups;
}

/** 牵头单位:… or 责任单位:… on a line of its own. */
function readOwnLine(walk: Walk, paragraph: Paragraph): Responsibility | null {
  if (paragraph.mark !== null && paragraph.mark.pattern !== 'bullet') return null;
  if (!/^[([]?(?:主要|共同)?(?:牵头|责任|配合|承办|主办|协办|参与|落实|实施|完成|分管|联系|负责|时限)[^:。,;]{0,8}:/.test(paragraph.folded)) return null;
  let { start, end } = spanOf(paragraph);
  if (/^[([]/.test(paragraph.folded)) start += 1;
  while (end > start && /[)\]。;\s]/.test(walk.texts.folded.charAt(end - 1))) {
    const inner = walk.texts.folded.slice(start, end);
    const opens = (inner.match(/\(/g) ?? []).length;
    const closes = (inner.match(/\)/g) ?? []).length;
    if (inner.endsWith(')') && opens >= closes) break;
    end -= 1;
  }
  return readLabelled({ ...walk.texts, start, end });
}

function kindFor(place: Place, folded: string): ItemKind {
  if (place.notice) return 'requirement';
  if (place.kind === 'goal') return 'task';
  if (place.kind !== 'task') return place.kind;
  return kindOfItem(folded);
}

function noteGoal(walk: Walk, spans: readonly Span[], whole: boolean): GoalScope | null {
  const folded = spans.map(({ start, end }) => walk.texts.folded.slice(start, end)).join('\n');
  const found = goalDate(folded, walk.time);
  let scope: GoalScope | null = null;
  if (found !== null) {
    let offset = 0;
    for (const { start, end } of spans) {
      if (found.start < offset + (end - start) + 1) {
        scope = { date: found.date, span: { start: start + found.start - offset, end: start + found.end - offset } };
        break;
      }
      offset += end - start + 1;
    }
  }
  if (whole && findDates(folded, walk.time).length > 0) walk.goal = scope;
  return scope;
}

function isGrid(part: Paragraph | Grid): part is Grid {
  return 'kind' in part;
}

function isParagraph(part: Paragraph | Grid): part is Paragraph {
  return !('kind' in part);
}

/** Text directly under a heading that has marked parts below: led in by it, no row, but it may set the section's date. */
function leadIn(walk: Walk, node: Node, outer: Place): Place {
  let place = outer;
  for (const part of node.below) {
    if (isGrid(part)) {
      walk.readTable(part, place);
      continue;
    }
    const rule = readLeadRule(part.folded, part.start);
    if (rule !== null) walk.rule = rule;
    const line = node.paragraph === null ? null : readOwnLine(walk, part);
    if (line !== null && line.units.length > 0) {
      place = { ...place, inherited: line };
      claim(walk, spanOf(part), 'responsibility');
      continue;
    }
    const segments = closeParagraph(walk.texts, spanOf(part));
    if (segments.some(({ responsibility }) => responsibility.length > 0)) {
      for (const group of groupsOf(walk, [part], '')) push(walk, group, place, kindFor(place, part.folded));
      continue;
    }
    const aims = place.kind === 'goal' || place.kind === 'principle' || /^(?:到|至|力争|预计|展望)/.test(part.folded);
    if (aims) {
      const found = noteGoal(walk, [spanOf(part)], place.kind === 'goal' || place.kind === 'principle');
      place = { ...place, goal: found ?? place.goal };
      walk.goalTexts.push(spanOf(part));
      claim(walk, spanOf(part), place.kind === 'principle' ? 'principle' : 'goal');
    } else if (place.kind === 'background' || node.paragraph === null) claim(walk, spanOf(part), 'background');
    else claim(walk, spanOf(part), 'skipped', 'decompose.skipped-lead-in');
  }
  return place;
}

function sentenceRows(walk: Walk, paragraphs: readonly Paragraph[], shape: { place: Place; mark: string; heads: boolean }): void {
  let place = shape.place;
  let mark = shape.mark;
  for (const paragraph of paragraphs) {
    let span = spanOf(paragraph);
    const heading = shape.heads && paragraph === paragraphs[0] ? blockHeading(walk.texts.folded, span) : null;
    if (heading !== null) {
      const printed = walk.texts.text.slice(heading.start, heading.end).replace(/[。！？]$/, '');
      const kind = place.kind === 'task' ? kindOfHeading(walk.texts.folded.slice(heading.start, heading.end)) : place.kind;
      place = { ...place, kind, path: [...place.path, `${mark}${printed}`] };
      claim(walk, heading, 'heading');
      span = { start: heading.end, end: span.end };
      mark = '';
    }
    const { rows, left } = (walk.bySentence ? decisionsOf : orderedSentences)(walk.texts.folded, span);
    for (const row of rows) {
      if (walk.cutOff !== null && row.end === walk.cutOff.end && !/[。;!?)”]$/.test(walk.texts.folded.slice(row.start, row.end))) {
        claim(walk, row, 'skipped', 'decompose.skipped-cut-off');
        continue;
      }
      for (const segment of closeParagraph(walk.texts, row)) {
        const group = { ...segment.text, responsibility: [...segment.responsibility], closings: [...segment.closings], mark };
        push(walk, group, place, kindFor(place, walk.texts.folded.slice(row.start, row.end)));
        mark = '';
      }
    }
    for (const part of left) claim(walk, part, 'background');
  }
}

function leaf(walk: Walk, node: Node, place: Place): void {
  const own = node.paragraph;
  const paragraphs = node.below.filter(isParagraph);
  const grids = node.below.filter(isGrid);
  const heads = own !== null && isHeadingLike(own) && (paragraphs.some((part) => readOwnLine(walk, part) === null) || grids.length > 0);
  const mark = own === null ? '' : markText(walk, own);
  let content = own === null || heads ? paragraphs : [own, ...paragraphs];
  let inner = place;
  if (own !== null && heads) {
    const heading = headingText(walk, own);
    claim(walk, spanOf(own), 'heading');
    inner = { ...place, path: [...place.path, heading.text], inherited: headingResponsibility(walk, own) ?? place.inherited, goal: headingGoal(walk, own) ?? place.goal };
  }
  if (own !== null && !heads && place.kind === 'task' && node === walk.last && paragraphs.length > 0 && !walk.ranksWithBelow.has(node.rank) && !isHeadingLike(own)) {
    const closing = paragraphs.filter((part) => readOwnLine(walk, part) === null && closeParagraph(walk.texts, spanOf(part))[0]?.responsibility.length === 0);
    content = content.filter((part) => !closing.includes(part));
    for (const part of closing) claim(walk, spanOf(part), 'requirement', null);
  }
  for (const grid of grids) walk.readTable(grid, inner);
  if (content.length === 0) return;
  if (own !== null && paragraphs.length === 0 && danglingHeading(walk, node, own)) {
    claim(walk, { start: own.from, end: own.end }, 'heading');
    return;
  }
  if (isUnlistedGoal(place, own, heads)) {
    noteGoal(walk, content.map(spanOf), true);
    for (const part of content) {
      walk.goalTexts.push(spanOf(part));
      claim(walk, { start: part.from, end: part.end }, 'goal');
    }
    return;
  }
  if (place.kind === 'goal' || place.kind === 'principle') noteGoal(walk, content.filter((part) => place.kind === 'goal' || /^(?:到|至|力争|“?十.五”?|展望|[^。]{0,8}目标)/.test(part.folded)).map(spanOf), true);
  const kind = kindFor(inner, content[0]?.folded ?? '');
  if ((walk.running || walk.bySentence) && kind !== 'principle' && !place.notice) {
    sentenceRows(walk, content, { place: inner, mark, heads: walk.running && own !== null && !heads });
    return;
  }
  for (const group of groupsOf(walk, content, mark)) {
    const cut = walk.cutOff;
    if (cut !== null && cut.start >= group.start && cut.start < group.end && (cut.end <= group.end ? group.responsibility.length === 0 : unclosed(walk, cut))) {
      claim(walk, { start: group.start, end: group.end }, 'skipped', 'decompose.skipped-cut-off');
      walk.goalTexts.push({ start: group.start, end: group.end });
      continue;
    }
    push(walk, group, inner, kindFor(inner, walk.texts.folded.slice(group.start, group.start + 60)));
  }
}

/** A heading whose text is missing: no full stop, while its neighbours of the same mark have text or parts below. */
function danglingHeading(walk: Walk, node: Node, own: Paragraph): boolean {
  if (!isHeadingLike(own) || own.mark === null || own.mark.pattern === 'bullet' || /[。;!?]$/.test(own.folded)) return false;
  const others = (node.parent?.children ?? []).filter((other) => other !== node && other.rank === node.rank && other.paragraph !== null);
  if (others.length === 0) return HIGH_RANKS.has(node.rank) || node.rank === 'title';
  if (others.every((other) => other.children.length > 0 || other.below.length > 0)) return true;
  return node === walk.last && others.every((other) => other.children.length > 0 || other.below.length > 0 || /[。;!?)]$/.test(other.paragraph?.folded ?? ''));
}

/** Does the stretch end inside a bracket? */
function unclosed(walk: Walk, span: Span): boolean {
  const tail = walk.texts.folded.slice(Math.max(span.start, span.end - 300), span.end);
  return tail.lastIndexOf('(') > tail.lastIndexOf(')');
}

/** A goal section without numbered aims is no row; its figures stand for themselves. */
function isUnlistedGoal(place: Place, own: Paragraph | null, heads: boolean): boolean {
  if (place.kind !== 'goal' || own === null) return false;
  if (own.mark?.pattern === 'bullet') return true;
  return heads || kindOfHeading(own.folded) === 'goal';
}

function headingResponsibility(walk: Walk, paragraph: Paragraph): Responsibility | null {
  const segments = closeParagraph(walk.texts, spanOf(paragraph));
  const found = segments.flatMap(({ responsibility }) => responsibility)[0];
  return found === undefined || found.units.length === 0 ? null : found;
}

function headingGoal(walk: Walk, paragraph: Paragraph): GoalScope | null {
  const found = goalDate(headingWords(paragraph.folded), walk.time);
  return found === null ? null : { date: found.date, span: { start: paragraph.start + found.start, end: paragraph.start + found.end } };
}

/** Only the last of the marked parts closes with a responsibility: it is the whole's, and the whole is the row. */
function sharesOneClosing(walk: Walk, node: Node): boolean {
  if (node.paragraph === null || node.children.length < 2 || node.rank === 'title' || HIGH_RANKS.has(node.rank)) return false;
  if (node.children.some((child) => child.children.length > 0 || child.below.some((part) => !isGrid(part) && readOwnLine(walk, part) === null))) return false;
  const closed = node.children.map(
    (child) =>
      child.paragraph !== null &&
      (closeParagraph(walk.texts, spanOf(child.paragraph)).some(({ responsibility }) => responsibility.length > 0) ||
        child.below.some((part) => !isGrid(part) && readOwnLine(walk, part) !== null)),
  );
  return closed.at(-1) === true && closed.slice(0, -1).every((one) => !one);
}
const HIGH_RANKS: ReadonlySet<string> = new Set(['chapter', 'section', 'article', 'chinese']);

function wholeRow(walk: Walk, node: Node, place: Place): void {
  const paragraphs: Paragraph[] = [];
  if (node.paragraph !== null) paragraphs.push(node.paragraph);
  for (const part of node.below) if (!isGrid(part)) paragraphs.push(part);
  for (const child of node.children) {
    if (child.paragraph !== null) paragraphs.push({ ...child.paragraph, start: child.paragraph.from });
    for (const part of child.below) if (!isGrid(part)) paragraphs.push(part);
  }
  const mark = node.paragraph === null ? '' : markText(walk, node.paragraph);
  for (const group of groupsOf(walk, paragraphs, mark)) push(walk, group, place, kindFor(place, node.paragraph?.folded ?? ''));
}

/** Has the node text and responsibility of its own, so that it is a row beside its parts (fragments run together)? */
function ownRow(walk: Walk, node: Node): boolean {
  if (node.paragraph === null || isHeadingLike(node.paragraph)) return false;
  return closeParagraph(walk.texts, spanOf(node.paragraph)).some(({ responsibility }) => responsibility.length > 0);
}

function restarts(node: Node): boolean {
  const first = node.children[0]?.paragraph?.mark?.ordinal ?? null;
  return first !== null && first !== 1 && node.paragraph !== null && !isHeadingLike(node.paragraph);
}

/** Makes the drafts and claims of `node` and everything below it, in the order of the text. */
export function walkNode(walk: Walk, node: Node, place: Place): void {
  const own = node.paragraph;
  const kind: SectionKind = own === null || place.kind === 'principle' || place.kind === 'requirement' || place.kind === 'background' ? place.kind : sectionKind(own, place);
  const here: Place = { ...place, kind };
  if (node.children.length === 0) {
    if (own === null) rootLeaf(walk, node, here);
    else leaf(walk, node, here);
    return;
  }
  if (own !== null && sharesOneClosing(walk, node)) {
    wholeRow(walk, node, here);
    return;
  }
  if (own !== null && (ownRow(walk, node) || restarts(node))) {
    leaf(walk, { ...node, children: [] }, here);
    for (const child of node.children) walkNode(walk, child, place);
    return;
  }
  let inner = here;
  if (own !== null) {
    const heading = headingText(walk, own);
    const goal = headingGoal(walk, own);
    claim(walk, { start: own.from, end: heading.span.end }, 'heading');
    const rest = { ...own, start: heading.span.end, folded: walk.texts.folded.slice(heading.span.end, own.end) };
    const text = rest.folded.replace(/^[。:;,\s]+/, '');
    inner = { ...here, path: [...here.path, heading.text], inherited: headingResponsibility(walk, own) ?? here.inherited, goal: goal ?? here.goal };
    if (text.length > 1 && !isHeadingLike(own)) {
      const start = own.end - text.length;
      inner = leadIn(walk, { ...node, below: [{ ...own, from: start, start, folded: text }] }, inner);
    }
  }
  inner = leadIn(walk, node, inner);
  for (const child of node.children) walkNode(walk, child, inner);
}

function sectionKind(own: Paragraph, place: Place): SectionKind {
  const kind = kindOfHeading(own.folded);
  if (place.kind === 'goal') return kind === 'task' ? 'goal' : kind;
  return isHeadingLike(own) || kind === 'goal' || kind === 'principle' ? kind : 'task';
}

function rootLeaf(walk: Walk, node: Node, place: Place): void {
  const paragraphs = node.below.filter(isParagraph);
  for (const grid of node.below.filter(isGrid)) walk.readTable(grid, place);
  const closed = paragraphs.some((part) => closeParagraph(walk.texts, spanOf(part)).some(({ responsibility }) => responsibility.length > 0));
  if (closed && !walk.running) for (const group of groupsOf(walk, paragraphs, '')) push(walk, group, place, kindFor(place, walk.texts.folded.slice(group.start, group.start + 60)));
  else if (node.below.some(isGrid)) for (const part of paragraphs) claim(walk, spanOf(part), 'background');
  else sentenceRows(walk, paragraphs, { place, mark: '', heads: false });
}
