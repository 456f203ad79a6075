/**
 * Rows of a numbered document: walks the ladder, keeps headings as paths, and makes one draft of each smallest marked
 * unit. Source: rules 1 and 2 of our labelling of municipal plans. O(n).
 */
import { closeParagraph } from './closing.ts';
import type { Span } from './contract.ts';
import { headingGoal, headingResponsibility, isUnlistedGoal, noteGoal } from './goals.ts';
import { groupsOf, readOwnLine, unclosed } from './groups.ts';
import { kindOfHeading, type SectionKind } from './headings.ts';
import type { Node } from './ladder.ts';
import { decisionsOf } from './minutes.ts';
import type { Paragraph } from './paragraph.ts';
import {
  claim,
  skip,
  type Group,
  headingText,
  isGrid,
  isHeadingLike,
  isParagraph,
  kindFor,
  markText,
  type Place,
  push,
  spanOf,
  type Walk,
} from './place.ts';
import { readLeadRule } from './responsibility.ts';
import { blockHeading, orderedSentences } from './running-text.ts';
import { danglingHeading, HIGH_RANKS, siblingsOf } from './siblings.ts';

/** Text directly under a heading that has marked parts below: led in by it, no row, but it may set the section's date. */
function leadIn(walk: Walk, node: Node, outer: Place): Place {
  let place = outer;
  const aimed: Span[] = [];
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
      for (const group of groupsOf(walk, [part], ''))
        push(walk, group, { place: place, kind: kindFor(place, part.folded) });
      continue;
    }
    const aims =
      place.kind === 'goal' ||
      place.kind === 'principle' ||
      /^(?:到|至|力争|预计|展望)|目标(?:任务)?(?:是|为|如下)?:/.test(part.folded);
    if (aims) {
      aimed.push(spanOf(part));
      walk.goalTexts.push(spanOf(part));
      claim(walk, spanOf(part), place.kind === 'principle' ? 'principle' : 'goal');
    } else if (place.kind === 'background' || node.paragraph === null) claim(walk, spanOf(part), 'background');
    else skip(walk, spanOf(part), 'decompose.skipped-lead-in');
  }
  if (aimed.length === 0) return place;
  const found = noteGoal(walk, aimed, place.kind === 'goal' || place.kind === 'principle');
  return { ...place, goal: found ?? place.goal };
}

function sentenceRows(
  walk: Walk,
  paragraphs: readonly Paragraph[],
  shape: { place: Place; mark: string; heads: boolean },
): void {
  let place = shape.place;
  let mark = shape.mark;
  for (const paragraph of paragraphs) {
    let span = spanOf(paragraph);
    const heading = shape.heads && paragraph === paragraphs[0] ? blockHeading(walk.texts.folded, span) : null;
    if (heading !== null) {
      const printed = walk.texts.text.slice(heading.start, heading.end).replace(/[。！？]$/, '');
      const kind =
        place.kind === 'task' ? kindOfHeading(walk.texts.folded.slice(heading.start, heading.end)) : place.kind;
      place = { ...place, kind, path: [...place.path, `${mark}${printed}`] };
      claim(walk, heading, 'heading');
      span = { start: heading.end, end: span.end };
      mark = '';
    }
    const { rows, left } = (walk.bySentence ? decisionsOf : orderedSentences)(walk.texts.folded, span);
    for (const row of rows) {
      if (
        walk.cutOff !== null &&
        row.end === walk.cutOff.end &&
        !/[。;!?)”]$/.test(walk.texts.folded.slice(row.start, row.end))
      ) {
        skip(walk, row, 'decompose.skipped-cut-off');
        continue;
      }
      for (const segment of closeParagraph(walk.texts, row)) {
        const group = {
          ...segment.text,
          responsibility: [...segment.responsibility],
          closings: [...segment.closings],
          mark,
        };
        push(walk, group, { place: place, kind: kindFor(place, walk.texts.folded.slice(row.start, row.end)) });
        mark = '';
      }
    }
    for (const part of left) claim(walk, part, 'background');
  }
}

/**
 * Paragraphs that close a section and are no part of its last item: that item runs on in its own line, as its neighbours
 * do, and none of those has paragraphs of its own.
 */
function closingParagraphs(walk: Walk, node: Node): Paragraph[] {
  const own = node.paragraph;
  const siblings = node.parent?.children ?? [];
  if (own === null || isHeadingLike(own) || siblings.at(-1) !== node || siblings.length < 2) return [];
  const { count, withBelow } = siblingsOf(walk, node);
  if (count < 2 || withBelow > 1) return [];
  return node.below
    .filter(isParagraph)
    .filter(
      (part) =>
        readOwnLine(walk, part) === null &&
        closeParagraph(walk.texts, spanOf(part)).every(({ responsibility }) => responsibility.length === 0),
    );
}

/** Does the document break off inside this row? */
function breaksOff(walk: Walk, group: Group): boolean {
  const cut = walk.cutOff;
  if (cut === null || cut.start < group.start || cut.start >= group.end) return false;
  return cut.end <= group.end ? group.responsibility.length === 0 : unclosed(walk, cut);
}

function leaf(walk: Walk, node: Node, place: Place): void {
  const own = node.paragraph;
  const paragraphs = node.below.filter(isParagraph);
  const grids = node.below.filter(isGrid);
  const heads =
    own !== null &&
    isHeadingLike(own) &&
    (paragraphs.some((part) => readOwnLine(walk, part) === null) || grids.length > 0);
  const mark = own === null ? '' : markText(walk, own);
  let content = own === null || heads ? paragraphs : [own, ...paragraphs];
  let inner = place;
  if (own !== null && heads) {
    const heading = headingText(walk, own);
    claim(walk, spanOf(own), 'heading');
    inner = {
      ...place,
      path: [...place.path, heading.text],
      inherited: headingResponsibility(walk, own) ?? place.inherited,
      goal: headingGoal(walk, own) ?? place.goal,
    };
  }
  if (own !== null && !heads && place.kind === 'task') {
    const closing = closingParagraphs(walk, node);
    content = content.filter((part) => !closing.includes(part));
    for (const part of closing) claim(walk, spanOf(part), 'requirement');
  }
  const notes = content.filter((part) => part.mark === null && /^(?:注|备注|附注)\d*[:.]/.test(part.folded));
  for (const note of notes) claim(walk, spanOf(note), 'background');
  content = content.filter((part) => !notes.includes(part));
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
  if (place.kind === 'goal' || place.kind === 'principle')
    noteGoal(
      walk,
      content
        .filter((part) => place.kind === 'goal' || /^(?:到|至|力争|“?十.五”?|展望|[^。]{0,8}目标)/.test(part.folded))
        .map(spanOf),
      true,
    );
  const kind = kindFor(inner, content[0]?.folded ?? '');
  if ((walk.running || walk.bySentence) && kind !== 'principle' && !place.notice) {
    sentenceRows(walk, content, { place: inner, mark, heads: walk.running && own !== null && !heads });
    return;
  }
  for (const group of groupsOf(walk, content, mark)) {
    if (breaksOff(walk, group)) {
      skip(walk, { start: group.start, end: group.end }, 'decompose.skipped-cut-off');
      walk.goalTexts.push({ start: group.start, end: group.end });
      continue;
    }
    push(walk, group, { place: inner, kind: kindFor(inner, walk.texts.folded.slice(group.start, group.start + 60)) });
  }
}

/** Only the last of the marked parts closes with a responsibility: it is the whole's, and the whole is the row. */
function sharesOneClosing(walk: Walk, node: Node): boolean {
  if (node.paragraph === null || node.children.length < 2 || node.rank === 'title' || HIGH_RANKS.has(node.rank))
    return false;
  if (
    node.children.some(
      (child) =>
        child.children.length > 0 || child.below.some((part) => !isGrid(part) && readOwnLine(walk, part) === null),
    )
  )
    return false;
  const closed = node.children.map(
    (child) =>
      child.paragraph !== null &&
      (closeParagraph(walk.texts, spanOf(child.paragraph)).some(({ responsibility }) => responsibility.length > 0) ||
        child.below.some((part) => !isGrid(part) && readOwnLine(walk, part) !== null)),
  );
  return closed.at(-1) === true && closed.slice(0, -1).every((one) => !one);
}

function wholeRow(walk: Walk, node: Node, place: Place): void {
  const paragraphs: Paragraph[] = [];
  if (node.paragraph !== null) paragraphs.push(node.paragraph);
  for (const part of node.below) if (!isGrid(part)) paragraphs.push(part);
  for (const child of node.children) {
    if (child.paragraph !== null) paragraphs.push({ ...child.paragraph, start: child.paragraph.from });
    for (const part of child.below) if (!isGrid(part)) paragraphs.push(part);
  }
  const mark = node.paragraph === null ? '' : markText(walk, node.paragraph);
  for (const group of groupsOf(walk, paragraphs, mark))
    push(walk, group, { place: place, kind: kindFor(place, node.paragraph?.folded ?? '') });
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
  const kind: SectionKind =
    own === null || place.kind === 'principle' || place.kind === 'requirement' || place.kind === 'background'
      ? place.kind
      : sectionKind(own, place);
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
    inner = {
      ...here,
      path: [...here.path, heading.text],
      inherited: headingResponsibility(walk, own) ?? here.inherited,
      goal: goal ?? here.goal,
    };
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
  const closed = paragraphs.some((part) =>
    closeParagraph(walk.texts, spanOf(part)).some(({ responsibility }) => responsibility.length > 0),
  );
  if (closed && !walk.running)
    for (const group of groupsOf(walk, paragraphs, ''))
      push(walk, group, { place: place, kind: kindFor(place, walk.texts.folded.slice(group.start, group.start + 60)) });
  else if (node.below.some(isGrid)) for (const part of paragraphs) claim(walk, spanOf(part), 'background');
  else sentenceRows(walk, paragraphs, { place, mark: '', heads: false });
}
