/**
 * Who is responsible, as printed: labelled lists (牵头单位：…；配合单位：…), verb forms (A牵头，B、C按职责分工负责),
 * bare brackets of units, rules that hold for the whole document. Lead needs 牵头, support needs 配合/参与/协助.
 * Source: the variants of responsibility brackets observed in municipal plans 2006–2025. O(n).
 */
import type { Span } from './contract.ts';
import { isStrictUnit, isWeakUnit } from './unit-names.ts';
import { cutOutside, type NamedUnit, readUnitList, type Slice } from './unit-list.ts';

export type Role = 'lead' | 'support' | 'unit' | 'leader' | 'contact' | 'time';

/** The rule of a document: the first unit leads, or the responsible unit leads where no lead is named. */
export type LeadRule = 'first-leads' | 'units-lead';

export interface Responsibility {
  readonly units: readonly NamedUnit[];
  readonly lead: readonly NamedUnit[];
  readonly support: readonly NamedUnit[];
  readonly leaders: readonly string[];
  readonly contact: readonly string[];
  readonly open: boolean;
  readonly span: Span;
  /** Stretches that may hold a date of completion. */
  readonly times: readonly Span[];
  readonly rule: { readonly kind: LeadRule; readonly span: Span } | null;
}

const LABEL =
  /(?<=^|[,;。、\s()[\]])(?:(?:主要|共同|具体|第一)?(牵头领导|责任领导|分管领导|包抓领导|挂钩领导|责任人|负责人|联系人)|(联系电话|联系方式|电话)|(完成时限|完成时间|时限要求|完成期限|时间要求|时间节点|办理时限|时限)|(?:主要|共同|具体)?(牵头责任|牵头|主责|主办|总牵头|统筹)(?:单位|部门|机关|科室|处室|地区)?|(?:主要|共同)?(责任配合|配合|协办|协助|参与|参加|协同|支持|会办)(?:单位|部门|机关|科室|处室|地区)?|(?:主要|共同|具体)?(责任|负责|落实|实施|承办|主管|承担|执行|完成|监管|组织实施)(?:单位|部门|主体|机关|科室|处室|地区|股室))\s*:/g;

function roleOf(found: RegExpMatchArray): Role {
  if (found[1] !== undefined) return 'leader';
  if (found[2] !== undefined) return 'contact';
  if (found[3] !== undefined) return 'time';
  if (found[4] !== undefined) return 'lead';
  if (found[5] !== undefined) return 'support';
  return 'unit';
}

const FIRST_LEADS =
  /(?:排|列|位)(?:名|序|在|列|于)*(?:第一|首|最前)(?:位|个)?(?:的|者)?(?:责任|单位|部门|责任单位)*(?:为|是|即为|作为)(?:牵头|主办|汇总)[^,。;)]{0,12}|第一个(?:责任)?(?:单位|部门)(?:为|是)牵头(?:单位|部门)|首位(?:责任)?(?:单位|部门)?为牵头(?:单位|部门)?/;
const UNITS_LEAD =
  /(?:无|未|没有)(?:明确|列明|注明|标明)?牵头(?:单位|部门)的[,]?(?:以)?(?:第一)?责任(?:单位|部门)(?:即)?(?:为|是)牵头(?:单位|部门)/;

/** A rule about who leads in this stretch of folded text, null where none. */
export function readLeadRule(folded: string, at: number): { kind: LeadRule; span: Span } | null {
  const none = UNITS_LEAD.exec(folded);
  if (none !== null)
    return { kind: 'units-lead', span: { start: at + none.index, end: at + none.index + none[0].length } };
  const first = FIRST_LEADS.exec(folded);
  if (first === null) return null;
  return { kind: 'first-leads', span: { start: at + first.index, end: at + first.index + first[0].length } };
}

interface Gathered {
  units: NamedUnit[];
  lead: NamedUnit[];
  support: NamedUnit[];
  leaders: string[];
  contact: string[];
  open: boolean;
  times: Span[];
}

function gather(into: Gathered, role: Role, slice: Slice): void {
  if (role === 'time') {
    into.times.push({ start: slice.start, end: slice.end });
    return;
  }
  if (role === 'leader' || role === 'contact') {
    const names = cutOutside(slice, '、,;\n').map((part) => slice.text.slice(part.start, part.end).trim());
    (role === 'leader' ? into.leaders : into.contact).push(...names.filter((name) => name !== ''));
    return;
  }
  const list = readUnitList(slice, false);
  into.open ||= list.open;
  into.times.push(...list.rest);
  add(into, role, list.units);
}

function add(into: Gathered, role: Role, units: readonly NamedUnit[]): void {
  for (const unit of units) {
    if (!into.units.some((other) => other.name === unit.name)) into.units.push(unit);
    const list = role === 'lead' ? into.lead : role === 'support' ? into.support : null;
    if (list !== null && !list.some((other) => other.name === unit.name)) list.push(unit);
  }
}

const VERB_ROLES: readonly { role: Role; shape: RegExp }[] = [
  {
    role: 'lead',
    shape: /(?:负责牵头|共同牵头|联合牵头|总牵头|牵头抓总|牵头)(?:负责|组织|落实|推进|实施|办理|统筹|总责|组织实施)*$/,
  },
  {
    role: 'support',
    shape: /(?:积极|共同|协同|按职责(?:分工)?)?(?:配合|参与|协助|协办|支持|协同)(?:负责|落实|推进|实施|做好|配合)*$/,
  },
  {
    role: 'unit',
    shape:
      /(?:按照?|依据|根据)?(?:各自)?(?:职责|职能)?(?:分工)?(?:分别|共同|具体|分头|各自|组织)?(?:负责|落实|承办|办理|组织实施|抓好落实|推进落实)(?:实施|落实|推进)*$/,
  },
];

/** The verb form inside one stretch: returns null where no verb closes a list of units. */
function readVerbForm(slice: Slice, strict: boolean): Gathered | null {
  const gathered: Gathered = { units: [], lead: [], support: [], leaders: [], contact: [], open: false, times: [] };
  let pending: NamedUnit[] = [];
  let verbs = 0;
  for (const part of cutOutside(slice, ',;。')) {
    const folded = slice.folded.slice(part.start, part.end).trimEnd();
    const start = part.start + (/^\s*(?:由|请)?/.exec(folded)?.[0].length ?? 0);
    const verb = VERB_ROLES.map(({ role, shape }) => ({ role, at: folded.search(shape) })).find(({ at }) => at >= 0);
    const end = verb === undefined ? part.end : part.start + verb.at;
    const inner = { ...slice, start: Math.min(start, end), end };
    const together = slice.folded.slice(inner.start, inner.end).indexOf('会同');
    if (verb !== undefined && together > 0) {
      const first = readUnitList({ ...inner, end: inner.start + together }, strict);
      const others = readUnitList({ ...inner, start: inner.start + together + 2 }, strict);
      if (first.units.length === 0 || (strict && first.rest.length + others.rest.length > 0)) return null;
      add(gathered, 'lead', first.units);
      add(gathered, 'support', others.units);
      gathered.open ||= others.open;
      verbs += 1;
      continue;
    }
    const list = readUnitList(inner, strict);
    gathered.times.push(...list.rest);
    gathered.open ||= list.open;
    if (strict && list.rest.length > 0) return null;
    if (verb === undefined) {
      pending.push(...list.units);
      continue;
    }
    verbs += 1;
    add(gathered, verb.role, [...pending, ...list.units]);
    pending = [];
  }
  add(gathered, 'unit', pending);
  return verbs > 0 && gathered.units.length > 0 ? gathered : null;
}

/** Units behind labels, as in 牵头单位：A；责任单位：B、C. Null where no label stands at the start. */
export function readLabelled(slice: Slice): Responsibility | null {
  const folded = slice.folded.slice(slice.start, slice.end);
  const labels = Array.from(folded.matchAll(LABEL));
  const first = labels[0];
  if (first === undefined) return null;
  const gathered: Gathered = { units: [], lead: [], support: [], leaders: [], contact: [], open: false, times: [] };
  const before = { ...slice, end: slice.start + first.index };
  if (folded.slice(0, first.index).trim().length > 1) {
    const verb = readVerbForm(before, false);
    if (verb === null) return null;
    merge(gathered, verb);
  }
  labels.forEach((label, i) => {
    const from = slice.start + label.index + label[0].length;
    const to = slice.start + (labels[i + 1]?.index ?? folded.length);
    const part = { ...slice, start: from, end: to };
    const role = roleOf(label);
    const verb =
      role === 'unit' && /牵头|配合|参与|负责/.test(stripRule(slice.folded.slice(from, to)))
        ? readVerbForm(part, false)
        : null;
    if (verb === null) gather(gathered, role, part);
    else merge(gathered, verb);
  });
  return finish(gathered, slice);
}

function stripRule(folded: string): string {
  return folded.replace(FIRST_LEADS, '').replace(UNITS_LEAD, '');
}

function merge(into: Gathered, from: Gathered): void {
  add(into, 'unit', from.units);
  add(into, 'lead', from.lead);
  add(into, 'support', from.support);
  into.open ||= from.open;
  into.times.push(...from.times);
}

function finish(gathered: Gathered, slice: Slice): Responsibility {
  const rule = readLeadRule(slice.folded.slice(slice.start, slice.end), slice.start);
  const clean = (units: readonly NamedUnit[]): NamedUnit[] =>
    units.filter((unit) => rule === null || unit.end <= rule.span.start || unit.start >= rule.span.end);
  return {
    units: clean(gathered.units),
    lead: clean(gathered.lead),
    support: clean(gathered.support),
    leaders: gathered.leaders,
    contact: gathered.contact,
    open: gathered.open,
    span: { start: slice.start, end: slice.end },
    times: gathered.times,
    rule,
  };
}

/** The responsibility that the inside of a bracket states; `atEnd`: the bracket closes its paragraph. Null where none. */
export function readBracket(slice: Slice, atEnd: boolean): Responsibility | null {
  const folded = slice.folded.slice(slice.start, slice.end);
  if (folded.length < 2 || folded.length > 1200) return null;
  const labelled = readLabelled(slice);
  if (labelled !== null) return labelled;
  if (/牵头|配合|参与|负责|协助/.test(folded)) {
    const verb = readVerbForm(slice, false);
    if (verb?.units.some((unit) => isStrictUnit(unit.folded)) && verb.units.every((unit) => unit.folded.length < 30))
      return finish(verb, slice);
  }
  if (!atEnd) return null;
  const list = readUnitList(slice, true);
  const strict = list.units.filter((unit) => isStrictUnit(unit.folded)).length;
  const dates = list.rest.every((part) =>
    /(?:\d月|年底|季度|底前|完成|长期|持续)/.test(slice.folded.slice(part.start, part.end)),
  );
  if (strict === 0 || strict * 2 < list.units.length || !dates) return null;
  return finish(
    { units: [...list.units], lead: [], support: [], leaders: [], contact: [], open: list.open, times: [...list.rest] },
    slice,
  );
}

const BY_CLAUSE =
  /(?:(?<![自理事来])由|(?<=^|[,。;:、\s])(?:请|责成)|(?<=^|[。;:])(?![^,。;:]{0,60}由))([^,。;:]{2,90}?)(?:负责)?牵头/g;
const NOT_OWNER = /(?:成立|组建|建立|设立|形成|鼓励|支持|引导)[^,。;]{0,6}$/;
const TOGETHER =
  /(?<=^|[。;])([^,。;:的]{3,40}?)会同([^。;:,]{2,80}?)(?=加强|统筹|做好|负责|推进|制定|研究|建立|开展|抓好|落实|组织|尽快|共同|按|,)/g;

/**
 * Responsibility stated in the running sentence: 由A牵头, B配合; A会同B、C…. Strict names alone.
 * 成立由…牵头的工作组 names a group and no owner. O(n).
 */
export function readSentences(slice: Slice): Responsibility | null {
  const folded = slice.folded.slice(slice.start, slice.end);
  const gathered: Gathered = { units: [], lead: [], support: [], leaders: [], contact: [], open: false, times: [] };
  for (const found of folded.matchAll(BY_CLAUSE)) {
    if (NOT_OWNER.test(folded.slice(Math.max(0, found.index - 10), found.index))) continue;
    const from = slice.start + found.index + found[0].indexOf(found[1] ?? '');
    const list = readUnitList({ ...slice, start: from, end: from + (found[1]?.length ?? 0) }, true);
    if (list.rest.length > 0 || !list.units.some((unit) => isStrictUnit(unit.folded))) continue;
    add(gathered, 'lead', list.units);
    const after = slice.start + found.index + found[0].length;
    const rest = slice.folded.slice(after, Math.min(slice.end, after + 160));
    const tail =
      /^(?:负责|组织|落实|推进|实施)*,([^,。;:]{2,120}?)(?:参与|配合|协助|协同)/.exec(rest) ??
      /^(?:负责|组织|落实|推进|实施)*,?会同([^。;:,]{2,100}?)(?=等?(?:尽快|抓紧|研究|负责|制定|提出|做好|按|加强|推进|落实|组织|开展|,|。|;|$))/.exec(
        rest,
      );
    if (tail?.[1] === undefined) continue;
    const start = after + tail[0].indexOf(tail[1]);
    const others = readUnitList({ ...slice, start, end: start + tail[1].length }, true);
    if (others.rest.length === 0) add(gathered, 'support', others.units);
    gathered.open ||= others.open;
  }
  for (const found of folded.matchAll(TOGETHER)) {
    const from = slice.start + found.index;
    const first = readUnitList({ ...slice, start: from, end: from + (found[1]?.length ?? 0) }, true);
    const second = from + (found[1]?.length ?? 0) + 2;
    const others = readUnitList({ ...slice, start: second, end: second + (found[2]?.length ?? 0) }, true);
    if (first.units.length !== 1 || first.rest.length + others.rest.length > 0) continue;
    if (!first.units.every((unit) => isStrictUnit(unit.folded))) continue;
    add(gathered, 'lead', first.units);
    add(gathered, 'support', others.units);
    gathered.open ||= others.open;
  }
  return gathered.units.length === 0 ? null : finish(gathered, slice);
}

const ASKED =
  /^(?:并?请|责成|由)([^,。;:]{2,60}?(?:局|委|办|厅|部|院|政府|管委会|办公室|街道|乡|镇|公司|中心|单位|部门|委员会|小组|专班))(?=[,]?(?:研究|保障|抓紧|尽快|按|认真|落实|提出|组织|做好|加强|协调|予以|负责|阅|办|处|统筹|推进|制定|会同|于|在|对|根据|依法|及时|跟进|督促|牵头|继续|进一步|切实|完成|支持|指导))/;
const SUBJECT =
  /^([^,。;:]{2,60}?)(?:(?:要|应当?|须|必须|务必|负责)(?!求|素)|(?:是|为)[^,。;:]{0,20}(?:主体|责任人|责任单位|牵头单位)|对[^,。;:]{2,40}(?:承担|负有?)[^,。;:]{0,12}责任)/;

/** The units that the opening sentence makes its subject (A、B要…, A负责…): printed as responsible, no lead. */
export function readSubject(slice: Slice): Responsibility | null {
  const folded = slice.folded.slice(slice.start, slice.end);
  const found = ASKED.exec(folded) ?? SUBJECT.exec(folded);
  const subject = found?.[1];
  if (found === null || subject === undefined) return null;
  const start = slice.start + found[0].indexOf(subject);
  const list = readUnitList({ ...slice, start, end: start + subject.length }, true);
  if (list.rest.length > 0 || list.units.length === 0) return null;
  if (!list.units.every((unit) => isStrictUnit(unit.folded) || isWeakUnit(unit.folded))) return null;
  if (!list.units.some((unit) => isStrictUnit(unit.folded))) return null;
  return finish(
    { units: [...list.units], lead: [], support: [], leaders: [], contact: [], open: list.open, times: [] },
    slice,
  );
}
