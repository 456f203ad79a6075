/**
 * The structure of a document: envelope, body, ladder, drafts of rows and the claims that account for its sentences. O(n).
 */
import type { DecomposeResult, Span } from './contract.ts';
import type { TimeContext } from './dates.ts';
import { titlePeriod } from './dates.ts';
import type { Claim, Draft } from './draft.ts';
import { type DocumentKind, kindOfDocument } from './document-kind.ts';
import { type Envelope, readEnvelope, type Role } from './envelope.ts';
import { findFlattened } from './flattened-table.ts';
import { fold } from './fold.ts';
import { buildLadder, type Entry, type Node } from './ladder.ts';
import type { Paragraph } from './paragraph.ts';
import { readParagraphs } from './paragraphs.ts';
import type { Grid, Line, Printed } from './printed.ts';
import { readLeadRule } from './responsibility.ts';
import { isHeadingLike, type Place, type Walk } from './place.ts';
import { walkNode } from './rows.ts';
import { readTable, tableTitle } from './table.ts';
import { endsTitle } from './titles.ts';

export interface Structure {
  readonly envelope: Envelope;
  readonly kind: DocumentKind;
  readonly time: TimeContext;
  readonly root: Node;
  readonly drafts: Draft[];
  readonly claims: Claim[];
  readonly goalTexts: readonly Span[];
  /** Paragraphs of the notice and the preface, where rules for the whole document may stand. */
  readonly preface: readonly Paragraph[];
  readonly columns: DecomposeResult['columns'];
  readonly unreadRows: number;
  readonly cutOff: Span | null;
}

type Part = { readonly kind: 'lines'; readonly lines: Line[]; readonly role: Role } | Grid;

const REASONS: ReadonlyMap<Role, string> = new Map<Role, string>([
  ['title', 'decompose.envelope-title'],
  ['envelope', 'decompose.envelope-frame'],
  ['attachment', 'decompose.envelope-frame'],
]);

function claimRole(claims: Claim[], line: Line, role: Role): void {
  const span = { start: line.start, end: line.end };
  if (role === 'contents') claims.push({ span, as: 'skipped', draft: null, reason: 'decompose.skipped-contents' });
  else if (role === 'validity') claims.push({ span, as: 'skipped', draft: null, reason: 'decompose.skipped-validity' });
  else claims.push({ span, as: 'envelope', draft: null, reason: REASONS.get(role) ?? 'decompose.envelope-notice' });
}

/** The document's own year: its title's single year, else that of issue, else that of its number. */
function yearOf(envelope: Envelope, kind: DocumentKind, folded: string): number | null {
  const named = envelope.title ?? envelope.name?.text ?? '';
  const years = Array.from(fold(named).matchAll(/20\d{2}(?=年|\s*(?:-{1,2}|至|到|~)\s*20\d{2}年)/g), (found) =>
    Number(found[0]),
  );
  const issued = envelope.issued === null ? null : Number(envelope.issued.slice(0, 4));
  if (years.length === 1 && years[0] !== undefined && (issued === null || Math.abs(years[0] - issued) <= 1))
    return years[0];
  if (issued !== null) return issued;
  const number = /20\d{2}/.exec(envelope.number ?? '');
  if (number !== null) return Number(number[0]);
  if (years.length > 0) return Math.min(...years);
  if (kind !== 'minutes' && kind !== 'instruction') return null;
  const day = /(20\d{2})年\d{1,2}月\d{1,2}日/.exec(folded.slice(0, 1500));
  return day === null ? null : Number(day[1]);
}

/** 附件：重点项目清单 right before a table heads the table: its rows do not belong to the section above. */
function isTableHead(line: Line): boolean {
  const plain = line.folded.replace(/\s/g, '');
  return /^附[件表][\d一二三四五六七八九十]*:.{2,50}$/.test(plain) && !/[。;]/.test(plain);
}

/** Body lines in runs, with the grids between them; flattened tables become grids. */
function bodyParts(printed: Printed, envelope: Envelope, claims: Claim[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  let cutFrom: Line[] = [];
  const run = (): { lines: Line[]; role: Role } | null => {
    const last = parts.at(-1);
    return last?.kind === 'lines' ? last : null;
  };
  let before: Line | null = null;
  for (const piece of printed.pieces) {
    if (piece.kind === 'grid') {
      if (before !== null && isTableHead(before)) parts.push({ kind: 'lines', lines: [before], role: 'title' });
      before = null;
      parts.push(piece);
      continue;
    }
    before = piece.line;
    const role = envelope.roles[at] ?? 'body';
    const title = envelope.titles.get(at);
    at += 1;
    if (title !== undefined && envelope.roles[at - 2] === 'attachment')
      parts.push({ kind: 'lines', lines: [piece.line], role: 'title' });
    if (role === 'body' || role === 'notice') {
      const open = run();
      if (open !== null && open.role === role) open.lines.push(piece.line);
      else parts.push({ kind: 'lines', lines: [piece.line], role });
      if (role === 'notice') claimRole(claims, piece.line, role);
      continue;
    }
    claimRole(claims, piece.line, role);
  }
  return parts.flatMap((part): Part[] => {
    if (part.kind === 'grid' || part.role !== 'body') return [part];
    const tables = findFlattened(part.lines, printed);
    if (tables.length === 0) return [part];
    const cut: Part[] = [];
    let from = 0;
    for (const table of tables) {
      if (table.from > from) cut.push({ kind: 'lines', lines: part.lines.slice(from, table.from), role: 'body' });
      cut.push(table.grid);
      cutFrom = table.cutFrom === null ? [] : part.lines.slice(table.cutFrom, table.to);
      from = table.to;
      for (const line of cutFrom)
        claims.push({
          span: { start: line.start, end: line.end },
          as: 'skipped',
          draft: null,
          reason: 'decompose.skipped-cut-off',
        });
    }
    if (from < part.lines.length) cut.push({ kind: 'lines', lines: part.lines.slice(from), role: 'body' });
    return cut;
  });
}

const NUMBERED: ReadonlySet<string> = new Set([
  'chapter',
  'section',
  'article',
  'chinese',
  'chinese-brackets',
  'number',
  'dotted',
  'number-brackets',
  'number-half-bracket',
  'circled',
  'label',
]);

function titleLine(paragraph: Paragraph, running: boolean): boolean {
  if (paragraph.mark !== null) return false;
  const short =
    paragraph.folded.length <= 40 && !/[。;:,!?、]$/.test(paragraph.folded) && !/[。;]/.test(paragraph.folded);
  if (paragraph.heading !== null) return short;
  return (
    running && short && paragraph.folded.length >= 4 && paragraph.folded.length <= 30 && !/^[([]/.test(paragraph.folded)
  );
}

/** Does the last paragraph break off in the middle of a sentence? Excerpts do; a list of short lines without stops does not. */
function findCutOff(paragraphs: readonly Paragraph[]): Span | null {
  const last = paragraphs.at(-1);
  if (last === undefined || /[。!?;:)”》\].]$/.test(last.folded)) return null;
  const others = paragraphs.slice(0, -1).filter((part) => part.folded.length > 20 && !isHeadingLike(part));
  const stopped = others.filter((part) => /[。!?;:)”》\].]$/.test(part.folded)).length;
  const inside = /[。;]/.test(last.folded) || /[,、]$/.test(last.folded);
  if (others.length >= 2 && stopped * 2 < others.length) return null;
  if (!inside && last.folded.length < 24 && others.length < 2) return null;
  if (!inside && isHeadingLike(last) && last.folded.length < 30 && !/[,、]/.test(last.folded)) return null;
  return { start: last.start, end: last.end };
}

interface Body {
  readonly entries: Entry[];
  readonly notice: Entry[];
  readonly paragraphs: Paragraph[];
  readonly preface: Paragraph[];
  readonly numbered: boolean;
  readonly running: boolean;
}

function readBody(parts: readonly Part[], printed: Printed): Body {
  const read = parts.map((part) =>
    part.kind === 'grid' ? part : { part, paragraphs: readParagraphs(part.lines, printed.folded) },
  );
  const paragraphs = read.flatMap((one) => ('paragraphs' in one && one.part.role === 'body' ? one.paragraphs : []));
  const lineMarks = paragraphs.some((part) => !part.inline && part.mark !== null && NUMBERED.has(part.mark.pattern));
  const numbers = paragraphs.some(
    (part) => part.mark !== null && part.mark.pattern !== 'chinese' && NUMBERED.has(part.mark.pattern),
  );
  const grids = parts.some((part) => part.kind === 'grid');
  const ordinals = paragraphs.some(
    (part) => !part.inline && part.mark?.pattern === 'ordinal' && (part.mark.ordinal ?? 0) > 1,
  );
  const numbered = lineMarks || numbers;
  const running = !numbered && !grids && !ordinals;
  const entries: Entry[] = [];
  const notice: Entry[] = [];
  const preface: Paragraph[] = [];
  for (const one of read) {
    if (!('paragraphs' in one)) {
      entries.push(one);
      continue;
    }
    if (one.part.role === 'title') {
      const first = one.paragraphs[0];
      if (first !== undefined) entries.push({ kind: 'paragraph', paragraph: { ...first, mark: null }, title: true });
      continue;
    }
    for (const paragraph of one.paragraphs) {
      const entry: Entry = { kind: 'paragraph', paragraph, title: titleLine(paragraph, running) };
      if (one.part.role === 'notice') notice.push(entry);
      else entries.push(entry);
      if (one.part.role === 'notice' || paragraph.mark === null) preface.push(paragraph);
    }
  }
  return { entries, notice, paragraphs, preface: preface.slice(0, 60), numbered, running };
}

function lastLeaf(node: Node): Node {
  const last = node.children.at(-1);
  return last === undefined ? node : lastLeaf(last);
}

const NOTICE_WORDS =
  /务必|高度重视|提高认识|认识|责任|督导|督查|督促|组织|领导|落实|高效推进|推进机制|从严|严格|跟踪|报送|考核|协同|协调/;

/** Sections 一、二、三、 that a notice without signature puts before the list are work requirements. */
function noticeSections(root: Node, noticed: boolean): ReadonlySet<Node> {
  if (!noticed) return new Set();
  const found = new Set<Node>();
  for (const node of root.children) {
    if (node.rank !== 'chinese' || node.paragraph === null || isHeadingLike(node.paragraph)) break;
    if (!NOTICE_WORDS.test(node.paragraph.folded.slice(0, 24))) break;
    found.add(node);
  }
  return found;
}

interface TableSum {
  columns: DecomposeResult['columns'];
  unreadRows: number;
}
interface WalkStart {
  readonly printed: Printed;
  readonly claims: Claim[];
  readonly root: Node;
  readonly body: Body;
  readonly time: TimeContext;
  readonly kind: DocumentKind;
  readonly named: Readonly<Record<string, string>>;
}

/** The state of the walk before its first step, and what its tables will report. */
function startWalk({ printed, claims, root, body, time, kind, named }: WalkStart): { walk: Walk; report: TableSum } {
  const report: TableSum = { columns: [], unreadRows: 0 };
  const walk: Walk = {
    texts: printed,
    time,
    running: body.running,
    bySentence: kind === 'minutes' || kind === 'instruction',
    drafts: [],
    claims,
    goalTexts: [],
    goalDates: new Set(),
    goal: null,
    rule: null,
    cutOff: findCutOff(body.paragraphs),
    last: lastLeaf(root),
    siblings: new Map(),
    readTable: (grid: Grid, place: Place): void => {
      const table = readTable(walk, grid, { place, named });
      report.columns.push(...table.columns);
      if (!table.recognised) report.unreadRows += grid.rows.length;
    },
  };
  return { walk, report };
}

/** Reads the structure. `named`: column headers whose field a person chose. */
export function readStructure(printed: Printed, named: Readonly<Record<string, string>>): Structure {
  const lines = printed.pieces.flatMap((piece) => (piece.kind === 'line' ? [piece.line] : []));
  const envelope = withTableTitle(
    withInlineTitle(readEnvelope(lines, printed.text), lines, printed.text),
    printed,
    named,
  );
  const claims: Claim[] = envelope.titleSpans.map((span) => ({
    span,
    as: 'envelope',
    draft: null,
    reason: 'decompose.envelope-title',
  }));
  const parts = bodyParts(printed, envelope, claims);
  const body = readBody(parts, printed);
  const root = buildLadder(body.entries);
  const tableRows = parts.reduce((sum, part) => sum + (part.kind === 'grid' ? part.rows.length : 0), 0);
  const kind = kindOfDocument({
    title: envelope.title ?? envelope.name?.text ?? null,
    folded: printed.folded,
    root,
    numbered: body.numbered,
    tableRows,
  });
  const time = { year: yearOf(envelope, kind, printed.folded) };
  const { walk, report } = startWalk({ printed, claims, root, body, time, kind, named });
  const base: Place = {
    path: [],
    kind: kind === 'other' ? 'background' : 'task',
    inherited: null,
    goal: null,
    notice: false,
  };
  for (const part of body.preface) {
    const rule = readLeadRule(part.folded, part.start);
    if (rule === null || walk.rule !== null) continue;
    const before = part.folded.slice(0, rule.span.start - part.start);
    if (before.lastIndexOf('(') <= before.lastIndexOf(')') || part.folded.startsWith('(')) walk.rule = rule;
  }
  for (const node of buildLadder(body.notice).children) walkNode(walk, node, { ...base, notice: true });
  const noticed = noticeSections(
    root,
    envelope.roles.includes('notice') &&
      body.notice.every((entry) => entry.kind === 'grid' || entry.paragraph.mark === null),
  );
  walkBody(walk, root, { base, noticed });
  return {
    envelope,
    kind,
    time,
    root,
    drafts: walk.drafts,
    claims,
    goalTexts: walk.goalTexts,
    preface: body.preface,
    columns: report.columns,
    unreadRows: report.unreadRows,
    cutOff: walk.cutOff,
  };
}

function walkBody(walk: Walk, root: Node, shape: { base: Place; noticed: ReadonlySet<Node> }): void {
  if (shape.noticed.size === 0) {
    walkNode(walk, root, shape.base);
    return;
  }
  walkNode(walk, { ...root, children: [], below: root.below }, { ...shape.base, kind: 'background' });
  for (const node of root.children) {
    if (!shape.noticed.has(node)) {
      walkNode(walk, node, shape.base);
      continue;
    }
    walkNode(walk, { ...node, children: [] }, { ...shape.base, notice: true });
    for (const child of node.children) walkNode(walk, child, shape.base);
  }
}

/** A title that runs on into the text on one line: 关于…的意见。为落实…. */
function withInlineTitle(envelope: Envelope, lines: readonly Line[], text: string): Envelope {
  if (envelope.title !== null || envelope.name !== null) return envelope;
  const first = lines.find((_, i) => envelope.roles[i] === 'body');
  const sentence = first === undefined ? null : /^[^。;,:]{6,50}(?=。)/.exec(first.folded);
  if (first === undefined || sentence === null || !endsTitle(sentence[0])) return envelope;
  const span = { start: first.start, end: first.start + sentence[0].length };
  return { ...envelope, title: text.slice(span.start, span.end), titleSpans: [span] };
}

/** A sheet prints its title in a row above the header. */
function withTableTitle(envelope: Envelope, printed: Printed, named: Readonly<Record<string, string>>): Envelope {
  if (envelope.title !== null) return envelope;
  for (const piece of printed.pieces) {
    const cell = piece.kind === 'grid' ? tableTitle(piece, named) : null;
    if (cell === null) continue;
    const title = printed.text.slice(cell.start, cell.end).replace(/\s*\n\s*/g, '');
    return { ...envelope, title, titleSpans: [{ start: cell.start, end: cell.end }] };
  }
  return envelope;
}

/** The period that the title or the plan's name gives, with its place in the text. */
export function titleFacts(envelope: Envelope): { date: string; span: Span; quote: string } | null {
  const named = envelope.title ?? envelope.name?.text ?? null;
  const at = envelope.titleSpans[0] ?? envelope.name?.span ?? null;
  if (named === null || at === null) return null;
  const found = titlePeriod(fold(named));
  if (found === null) return null;
  return { date: found.date, span: at, quote: named.slice(found.start, found.end) };
}
