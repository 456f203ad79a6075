/**
 * Dates in policy language: 到2027年, 2025年底前, 6月底前, 年内, “十四五”期间, 2023—2025年. Each becomes the last day that
 * it allows: a year alone 12-31, a month alone its last day. Starts (自…起), validity (有效期至), versions (2023版), past
 * years and years inside 《》 are none. Source: time expressions counted over municipal and national plans 2012–2025. O(n).
 */

/** `year` is the document's own (issued or in its title): it completes dates without a year and tells what is past. */
export interface TimeContext {
  readonly year: number | null;
}

export interface DateFound {
  /** Offsets in the text that was read. */
  readonly start: number;
  readonly end: number;
  /** ISO date. */
  readonly date: string;
  /** firm: says when it is to be done; stage: only heads a goal sentence (2022年，…; 展望2035年，…). */
  readonly strength: 'firm' | 'stage';
}

const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** ISO date of the last day of a month, or of the day given; null where there is no such day. */
export function isoDate(year: number, month: number, day: number | null): string | null {
  if (month < 1 || month > 12) return null;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && leap ? 29 : (LAST_DAYS[month - 1] ?? 31);
  const chosen = day ?? last;
  if (chosen < 1 || chosen > last) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(chosen).padStart(2, '0')}`;
}

const DONE =
  /完成|建成|实现|达到|新增|新建|出台|印发|投用|投产|投运|开工|竣工|建设|形成|全面|基本|力争|全部|累计|创建|培育|启动|启用|落地|确保|打造|制定|交付|通车|运营/;
const YEAR =
  /(20\d{2})年(?:度)?(?:(\d{1,2})月(?:(\d{1,2})日|(底|末|上旬|中旬|下旬)|份)?|年?(底|末|终)|(上半年|下半年)|第?([一二三四])季度(?:末|底)?)?(?:以|之)?(前|内)?/g;
const MONTH = /(?<![\d年.])(\d{1,2})月(?:(\d{1,2})日|(底|末|上旬|中旬|下旬))?(?:以|之)?(前)?/g;
const RANGE = /(20\d{2})年? ?(?:-{1,2}|至|到|~) ?(20\d{2})年/g;
const WORD =
  /(?<![\d一二三四五六七八九十两几多每历往逐])(明年|今年|本年度?|当年)?(?:(年底|年末|年终|年内|全年(?=[^,。;]{0,16}\d))|第?([一二三四])季度(?:末|底)?|(上半年|下半年))(?:以|之)?(前|内)?/g;
const FIVE = /[“"]?十([一二三四五六七八九])五[”"]?(?:规划)?(期间|期末|时期|末)(?!以来)/g;
const YEARS_FROM =
  /(20\d{2})年(?:\d{1,2}月)?(?:起|开始)[^。;]{0,6}?(\d{1,2}|[一二三四五六七八九十两])年(?:左右)?(?:的时间|时间|内)/g;
const FIVE_YEARS: ReadonlyMap<string, number> = new Map([
  ['一', 2010],
  ['二', 2015],
  ['三', 2020],
  ['四', 2025],
  ['五', 2030],
  ['六', 2035],
  ['七', 2040],
]);

/** 二〇二五年 becomes 2025年, of equal length. */
export function plainYears(folded: string): string {
  return folded.replace(/[一二][零一二三四五六七八九]{3}(?=年)/g, (found) =>
    Array.from(found, (sign) => String('零一二三四五六七八九'.indexOf(sign))).join(''),
  );
}

/** Titles in 《》 and periods in brackets are blanked out: what stands in them is no date of the work. */
export function blankTitles(folded: string): string {
  return folded.replace(/《[^《》]{0,120}》|\((?:20\d{2}年?-{1,2})?20\d{2}年(?:修订|版|本)?\)/g, (found) =>
    ' '.repeat(found.length),
  );
}

function monthDay(found: {
  month: string | undefined;
  day: string | undefined;
  part: string | undefined;
}): [number, number | null] {
  const part = found.part === '上旬' ? 10 : found.part === '中旬' ? 20 : null;
  return [Number(found.month), found.day === undefined ? part : Number(found.day)];
}

function readYear(text: string, found: RegExpMatchArray, context: TimeContext): DateFound | null {
  const at = found.index ?? 0;
  const end = at + found[0].length;
  const year = Number(found[1]);
  const before = text.slice(Math.max(0, at - 8), at);
  const after = text.slice(end, end + 30);
  if (/(?:自|从|有效期至?|有效期限至|较|比|同比|相比|相较|与|现行|原|\d[-至~]|《|截至目前)$/.test(before)) return null;
  if (/^(?:起|以来|版|修订|开始|基础|水平|相比|为基|同期|(?:\d+月)?以后|-)/.test(after)) return null;
  const outlook = /展望$/.test(before);
  const [, , month, day, part, bottom, half, quarter, limit] = found;
  if (context.year !== null && year < context.year && !outlook) return null;
  const to = /(?:到|至|截至|截止|截止到|力争|于|在|确保|预计)$/.test(before);
  const reaching = /(?:到|至|力争)$/.test(before);
  const date = (() => {
    if (month !== undefined) return isoDate(year, ...monthDay({ month, day, part }));
    if (half !== undefined) return isoDate(year, half === '上半年' ? 6 : 12, null);
    if (quarter !== undefined) return isoDate(year, '一二三四'.indexOf(quarter) * 3 + 3, null);
    return isoDate(year, 12, 31);
  })();
  if (date === null) return null;
  const made = { start: at, end, date };
  if (outlook) return { ...made, strength: 'stage' };
  if (day !== undefined && limit === undefined) return reaching ? { ...made, strength: 'firm' } : null;
  if (limit !== undefined || bottom !== undefined || part !== undefined || reaching)
    return { ...made, strength: 'firm' };
  const clause = /^[,:]?[^,。;]*/.exec(after)?.[0] ?? '';
  if (/^的/.test(after) || /^[,]?[^,。;]{0,10}(?:会议|讲话|文件|精神|工作报告|行动计划|工作要点)/.test(after))
    return null;
  if (DONE.test(clause) && !/^[,]/.test(after)) return { ...made, strength: 'firm' };
  if (to && (month !== undefined || half !== undefined || quarter !== undefined)) return { ...made, strength: 'firm' };
  if (/^,/.test(after) && /(?:^|[。;:\s])$/.test(before)) return { ...made, strength: 'stage' };
  return null;
}

function readMonth(text: string, found: RegExpMatchArray, context: TimeContext): DateFound | null {
  if (context.year === null) return null;
  const at = found.index ?? 0;
  const end = at + found[0].length;
  const before = text.slice(Math.max(0, at - 6), at);
  const after = text.slice(end, end + 8);
  if (/(?:每年|每|历年|自|从|去年|上年|年)$/.test(before)) return null;
  const [, month, day, part, limit] = found;
  const closed =
    limit !== undefined || part !== undefined || /^(?:份)?(?:完成|建成|投用|开工|竣工|出台|印发|底)/.test(after);
  if (!closed) return null;
  const date = isoDate(context.year + (/明年$/.test(before) ? 1 : 0), ...monthDay({ month, day, part }));
  return date === null ? null : { start: at, end, date, strength: 'firm' };
}

function readWord(text: string, found: RegExpMatchArray, context: TimeContext): DateFound | null {
  if (context.year === null) return null;
  const at = found.index ?? 0;
  const end = at + found[0].length;
  const before = text.slice(Math.max(0, at - 4), at);
  const after = text.slice(end, end + 12);
  if (/(?:每|每年|历年|往年|去年|上年|\d年)$/.test(before)) return null;
  const [, when, word, quarter, half, limit] = found;
  const year = context.year + (when === '明年' ? 1 : 0);
  const made = { start: at, end, strength: 'firm' as const };
  if (word !== undefined) {
    const date = isoDate(year, 12, 31);
    return date === null ? null : { ...made, date };
  }
  const closed = limit !== undefined || /[末底]$/.test(found[0]);
  if (
    !closed &&
    !/^[^,。;]{0,8}(?:完成|建成|投用|开工|竣工|出台|印发|启动|组织|开展|召开|举办|制定|实现|形成|编制|发布|落地|交付|上线|投产|投运)/.test(
      after,
    )
  )
    return null;
  const month = half !== undefined ? (half === '上半年' ? 6 : 12) : '一二三四'.indexOf(quarter ?? '一') * 3 + 3;
  const date = isoDate(year, month, null);
  return date === null ? null : { ...made, date };
}

const NUMERALS = '零一二三四五六七八九十';

/** All dates that a folded text names as ends, in order of place, without overlaps. O(n). */
export function findDates(folded: string, context: TimeContext): DateFound[] {
  const text = blankTitles(plainYears(folded));
  const all: { date: DateFound; rank: number }[] = [];
  let rank = 0;
  const push = (date: DateFound | null): void => {
    if (date !== null) all.push({ date, rank });
  };
  if (!/[年月度五]/.test(text)) return [];
  for (const hit of text.matchAll(YEARS_FROM)) {
    const count = /^\d/.test(hit[2] ?? '') ? Number(hit[2]) : hit[2] === '两' ? 2 : NUMERALS.indexOf(hit[2] ?? '');
    const date = isoDate(Number(hit[1]) + count, 12, 31);
    if (date !== null) push({ start: hit.index, end: hit.index + hit[0].length, date, strength: 'firm' });
  }
  rank += 1;
  for (const hit of text.matchAll(RANGE)) {
    const date = isoDate(Number(hit[2]), 12, 31);
    const past = context.year !== null && Number(hit[2]) < context.year;
    if (date !== null && !past) push({ start: hit.index, end: hit.index + hit[0].length, date, strength: 'firm' });
  }
  rank += 1;
  for (const hit of text.matchAll(YEAR)) push(readYear(text, hit, context));
  rank += 1;
  for (const hit of text.matchAll(MONTH)) push(readMonth(text, hit, context));
  rank += 1;
  for (const hit of text.matchAll(WORD)) push(readWord(text, hit, context));
  rank += 1;
  for (const hit of text.matchAll(FIVE)) {
    const year = FIVE_YEARS.get(hit[1] ?? '');
    if (year === undefined || (context.year !== null && year < context.year)) continue;
    push({ start: hit.index, end: hit.index + hit[0].length, date: `${year}-12-31`, strength: 'firm' });
  }
  return withoutOverlaps(all);
}

/** In order of place; of two that overlap the one of the lower rank stays. */
function withoutOverlaps(all: { date: DateFound; rank: number }[]): DateFound[] {
  all.sort((a, b) => a.date.start - b.date.start || a.rank - b.rank);
  const kept: { date: DateFound; rank: number }[] = [];
  for (const one of all) {
    const last = kept.at(-1);
    if (last === undefined || one.date.start >= last.date.end) kept.push(one);
    else if (one.rank < last.rank) kept[kept.length - 1] = one;
  }
  return kept.map(({ date }) => date);
}

/** The period that a title or a plan's name ends with: 2023—2025年, “十四五”, 2024年. Null where it names none. */
export function titlePeriod(title: string): { date: string; start: number; end: number } | null {
  const folded = plainYears(title);
  const range = Array.from(folded.matchAll(/(20\d{2})年? ?(?:-{1,2}|至|到|~) ?(20\d{2})年?/g)).at(-1);
  if (range?.[2] !== undefined)
    return { date: `${range[2]}-12-31`, start: range.index, end: range.index + range[0].length };
  const year = Array.from(folded.matchAll(/(20\d{2})年(?!修订|修正|版|本|\d{1,2}月)/g)).at(-1);
  if (year !== undefined) return { date: `${year[1]}-12-31`, start: year.index, end: year.index + year[0].length };
  const five = /[“"]?十([一二三四五六七八九])五[”"]?/.exec(folded);
  const end = five === null ? undefined : FIVE_YEARS.get(five[1] ?? '');
  if (five === null || end === undefined) return null;
  return { date: `${end}-12-31`, start: five.index, end: five.index + five[0].length };
}
