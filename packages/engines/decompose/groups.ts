/**
 * Paragraphs of one marked unit gathered into rows: each closes with its own responsibility, in a bracket or on lines of
 * its own (牵头单位：…). Source: rule 1 of our labelling of municipal plans. O(n).
 */
import { closeParagraph, readBracketLine, type Segment } from './closing.ts';
import type { Span } from './contract.ts';
import type { Paragraph } from './paragraph.ts';
import { type Group, spanOf, type Walk } from './place.ts';
import { readLabelled, type Responsibility } from './responsibility.ts';

/** Paragraphs of one marked unit, gathered into groups that each close with their own responsibility. */
export function groupsOf(walk: Walk, paragraphs: readonly Paragraph[], mark: string): Group[] {
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
      if (held === null)
        open = {
          ...segment.text,
          responsibility: [...segment.responsibility],
          closings: [...segment.closings],
          mark: groups.length === 0 ? mark : '',
        };
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
export function readOwnLine(walk: Walk, paragraph: Paragraph): Responsibility | null {
  if (paragraph.mark !== null && paragraph.mark.pattern !== 'bullet') return null;
  if (paragraph.folded.startsWith('(') || paragraph.folded.startsWith('[')) {
    const bracket = readBracketLine(walk.texts, spanOf(paragraph));
    if (bracket !== null) return bracket;
  }
  if (
    !/^[([]?(?:主要|共同)?(?:牵头|责任|配合|承办|主办|协办|参与|落实|实施|完成|分管|联系|负责|时限)[^:。,;]{0,8}:/.test(
      paragraph.folded,
    )
  )
    return null;
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

/** Does the stretch end inside a bracket? */
export function unclosed(walk: Walk, span: Span): boolean {
  const tail = walk.texts.folded.slice(Math.max(span.start, span.end - 300), span.end);
  return tail.lastIndexOf('(') > tail.lastIndexOf(')');
}
