/**
 * What the whole document gives to its items: the title's period, the year, units named once for all; and the aims that
 * stand in no row. O(n).
 */
import type { Span, Target } from './contract.ts';
import type { GoalScope } from './draft.ts';
import { dateBefore } from './deadline.ts';
import { findDates } from './dates.ts';
import { type DocumentFacts, targetsIn } from './item.ts';
import type { Printed } from './printed.ts';
import type { Responsibility } from './responsibility.ts';
import { type Structure, titleFacts } from './structure.ts';
import type { SuggestIndex } from './suggest.ts';
import { readUnitList } from './unit-list.ts';
import { isStrictUnit } from './unit-names.ts';

const EVERYWHERE =
  /以下(?:政策)?(?:措施|任务|条款|各项|各条)[^,。;]{0,12}?(?:均|都)(?:需|由|须)?(?:要)?([^,。;]{2,60}?)(?:负责)?(?:落实|实施|负责|配合|执行)[,;][^。;)]{0,16}(?:不再(?:单独|另行|逐一)?(?:列出|列明|标注|注明))/;

/** 以下措施均需各县区落实，不再单独列出: units for every item. Looks in brackets and prefaces alike. */
function everywhereIn(printed: Printed): Responsibility | null {
  const found = EVERYWHERE.exec(printed.folded);
  const names = found?.[1];
  if (found === null || names === undefined) return null;
  const start = found.index + found[0].indexOf(names);
  const list = readUnitList({ text: printed.text, folded: printed.folded, start, end: start + names.length }, true);
  if (list.units.length === 0 || !list.units.some(({ folded }) => isStrictUnit(folded))) return null;
  const span = { start: found.index, end: found.index + found[0].length };
  return {
    units: list.units,
    lead: [],
    support: [],
    leaders: [],
    contact: [],
    open: list.open,
    span,
    times: [],
    rule: null,
  };
}

const YEARLY =
  /(20\d{2})年(?:度)?(?:全市|全县|全区|我市|我县|我区)?(?:《?政府工作报告》?|重点工作|重点任务|工作要点|目标任务|工作任务|民生实事|主要任务|重点改革)/;

/** Without a title the preface may still say whose year the tasks are (2020年重点工作任务). */
function yearlyScope(structure: Structure): GoalScope | null {
  for (const part of structure.preface) {
    const found = YEARLY.exec(part.folded);
    if (found !== null)
      return {
        date: `${found[1]}-12-31`,
        span: { start: part.start + found.index, end: part.start + found.index + found[0].length },
      };
  }
  return null;
}

/** The facts of a document. */
export function readFacts(structure: Structure, printed: Printed, suggest: SuggestIndex): DocumentFacts {
  const title = titleFacts(structure.envelope);
  const named = structure.envelope.title !== null || structure.envelope.name !== null;
  const yearly = named ? null : yearlyScope(structure);
  if (yearly !== null)
    structure.drafts.forEach((draft, i) => {
      if (draft.goal === null) structure.drafts[i] = { ...draft, goal: yearly };
    });
  return { texts: printed, time: structure.time, title, everywhere: everywhereIn(printed), suggest };
}

/** Aims of goal paragraphs that are no rows; a date named in a goal holds until the next one. */
export function documentTargets(structure: Structure, facts: DocumentFacts): Target[] {
  const targets: Target[] = [];
  const taken: Span[] = structure.drafts.map(({ text }) => text);
  let by: string | null = null;
  for (const span of structure.goalTexts) {
    if (taken.some((other) => other.start <= span.start && span.end <= other.end)) continue;
    const dates = findDates(facts.texts.folded.slice(span.start, span.end), facts.time);
    targets.push(
      ...targetsIn(span, {
        texts: facts.texts,
        time: facts.time,
        goal: true,
        fallback: by ?? facts.title?.date ?? null,
      }),
    );
    by = dateBefore(dates, span.end - span.start) ?? by;
  }
  return targets;
}
