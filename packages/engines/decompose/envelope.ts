/**
 * The envelope of an official document apart from its body: number, titles, addressees, signature, date, attachments,
 * page furniture, and the covering notice with its own work requirements.
 * Source: GB/T 9704-2012 §7; covering notices observed in municipal documents 2016–2025. O(n).
 */
import type { Span } from './contract.ts';
import { contentsLines } from './contents-page.ts';
import type { Line } from './printed.ts';
import {
  dateLine,
  documentNumberIn,
  endsTitle,
  furnitureDate,
  isAddressee,
  isFurniture,
  isIssuing,
  isNoticeTitle,
  mayBelongToTitle,
  planNameIn,
} from './titles.ts';
import { markOf } from './paragraphs.ts';

export type Role = 'body' | 'notice' | 'title' | 'envelope' | 'contents' | 'validity' | 'attachment';

export interface Envelope {
  readonly roles: readonly Role[];
  readonly title: string | null;
  readonly titleSpans: readonly Span[];
  /** The plan's name where no title of its own is printed in the body (it still carries the period). */
  readonly name: { readonly text: string; readonly span: Span } | null;
  readonly number: string | null;
  readonly issued: string | null;
  readonly issuer: string | null;
  readonly addressees: string | null;
  /** Titles of the attachments and of the body, by index of their first line. */
  readonly titles: ReadonlyMap<number, { readonly text: string; readonly last: number }>;
}

interface Work {
  readonly lines: readonly Line[];
  readonly text: string;
  readonly roles: Role[];
}

const printedOf = (work: Work, line: Line): string => work.text.slice(line.start, line.end);

function structural(line: Line): boolean {
  const mark = markOf(line);
  return mark !== null && mark.pattern !== 'bullet' && mark.pattern !== 'letter';
}

/** Attachment lists (附件：1.… 2.…) and furniture. */
function markFurniture(work: Work): void {
  let listing = false;
  work.lines.forEach((line, i) => {
    if (work.roles[i] !== 'body') return;
    const plain = line.folded.replace(/\s/g, '');
    if (/^附件\d*:/.test(plain) && plain.length < 200) {
      listing = true;
      work.roles[i] = 'envelope';
      return;
    }
    if (/^附件?[\d一二三四五六七八九十]*$/.test(plain) || /^附[:]?$/.test(plain)) {
      work.roles[i] = 'attachment';
      listing = false;
      return;
    }
    if (listing && /^(?:附件)?\d{1,2}[.、]/.test(plain) && plain.length < 80 && !/。/.test(plain)) {
      work.roles[i] = 'envelope';
      return;
    }
    listing = false;
    if (isFurniture(line.folded) || /^\((?:联系人|联系电话|联系方式|经办人)[:、].*\)$/.test(plain))
      work.roles[i] = 'envelope';
    else if (
      /^(?:本|此)(?:措施|意见|方案|办法|计划|规定|通知|细则|政策)[^。]{0,60}(?:施行|实施|执行|有效期)/.test(plain)
    )
      work.roles[i] = 'validity';
  });
}

/** Signature: short lines without punctuation right above a date line. Returns them in printed order. */
function signature(work: Work, dateAt: number): string[] {
  const names: string[] = [];
  for (let i = dateAt - 1; i >= 0 && dateAt - i <= 16; i--) {
    const line = work.lines[i];
    if (line === undefined || work.roles[i] === 'envelope' || structural(line)) break;
    if (
      line.folded.length > 40 ||
      /[。;:!?,]/.test(line.folded) ||
      endsTitle(line.folded) ||
      !/[\u4e00-\u9fa5]$/.test(line.folded)
    )
      break;
    if (!/(?:政府|办公室|办公厅|办|委|委员会|局|厅|部|院|署|行|处|会|组|公司|中心|集团|指挥部)$/.test(line.folded))
      break;
    names.unshift(printedOf(work, line));
    work.roles[i] = 'envelope';
  }
  return names;
}

interface Dated {
  readonly date: string;
  readonly names: readonly string[];
  readonly at: number;
  readonly bracketed: boolean;
}

function readDates(work: Work): Dated[] {
  const found: Dated[] = [];
  work.lines.forEach((line, i) => {
    if (work.roles[i] !== 'body' || line.folded.length > 24) return;
    const date = dateLine(line.folded);
    if (date === null) return;
    work.roles[i] = 'envelope';
    found.push({ ...date, at: i, names: date.bracketed ? [] : signature(work, i) });
  });
  return found;
}

/** The lines of one title from `from` on: consecutive short lines up to the one that ends like a title. */
function titleFrom(work: Work, from: number): { text: string; last: number } | null {
  let text = '';
  for (let i = from; i < Math.min(from + 4, work.lines.length); i++) {
    const line = work.lines[i];
    if (line === undefined || (work.roles[i] !== 'body' && work.roles[i] !== 'title')) return null;
    if (i > from && structural(line)) return null;
    if (endsTitle(line.folded)) return { text: text + printedOf(work, line), last: i };
    if (!mayBelongToTitle(line.folded) || structural(line)) return null;
    text += printedOf(work, line);
  }
  return null;
}

/** First line of the body proper where no notice precedes it: the first mark or the first real sentence. */
function frontEnd(work: Work, noticeAt: number): number {
  for (let i = 0; i < work.lines.length; i++) {
    const line = work.lines[i];
    if (line === undefined || work.roles[i] !== 'body') continue;
    if (structural(line)) return i;
    if (noticeAt < 0 && line.folded.length >= 40 && line.folded.includes('。')) return i;
  }
  return work.lines.length;
}

function findTitles(work: Work, dates: readonly Dated[], front: number): Map<number, { text: string; last: number }> {
  const titles = new Map<number, { text: string; last: number }>();
  const starts = new Set<number>([0, ...dates.filter(({ bracketed }) => !bracketed).map(({ at }) => at + 1)]);
  work.roles.forEach((role, i) => {
    if (role === 'attachment') starts.add(i + 1);
  });
  for (let i = 1; i < front; i++)
    if (work.roles[i - 1] !== 'body' || !mayBelongToTitle(work.lines[i - 1]?.folded ?? '')) starts.add(i);
  for (const start of Array.from(starts).sort((a, b) => a - b)) {
    let from = start;
    while (from < work.lines.length && from - start < 6 && work.roles[from] === 'envelope') from += 1;
    if (titles.has(from)) continue;
    const title = titleFrom(work, from);
    if (title === null) continue;
    titles.set(from, title);
    for (let i = from; i <= title.last; i++) work.roles[i] = 'title';
  }
  return titles;
}

function numberOf(work: Work, front: number): string | null {
  for (let i = 0; i < Math.min(work.lines.length, front + 1, 60); i++) {
    const line = work.lines[i];
    if (line === undefined) continue;
    const found = documentNumberIn(line.folded);
    if (found === null) continue;
    if (found.alone && work.roles[i] === 'body') work.roles[i] = 'envelope';
    return work.text.slice(line.start + found.start, line.start + found.end).trim();
  }
  return null;
}

function chooseTitle(
  work: Work,
  titles: ReadonlyMap<number, { text: string; last: number }>,
): Pick<Envelope, 'title' | 'titleSpans' | 'name'> {
  const spanOf = (from: number, last: number): Span => ({
    start: work.lines[from]?.start ?? 0,
    end: work.lines[last]?.end ?? 0,
  });
  const own = Array.from(titles).filter(
    ([, { text }]) => !isNoticeTitle(text.replaceAll('（', '(').replaceAll('）', ')')),
  );
  const chosen = own.at(0);
  if (chosen !== undefined) {
    const plan = own.find(([at]) => at > 0 && work.roles.slice(0, at).includes('notice')) ?? chosen;
    return { title: plan[1].text.replace(/\s*\n\s*/g, ''), titleSpans: [spanOf(plan[0], plan[1].last)], name: null };
  }
  const notice = Array.from(titles)[0];
  const lines =
    notice === undefined
      ? work.lines.filter((line, i) => work.roles[i] === 'notice' && /印发|转发|下发/.test(line.folded))
      : [];
  const sources: Span[] =
    notice === undefined
      ? lines.map((line) => ({ start: line.start, end: line.end }))
      : [spanOf(notice[0], notice[1].last)];
  return { title: null, titleSpans: [], name: namedIn(work, sources) ?? announcedIn(work) };
}

const ANNOUNCED =
  /(?:印发|发布|出台|公布|下发)(?:了|的)?《([^《》]{4,60})》|《([^《》]{4,60})》(?:正式|近日|日前|已)?(?:印发|发布|出台|公布|对外)/;

/** A report names the plan that it is about: 《…》发布, 印发《…》. */
function announcedIn(work: Work): Envelope['name'] {
  for (const [i, line] of work.lines.slice(0, 8).entries()) {
    const found = work.roles[i] === 'body' ? ANNOUNCED.exec(line.folded) : null;
    const name = found?.[1] ?? found?.[2];
    if (found === null || name === undefined || !endsTitle(name)) continue;
    const start = line.start + found.index + found[0].indexOf(name);
    return { text: work.text.slice(start, start + name.length), span: { start, end: start + name.length } };
  }
  return null;
}

function namedIn(work: Work, sources: readonly Span[]): Envelope['name'] {
  for (const source of sources) {
    const printed = work.text.slice(source.start, source.end);
    const found = planNameIn(printed.replaceAll('（', '(').replaceAll('）', ')').replace(/\n/g, ' '));
    if (found === null) continue;
    return {
      text: printed.slice(found.start, found.end).replace(/\s*\n\s*/g, ''),
      span: { start: source.start + found.start, end: source.start + found.end },
    };
  }
  return null;
}

/** Whether a body begins at `from`: a mark, a title or more than a remark (附注, 联系人). */
function isBody(work: Work, from: number): boolean {
  const lines = work.lines.slice(from).filter((_line, i) => work.roles[from + i] === 'body');
  if (lines.some((line) => structural(line) || (line.folded.length > 6 && endsTitle(line.folded)))) return true;
  return lines.reduce((sum, line) => sum + line.folded.length, 0) > 200;
}

/** The notice: from the addressees (or the sentence that issues) to the line before the body's own title. */
function markNotice(work: Work, addressee: number, dates: readonly Dated[]): void {
  const issuing = work.lines.findIndex((line, i) => work.roles[i] === 'body' && i < 40 && isIssuing(line.folded));
  if (issuing < 0) return;
  const from = addressee >= 0 && addressee < issuing ? addressee + 1 : 0;
  const signed = dates.find(({ at, bracketed }) => !bracketed && at > issuing);
  const attached = work.roles.indexOf('attachment');
  const end = Math.min(signed?.at ?? work.lines.length, attached > issuing ? attached : work.lines.length);
  const last = end < work.lines.length ? end : issuing + 1;
  const bodyFollows = end < work.lines.length && isBody(work, end + 1);
  const until = bodyFollows ? last : issuing + 1;
  for (let i = from; i < until; i++) if (work.roles[i] === 'body') work.roles[i] = 'notice';
}

/** Reads the envelope of a document's lines. `text` is the printed text. O(n). */
export function readEnvelope(lines: readonly Line[], text: string): Envelope {
  const contents = contentsLines(lines);
  const work: Work = { lines, text, roles: lines.map((_, i) => (contents.has(i) ? 'contents' : 'body')) };
  markFurniture(work);
  const dates = readDates(work);
  const firstMark = frontEnd(work, 0);
  const addressee = lines.findIndex(
    (line, i) => work.roles[i] === 'body' && i < Math.min(firstMark, 40) && isAddressee(line.folded),
  );
  if (addressee >= 0) work.roles[addressee] = 'envelope';
  markNotice(work, addressee, dates);
  const front = frontEnd(work, addressee >= 0 || work.roles.includes('notice') ? 0 : -1);
  const number = numberOf(work, front);
  const titles = findTitles(work, dates, front);
  const signed = dates.filter(({ bracketed, names }) => !bracketed && names.length > 0);
  const chosen = signed[0] ?? dates.find(({ bracketed, at }) => bracketed || at > 3) ?? dates[0];
  const furniture = lines.map((line) => furnitureDate(line.folded)).filter((found) => found !== null);
  const fallback = furniture.find(({ made }) => made) ?? furniture[0];
  return {
    roles: work.roles,
    ...chooseTitle(work, titles),
    number,
    issued: chosen?.date ?? fallback?.date ?? null,
    issuer: (chosen?.names.length ?? 0) > 0 ? (chosen?.names.join('、') ?? null) : null,
    addressees:
      addressee >= 0
        ? printedOf(
            work,
            lines[addressee] ?? {
              start: 0,
              end: 0,
              folded: '',
              number: null,
              numberLevel: null,
              heading: null,
              contents: false,
            },
          ).replace(/[:：]$/, '')
        : null,
    titles,
  };
}
