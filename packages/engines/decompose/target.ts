/**
 * Quantified aims: number, unit, comparator. Not subsidy caps (最高给予…万元), not past figures, not sizes that only say
 * whom a measure is for (200亩以上的…). Source: rule 5 of our labelling; forms counted over municipal plans 2012–2025. O(n).
 */
import type { Span, Target } from './contract.ts';
import { chineseNumber } from './fold.ts';

export interface TargetFound {
  readonly start: number;
  readonly end: number;
  /** The clause that states it. */
  readonly clause: Span;
  readonly comparator: Target['comparator'];
  readonly value: number;
  readonly valueMax: number | null;
  readonly unit: string;
  readonly per: string | null;
}

const NUMBER = '\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+(?:\\.\\d+)?';
const SCALE = '(?:万亿|千亿|百亿|千万|百万|十万|亿|万|千|百)?';
const MEASURES =
  '个百分点|百分点|%|‰|元/[\\u4e00-\\u9fa5]{1,3}|美元|欧元|元|亩次|亩|公顷|平方公里|平方千米|平方米|立方米|公里|千米|海里|米|吨标准煤|吨标煤|吨|千瓦时|千瓦|兆瓦|度|斤|公斤|千克|标准箱|标箱|TEU|微克/立方米|毫克/升|EFLOPS|PFLOPS|P(?![A-Za-z])|Gbps|TB|PB|倍';
const TIMES = '个工作日|工作日|个小时|小时|分钟|个月|天|日|年|岁|级|位|秒';
const COUNTERS =
  '个|家|项|名|人次|人|户次|户|所|座|处|条|套|台|辆|架|艘|颗|发|件|款|种|类|期|场次|场|次|例|宗|笔|间|栋|幢|片|块|株|棵|头|只|羽|张|支|部|本|册|门|对|组|支队|站|口|眼|枚|单|批次|批|班次|班|列|趟|份|篇|盏|根|团|村';
const QUANTITY = new RegExp(
  `(?<![\\dA-Za-z.+:/第])(${NUMBER}|[百千](?=[项家个名件款种条所处座户]))(?:\\s*(?:${SCALE}(?:个|家|项|%)?)\\s*(?:-{1,2}|~|至|到)\\s*(${NUMBER}))?\\s*(${SCALE})(?:余|多)?\\s*(?:(${TIMES})|(${MEASURES})|(${COUNTERS}))`,
  'g',
);
const WORDS =
  /(超过|突破|达到?|超)([一二两三四五六七八九十百千]{1,5})(万亿|亿|万)(元|人次|人|户|吨|亩)?(?![\u4e00-\u9fa5]*级)/g;

const SUBSIDY =
  /给予|最高|一次性|资助|奖励|奖补|补助|贴息|免征|减征|扣除|返还|补贴(?!政策|机具|业务|试点)|最多|封顶|每增加|拨付|配套资金/;
const RATE =
  /税额|税率|费率|收费标准|征收标准|缴费比例|缴存比例|标准(?:下调|上调|降至|提高至|调整)|电价|水价|气价|租金标准/;
const PAST =
  /已(?:经)?(?:建成|完成|达到?|超过?|突破|有|累计|培育|形成|实现)|截至目前|目前|去年|上年|近年来|同比(?:增长|提高|下降)\d[\d.]*(?:%|个百分点)(?:,|。|$)/;
const CREATE =
  '培育|引进|引育|引入|招引|建成|建设|建好|建立|打造|形成|新增|新建|新认定|新培育|新引进|新开|改建|扩建|完成|实现|创建|创成|认定|选育|培养|培训|举办|推广|改造|整治|治理|清理|腾退|制定|制修订|发布|落地|签约|争创|争取|扶持|布局|开工|投产|投用|竣工|攻克|突破|开拓|遴选|选树|集聚|办理|投放|筹集|供应|累计|推出|设立|组建|搭建|开展|开通|孵化|储备|谋划|组织|吸引|增设|配备|配置|拆除|压减|淘汰|退出|绿化|植树|造林|修复|安置|招聘|选派|收储|盘活|出让|完善|提升|打通|新开工|发展|支持|推动|推进|确保|力争|实施|结对|结成|发放|安排|筹措|投入|承接|更新|促成|惠及|走访|签订|达成|供地|交付|化解|对接|年产|达产|吸纳|带动|改善|解决|保障|育成|孵育|转化|入库|上市|申报|获批|梳理|推荐|消除|关停|加装|安装|创办|铺设|升级';
const CREATE_BEFORE = new RegExp(`(?:${CREATE})`);
const CREATE_DIRECT = new RegExp(`(?:${CREATE})(?:了|出|约|近)?$`);
const COMPARE =
  /(?:不低于|不少于|不小于|不超过|不高于|不多于|控制在|稳定在|保持在|维持在|达到|达|超过|超|突破|高于|大于|低于|至少|增长|增加|提高|提升|下降|降低|减少|压减|压缩|缩短|增至|降至|提速|扩大|增幅|到|至|为|占比|比重|率)[^,。;]{0,6}$|(?:稳定|保持|维持|控制)[^,。;]{0,16}在$/;
const SCOPE_DIRECT = /(?:全[市县区省国镇州旗乡]|现有|所有|原有|上述|下辖|共有|已有|这|该|每|各|满|以及其他)$/;
const SCOPE = /(?:涉及|围绕|聚焦|针对|依托|面向|适用|覆盖范围|瞄准|对于|对照)[^,]*$/;
const MAX =
  /(?:不超过|不高于|不多于|(?<!不)低于|(?<!不)小于|(?<!不)少于|控制在|压减到|压减至|压缩至|压缩到|压缩为|缩短至|缩短到|缩短为|缩减至|降至|降低到|降低至|下降到|下降至|减少到|减少至|降到|至多|前)$/;
const MIN =
  /(?:不低于|不少于|不小于|达到|达|(?<!不)超过|(?<!不)超|突破|(?<!不)高于|(?<!不)大于|至少|增至|提高到|提高至|提升到|提升至|增加到|增加至|扩大到|扩大至|增长到|增长至|逾|上升到|上升至)(?:全[市省国]的?)?$/;
const ABOUT = /(?:约|大约|近|接近)$/;

interface Place {
  readonly text: string;
  readonly at: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
  readonly segment: string;
  readonly goal: boolean;
}

function boundary(sign: string): boolean {
  return sign === '。' || sign === ',' || sign === ';' || sign === '!' || sign === '?' || sign === ':';
}

/** Longest clause and sentence that are looked at around a number: keeps every step local. */
const REACH = 160;

function clauseOf(text: string, at: number, end: number): Span {
  let start = at;
  while (
    start > 0 &&
    at - start < REACH &&
    !(boundary(text.charAt(start - 1)) && !/\d,\d/.test(text.slice(start - 2, start + 1)))
  )
    start -= 1;
  let stop = end;
  while (stop < text.length && stop - end < REACH && !boundary(text.charAt(stop))) stop += 1;
  return { start, end: stop };
}

function segmentAt(text: string, at: number): string {
  const from = text.slice(Math.max(0, at - 400), at);
  const to = text.slice(at, at + 400);
  const start = Math.max(from.lastIndexOf('。'), from.lastIndexOf(';'));
  const end = to.search(/[。;]/);
  return from.slice(start + 1) + (end < 0 ? to : to.slice(0, end));
}

/**
 * What is paid for reaching something is no aim. A sum of money or a rate may be said in another clause of the sentence; a
 * count is only meant where its own clause says so, or is the condition of a payment.
 */
function isSubsidy({ before, after, segment }: Place, kind: 'time' | 'measure' | 'counter'): boolean {
  if (!SUBSIDY.test(segment)) return false;
  if (kind === 'measure') return true;
  return (
    SUBSIDY.test(before + after) ||
    /^(?:\(?\d+\)?)?(?:对|凡|每|首次|当年|年度|符合|经|获|给|按)/.test(before) ||
    after.startsWith('的')
  );
}

/** A noun and its count are the whole clause (床位800张): in a task that is what there shall be. */
function isBareCount({ before, after }: Place, suffix: string | null): boolean {
  const rest = suffix === null ? after : after.slice(suffix.length);
  return (
    rest.trim() === '' &&
    /^[\u4e00-\u9fa5]{2,8}$/.test(before) &&
    !/(?:总|现|已|占|原|旧|共|均|个|约|近|满|各|每|第)/.test(before)
  );
}

function isAim(place: Place, unit: { kind: 'time' | 'measure' | 'counter'; suffix: string | null }): boolean {
  const { before, after } = place;
  if (/(?:第|\d)$/.test(before) || SCOPE_DIRECT.test(before)) return false;
  if (isSubsidy(place, unit.kind) || PAST.test(place.segment) || RATE.test(before)) return false;
  const scope = SCOPE.exec(before);
  if (scope !== null && !CREATE_BEFORE.test(scope[0].slice(2))) return false;
  const rest = unit.suffix === null ? after : after.slice(unit.suffix.length);
  const qualifies = unit.suffix !== null && /^(?:的|[\u4e00-\u9fa5])/.test(rest.trimStart());
  if (unit.kind === 'time')
    return (
      /(?:压缩|缩短|控制|不超过|减少|降|压减|提前)[^,]{0,8}$/.test(before) ||
      (/(?:前)$/.test(before) && /位|名/.test(place.text.slice(place.at, place.end)))
    );
  if (unit.kind === 'counter') {
    if (
      qualifies &&
      /^的?(?:企业|项目|单位|家庭|村|人口|地区|用户)/.test(rest) &&
      !CREATE_DIRECT.test(before) &&
      !COMPARE.test(before)
    )
      return false;
    if (CREATE_BEFORE.test(before) || COMPARE.test(before) || isBareCount(place, unit.suffix)) return true;
    if (
      /(?:首批|新增|每年)$/.test(before) ||
      /^[^,]{0,24}(?:建成|完成|投用|开工|投产|竣工|通车|落地|具备|上市)/.test(after)
    )
      return true;
    return place.goal && unit.suffix !== null;
  }
  const share = /%$/.test(place.text.slice(place.at, place.end)) && CREATE_DIRECT.test(before);
  if (qualifies && !share && !/^(?:\(|“)/.test(rest)) return false;
  if (COMPARE.test(before) || CREATE_DIRECT.test(before.trimEnd())) return true;
  if (CREATE_BEFORE.test(before) && (/^\s*$/.test(rest) || /^[()、]/.test(rest))) return true;
  return place.goal && unit.suffix !== null && !qualifies;
}

function comparatorOf(place: Place, unit: string, suffix: string | null): Target['comparator'] {
  const before = place.before.trimEnd();
  if (suffix !== null && /以上/.test(suffix)) return '>=';
  if (suffix !== null && /以下|以内|之内/.test(suffix)) return '<=';
  if (suffix !== null && /左右|上下/.test(suffix)) return '~';
  if (
    /突破$/.test(before) &&
    /^(?:项|个|种|件|款)$/.test(unit) &&
    /技术|难题|瓶颈|关键|核心|卡脖子|产品/.test(place.after.slice(0, 16))
  )
    return '=';
  if (MAX.test(before)) return '<=';
  if (MIN.test(before) || /(?:至少|不少于|不低于)[^,]{0,8}$/.test(before)) return '>=';
  if (ABOUT.test(before)) return '~';
  return '=';
}

function perOf(before: string, after: string): string | null {
  const found =
    /(每(?:个|家|名|户|年|季度|月|县|市|区|镇|乡|村|人|亩|所|套)?(?:[\u4e00-\u9fa5]{0,4})?)(?:至少|不少于|不低于|培育|建成|建设|打造|新增|完成|达到|创建|引进|选派)/.exec(
      before,
    );
  if (found?.[1] !== undefined) return found[1];
  return /^\/(?:年|月|家|人)/.test(after) ? after.slice(0, 2) : null;
}

function numberOf(text: string): number {
  if (text === '百') return 100;
  if (text === '千') return 1000;
  return Number(text.replaceAll(',', ''));
}

function placeOf(text: string, range: Span, goal: boolean): { place: Place; clause: Span } {
  const clause = clauseOf(text, range.start, range.end);
  return {
    clause,
    place: {
      text,
      at: range.start,
      end: range.end,
      before: text.slice(clause.start, range.start).replace(/\s+/g, ''),
      after: text.slice(range.end, clause.end),
      segment: segmentAt(text, range.start),
      goal,
    },
  };
}

/** All quantified aims of a folded text, in order. `goal`: the text stands in a goal section, where verbs may lack. O(n). */
export function findTargets(folded: string, goal: boolean): TargetFound[] {
  const found: TargetFound[] = [];
  if (!/[\d百千万亿]/.test(folded)) return found;
  for (const hit of folded.matchAll(QUANTITY)) {
    const [whole, first, second, scale, time, measure, counter] = hit;
    const base = time ?? measure ?? counter;
    if (base === undefined || first === undefined) continue;
    const range = { start: hit.index, end: hit.index + whole.length };
    const { place, clause } = placeOf(folded, range, goal);
    const suffix =
      /^\s*(?:\(含\)|\(含[^()]{1,8}\))?(?:及?以上|及?以下|以内|之内|左右|上下)/.exec(place.after)?.[0] ?? null;
    if (/^(?:强|大(?![于小])|型|级|环|城|G|K)/.test(place.after) && suffix === null) continue;
    if (time !== undefined && /^20\d\d$/.test(first)) continue;
    const kind = time !== undefined ? 'time' : measure !== undefined ? 'measure' : 'counter';
    if (!isAim(place, { kind, suffix })) continue;
    const unit = `${scale ?? ''}${base}`;
    const value = numberOf(first);
    const valueMax = second === undefined ? null : numberOf(second);
    if (!Number.isFinite(value) || (valueMax !== null && !(valueMax > value))) continue;
    const comparator = valueMax === null ? comparatorOf(place, unit, suffix) : 'range';
    const end = range.end + (suffix?.length ?? 0);
    found.push({
      start: range.start,
      end,
      clause,
      comparator,
      value,
      valueMax,
      unit,
      per: perOf(place.before, place.after),
    });
  }
  for (const hit of folded.matchAll(WORDS)) {
    const value = hit[2] === undefined ? null : chineseNumber(hit[2]);
    if (value === null || hit[3] === undefined) continue;
    const start = hit.index + (hit[1]?.length ?? 0);
    const range = { start, end: hit.index + hit[0].length };
    const { place, clause } = placeOf(folded, range, goal);
    if (SUBSIDY.test(place.segment) || PAST.test(place.segment)) continue;
    found.push({
      ...range,
      clause,
      comparator: '>=',
      value,
      valueMax: null,
      unit: `${hit[3]}${hit[4] ?? ''}`,
      per: null,
    });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Of a clause that enumerates several figures (改造小区86个、惠及居民2.1万户) the part around one of them. */
function ownPart(text: string, target: TargetFound): Span {
  let { start, end } = target.clause;
  const before = text.slice(start, target.start).lastIndexOf('、');
  if (before >= 0 && /\d/.test(text.slice(start, start + before))) start += before + 1;
  const after = text.slice(target.end, end).indexOf('、');
  if (after >= 0 && /\d/.test(text.slice(target.end + after, end))) end = target.end + after;
  return { start, end };
}

/** The printed quote of a target: its part of the clause, shortened around the number where it is long. */
export function quoteOf(text: string, target: TargetFound): Span {
  let { start, end } = ownPart(text, target);
  if (end - start > 64) {
    start = Math.max(start, target.start - 36);
    end = Math.min(end, target.end + 24);
  }
  while (start < end && /[\s,、;。]/.test(text.charAt(start))) start += 1;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  return { start, end };
}
