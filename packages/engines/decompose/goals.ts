/**
 * Goal sections and what headings say for everything below them: a date, a responsible unit.
 * Source: rule 4 of our labelling (a goal that names several stages is passed over). O(n).
 */
import { closeParagraph } from './closing.ts';
import type { Span } from './contract.ts';
import { findDates } from './dates.ts';
import { goalDate } from './deadline.ts';
import type { GoalScope } from './draft.ts';
import { headingWords, kindOfHeading } from './headings.ts';
import type { Paragraph } from './paragraph.ts';
import { type Place, spanOf, type Walk } from './place.ts';
import type { Responsibility } from './responsibility.ts';

export function noteGoal(walk: Walk, spans: readonly Span[], whole: boolean): GoalScope | null {
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
  if (!whole) return scope;
  for (const { date } of findDates(folded, walk.time)) walk.goalDates.add(date);
  if (walk.goalDates.size > 1) walk.goal = null;
  else if (scope !== null) walk.goal = scope;
  return scope;
}

export function headingResponsibility(walk: Walk, paragraph: Paragraph): Responsibility | null {
  const segments = closeParagraph(walk.texts, spanOf(paragraph));
  const found = segments.flatMap(({ responsibility }) => responsibility)[0];
  return found === undefined || found.units.length === 0 ? null : found;
}

export function headingGoal(walk: Walk, paragraph: Paragraph): GoalScope | null {
  const found = goalDate(headingWords(paragraph.folded), walk.time);
  return found === null
    ? null
    : { date: found.date, span: { start: paragraph.start + found.start, end: paragraph.start + found.end } };
}

/** A goal section without numbered aims is no row; its figures stand for themselves. */
export function isUnlistedGoal(place: Place, own: Paragraph | null, heads: boolean): boolean {
  if (place.kind !== 'goal' || own === null) return false;
  if (own.mark?.pattern === 'bullet') return true;
  return heads || kindOfHeading(own.folded) === 'goal';
}
