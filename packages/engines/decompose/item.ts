/**
 * From a draft to an item: responsibility, deadline, targets, names, artefact, suggestions, each with its provenance.
 * Source: rules 3 to 5 of our labelling of municipal plans. O(length of the item).
 */
import { isBlankWord } from './columns.ts';
import type { Item, Provenance, Span, Target } from './contract.ts';
import type { Texts } from './closing.ts';
import { findDates, type TimeContext } from './dates.ts';
import { dateBefore, ownDate, softWord } from './deadline.ts';
import type { Draft } from './draft.ts';
import { because } from './explain.ts';
import { findNames } from './names.ts';
import { readSentences, readSubject, type Responsibility } from './responsibility.ts';
import { type SuggestIndex, suggestUnits } from './suggest.ts';
import { findTargets, quoteOf } from './target.ts';
import type { NamedUnit } from './unit-list.ts';
import { artefactOf } from './verbs.ts';

/** What the whole document gives to its items. */
export interface DocumentFacts {
  readonly texts: Texts;
  readonly time: TimeContext;
  /** The period of the title or of the plan's name. */
  readonly title: { readonly date: string; readonly span: Span; readonly quote: string } | null;
  /** Units that the text names once for every item. */
  readonly everywhere: Responsibility | null;
  readonly suggest: SuggestIndex;
}

interface Named {
  units: NamedUnit[];
  lead: NamedUnit[];
  support: NamedUnit[];
  open: boolean;
  spans: Span[];
  inherited: Span[];
  leadRule: Span | null;
  leaders: string[];
  contact: string[];
  times: Span[];
}

function addAll(into: NamedUnit[], from: readonly NamedUnit[]): void {
  for (const unit of from) if (!into.some((other) => other.name === unit.name)) into.push(unit);
}

function take(named: Named, from: Responsibility): void {
  addAll(named.units, from.units);
  addAll(named.lead, from.lead);
  addAll(named.support, from.support);
  named.open ||= from.open;
  named.leaders.push(...from.leaders);
  named.contact.push(...from.contact);
  named.times.push(...from.times);
}

/** Where the running title of an item ends: 标题。正文. */
function bodyStart(folded: string): number {
  const found = /^[^。;,:]{2,40}。/.exec(folded);
  return found !== null && found[0].length < folded.length ? found[0].length : 0;
}

function readNamed(draft: Draft, facts: DocumentFacts): Named {
  const named: Named = {
    units: [],
    lead: [],
    support: [],
    open: false,
    spans: [],
    inherited: [],
    leadRule: null,
    leaders: [],
    contact: [],
    times: [],
  };
  for (const one of draft.responsibility) {
    take(named, one);
    named.spans.push(one.span);
  }
  const slice = { ...facts.texts, ...draft.text };
  const sentence = readSentences(slice);
  if (named.units.length === 0) {
    const body = {
      ...slice,
      start: draft.text.start + bodyStart(facts.texts.folded.slice(draft.text.start, draft.text.end)),
    };
    const stated = sentence ?? readSubject(slice) ?? readSubject(body);
    if (stated !== null) {
      take(named, stated);
      named.spans.push(...stated.units.map(({ start, end }) => ({ start, end })));
    }
  } else if (named.lead.length === 0 && sentence !== null) {
    const own = sentence.lead.filter((unit) => named.units.some((other) => other.folded === unit.folded));
    addAll(named.lead, own);
    named.spans.push(...own.map(({ start, end }) => ({ start, end })));
  }
  if (named.units.length === 0 && draft.inherited !== null) {
    take(named, draft.inherited);
    named.inherited.push(draft.inherited.span);
  }
  if (facts.everywhere !== null && draft.kind === 'task') {
    const before = named.units.length;
    take(named, { ...facts.everywhere, times: [] });
    if (named.units.length > before) named.inherited.push(facts.everywhere.span);
  }
  const first = named.units[0];
  if (draft.rule !== null && named.lead.length === 0 && first !== undefined) {
    if (draft.rule.kind === 'first-leads') named.lead.push(first);
    else named.lead.push(...named.units.filter((unit) => !named.support.includes(unit)));
    named.leadRule = draft.rule.span;
  }
  return named;
}

function shift(span: { start: number; end: number }, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

interface Dated {
  readonly deadline: Item['deadline'];
  readonly provenance: Provenance;
  readonly soft: string | null;
}

function readDeadline(draft: Draft, facts: DocumentFacts, named: Named): Dated {
  const { text, folded } = facts.texts;
  const soft = softWord(folded.slice(draft.text.start, draft.text.end));
  const softTime = named.times
    .map((place) => ({ place, found: softWord(folded.slice(place.start, place.end)) }))
    .find(({ found }) => found !== null);
  const softest =
    soft !== null
      ? text.slice(draft.text.start + soft.at, draft.text.start + soft.at + soft.word.length)
      : softTime === undefined
        ? null
        : text.slice(softTime.place.start, softTime.place.end);
  const cell = draft.cells?.deadline ?? null;
  const places: Span[] = [...(cell === null ? [] : [cell]), ...named.times, draft.text];
  for (const place of places) {
    // Under a label or in a column of its own a date needs no word of ending.
    const labelled = place !== draft.text;
    const asCell = labelled ? cellDate(folded.slice(place.start, place.end), facts.time) : null;
    const found = asCell ?? ownDate(folded.slice(place.start, place.end), facts.time);
    if (found === null) continue;
    const span = shift(found, place.start);
    return {
      deadline: { date: found.date, basis: 'own', quote: text.slice(span.start, span.end) },
      provenance: { kind: 'quoted', spans: [span] },
      soft: softest,
    };
  }
  if (cell !== null) {
    const printed = text.slice(cell.start, cell.end);
    if (printed !== '' && !isBlankWord(folded.slice(cell.start, cell.end)))
      return {
        deadline: null,
        provenance: { kind: 'unclear', spans: [cell], because: because('deadline-cell') },
        soft: softest ?? printed,
      };
  }
  if (draft.goal !== null) {
    const { date, span } = draft.goal;
    return {
      deadline: { date, basis: 'goal', quote: text.slice(span.start, span.end) },
      provenance: { kind: 'inherited', spans: [span], because: because('deadline-goal') },
      soft: softest,
    };
  }
  if (facts.title !== null) {
    const { date, span, quote } = facts.title;
    return {
      deadline: { date, basis: 'title', quote },
      provenance: { kind: 'inherited', spans: [span], because: because('deadline-title') },
      soft: softest,
    };
  }
  if (soft === null)
    return {
      deadline: null,
      provenance: { kind: 'unclear', because: because(softest === null ? 'deadline-none' : 'deadline-soft') },
      soft: softest,
    };
  return {
    deadline: null,
    provenance: {
      kind: 'unclear',
      spans: [shift({ start: soft.at, end: soft.at + soft.word.length }, draft.text.start)],
      because: because('deadline-soft'),
    },
    soft: softest,
  };
}

/** 1 to 4, from a Chinese or Arabic numeral. */
function quarterOf(numeral: string): number {
  const chinese = '一二三四'.indexOf(numeral);
  return chinese >= 0 ? chinese + 1 : Number(numeral);
}

/** A deadline cell may hold a date without any word of ending (2025年6月, 2025.6.30, 6月). */
function cellDate(folded: string, time: TimeContext): { date: string; start: number; end: number } | null {
  const plain =
    /^\s*(20\d{2})\s*[年.\-/]\s*(\d{1,2})\s*(?:[月.\-/]\s*(?:(\d{1,2})\s*日?)?)?(?:底|末)?(?:之?前)?\s*$/.exec(folded);
  if (plain !== null) {
    const word = `${plain[1]}年${plain[2]}月${plain[3] === undefined ? '底' : `${plain[3]}日`}前`;
    const date = findDates(word, { year: null })[0]?.date;
    return date === undefined ? null : { date, start: 0, end: folded.length };
  }
  const last = /^\s*(20\d{2})年\s*(?:\d{1,2}月?\s*(?:至|到|-{1,2}|~|、))+\s*(\d{1,2})月(?:底|末)?(?:之?前)?\s*$/.exec(
    folded,
  );
  const quarter = /^\s*(20\d{2})年?\s*(?:第?([一二三四1-4])季度|Q([1-4]))(?:末|底)?(?:之?前)?\s*$/i.exec(folded);
  const next = /^\s*于?明年(\d{1,2})月(?:底|末)?(?:之?前)?\s*$/.exec(folded);
  const monthEnd =
    last !== null
      ? `${last[1]}年${last[2]}月底前`
      : quarter !== null
        ? `${quarter[1]}年${quarterOf(quarter[2] ?? quarter[3] ?? '') * 3}月底前`
        : next !== null && time.year !== null
          ? `${time.year + 1}年${next[1]}月底前`
          : null;
  if (monthEnd !== null) {
    const date = findDates(monthEnd, { year: null })[0]?.date;
    return date === undefined ? null : { date, start: 0, end: folded.length };
  }
  const year = /^\s*(20\d{2})年?(?:度|底|内|全年)?\s*$/.exec(folded);
  if (year !== null) return { date: `${year[1]}-12-31`, start: 0, end: folded.length };
  const month = /^\s*(\d{1,2})月(?:份|底|末)?(?:前)?\s*$/.exec(folded);
  if (month === null || time.year === null) return null;
  const date = findDates(`${month[1]}月底前`, time)[0]?.date;
  return date === undefined ? null : { date, start: 0, end: folded.length };
}

/** A column of aims often repeats what the task says: the first of equal figures stays. O(n²) in the targets of one row. */
function withoutRepeats(targets: readonly Target[]): Target[] {
  const same = (a: Target, b: Target): boolean =>
    a.comparator === b.comparator &&
    a.value === b.value &&
    a.valueMax === b.valueMax &&
    a.unit === b.unit &&
    a.quote === b.quote;
  return targets.filter((target, i) => targets.findIndex((other) => same(other, target)) === i);
}

/** Targets of a stretch with the date that governs each. */
export function targetsIn(
  span: Span,
  shape: { texts: Texts; time: TimeContext; goal: boolean; fallback: string | null },
): Target[] {
  const { text, folded } = shape.texts;
  const slice = folded.slice(span.start, span.end);
  const found = findTargets(slice, shape.goal);
  if (found.length === 0) return [];
  const dates = findDates(slice, shape.time);
  return found.map((target) => {
    const quote = shift(quoteOf(slice, target), span.start);
    return {
      quote: text.slice(quote.start, quote.end),
      comparator: target.comparator,
      value: target.value,
      valueMax: target.valueMax,
      unit: target.unit,
      per: target.per,
      by: dateBefore(dates, target.start) ?? shape.fallback,
      span: quote,
    };
  });
}

function provenanceOf(
  units: readonly NamedUnit[],
  named: Named,
  { rule, none }: { rule: Span | null; none: string },
): Provenance {
  if (units.length === 0) return { kind: 'unclear', because: because(none) };
  if (rule !== null) return { kind: 'inherited', spans: [rule, ...named.spans], because: because('lead-rule') };
  if (named.spans.length === 0)
    return { kind: 'inherited', spans: named.inherited, because: because('units-inherited') };
  return { kind: 'quoted', spans: [...named.spans, ...named.inherited] };
}

/** The item of a draft. O(length of its text). */
export function finishItem(draft: Draft, facts: DocumentFacts): Item {
  const { text, folded } = facts.texts;
  const own = folded.slice(draft.text.start, draft.text.end);
  const named = readNamed(draft, facts);
  const dated = readDeadline(draft, facts, named);
  const shape = { texts: facts.texts, time: facts.time, goal: false, fallback: dated.deadline?.date ?? null };
  const aimed = draft.kind === 'background' ? [] : [draft.text, ...(draft.cells?.goals ?? [])];
  const targets = withoutRepeats(aimed.flatMap((span) => targetsIn(span, { ...shape, goal: span !== draft.text })));
  const names = findNames(own, (start, end) => text.slice(draft.text.start + start, draft.text.start + end));
  const artefact = artefactOf(own);
  const suggestions = draft.kind === 'task' && named.units.length === 0 ? suggestUnits(facts.suggest, own) : [];
  const someUnits = named.units.length > 0;
  const provenance: Record<string, Provenance> = {
    text: { kind: 'quoted', spans: [draft.text] },
    kind: { kind: 'inherited', because: because(`kind-${draft.kind}`) },
    units: provenanceOf(named.units, named, { rule: null, none: 'units-none' }),
    lead: provenanceOf(named.lead, named, { rule: named.leadRule, none: someUnits ? 'lead-none' : 'units-none' }),
    support: provenanceOf(named.support, named, { rule: null, none: someUnits ? 'support-none' : 'units-none' }),
    deadline: dated.provenance,
    targets:
      targets.length > 0
        ? { kind: 'quoted', spans: targets.map(({ span }) => span) }
        : { kind: 'unclear', because: because('targets-none') },
  };
  if (suggestions.length > 0) provenance.suggestions = { kind: 'suggested', because: because('suggested') };
  if (artefact !== null)
    provenance.artefact = {
      kind: 'inherited',
      spans: [shift({ start: artefact.at, end: artefact.at + artefact.verb.length }, draft.text.start)],
      because: because('artefact'),
    };
  const namesOf = (units: readonly NamedUnit[]): string[] => units.map(({ name }) => name);
  return {
    kind: draft.kind,
    mark: draft.mark,
    path: [...draft.path],
    text: text.slice(draft.text.start, draft.text.end),
    span: draft.text,
    units: namesOf(named.units),
    lead: namesOf(named.lead),
    support: namesOf(named.support),
    open: named.open,
    deadline: dated.deadline,
    softDeadline: dated.soft,
    targets,
    ...names,
    ...(draft.cells && draft.cells.projects.length > 0 && { projects: [...draft.cells.projects] }),
    leaders: [...(draft.cells?.leaders ?? []), ...named.leaders],
    contact: [...(draft.cells?.contact ?? []), ...named.contact],
    stages: [...(draft.cells?.stages ?? [])],
    extra: [...(draft.cells?.extra ?? [])],
    artefact: artefact === null ? null : { verb: artefact.verb, proof: artefact.proof },
    needsMeasure: draft.kind === 'task' && artefact === null && targets.length === 0,
    suggestions: { units: suggestions },
    provenance,
  };
}
