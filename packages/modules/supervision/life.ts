import { ok, type Outcome, refuse } from '@qipan/kernel';
import { z } from 'zod';

/** Where a task stands: handed over, signed for and worked on, asked to be closed, closed; ended when its document dropped it. */
export const phases = ['assigned', 'working', 'closing', 'closed', 'ended'] as const;
export type Phase = (typeof phases)[number];

/** 优秀、良好、合格、不合格。 */
export const grades = ['excellent', 'good', 'passed', 'failed'] as const;

const reason = z.string().trim().min(2).max(2_000);
/** A month: 2026-03. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Everything that happens to a task after it was handed over, with what belongs to it. */
export const actSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assign'), deadline: z.iso.date().nullable() }),
  z.strictObject({ kind: z.literal('sign') }),
  z.strictObject({
    kind: z.literal('file-report'),
    month: monthSchema,
    unitId: z.string(),
    /** Whole percent of the work that is done; null where the unit cannot put it in a number. */
    progress: z.number().int().min(0).max(100).nullable(),
    text: z.string().trim().min(2).max(4_000),
    /** The same as last month, confirmed by one click. */
    isUnchanged: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('accept-report'), month: monthSchema, unitId: z.string() }),
  z.strictObject({ kind: z.literal('return-report'), month: monthSchema, unitId: z.string(), reason }),
  z.strictObject({ kind: z.literal('ask-closing'), text: z.string().trim().min(2).max(4_000) }),
  z.strictObject({ kind: z.literal('close'), grade: z.enum(grades) }),
  z.strictObject({ kind: z.literal('send-back'), reason }),
  z.strictObject({ kind: z.literal('ask-extension'), until: z.iso.date(), reason }),
  z.strictObject({ kind: z.literal('grant-extension') }),
  z.strictObject({ kind: z.literal('refuse-extension'), reason }),
  z.strictObject({ kind: z.literal('pause'), reason }),
  z.strictObject({ kind: z.literal('resume') }),
  z.strictObject({ kind: z.literal('reopen'), reason }),
  z.strictObject({ kind: z.literal('redate'), deadline: z.iso.date().nullable() }),
  z.strictObject({ kind: z.literal('end'), reason: z.string() }),
]);
export type Act = z.infer<typeof actSchema>;
export type ActKind = Act['kind'];

/** Who acts: the office that handed the task over, the unit that leads it, one that supports it, or the program after an event. */
export type Side = 'office' | 'lead' | 'support' | 'program';

export interface Happened {
  readonly act: Act;
  readonly side: Side;
  readonly personId: string;
  /** The day in Shanghai. */
  readonly on: string;
}

export interface Report {
  readonly month: string;
  readonly unitId: string;
  readonly state: 'filed' | 'accepted' | 'returned';
  readonly progress: number | null;
}

/** The fold of all that happened to a task. */
export interface Life {
  readonly phase: Phase;
  readonly isPaused: boolean;
  readonly assignedOn: string;
  readonly signedOn: string | null;
  /** The one that holds: the document's, or what was granted since. */
  readonly deadline: string | null;
  /** What the document said last: when it says something else, that holds. */
  readonly documentDeadline: string | null;
  readonly extension: { readonly until: string; readonly reason: string } | null;
  readonly reports: readonly Report[];
  /** Of the lead unit's last report that was not returned; null: nobody has reported one. */
  readonly progress: number | null;
  readonly lastReportOn: string | null;
  readonly askedBy: string | null;
  readonly closedOn: string | null;
  readonly grade: (typeof grades)[number] | null;
}

/** What each side may do in a state. The one place for page, program and permission. */
export function mayDo(life: Life | null, side: Side): ActKind[] {
  if (life === null) return side === 'office' ? ['assign'] : [];
  if (life.phase === 'ended') return [];
  if (side === 'program') return ['redate', 'end'];
  if (life.phase === 'closed') return side === 'office' ? ['reopen'] : [];
  if (life.isPaused) return side === 'office' ? ['resume'] : [];
  const acts: readonly (readonly [ActKind, Side, boolean])[] = [
    ['sign', 'lead', life.phase === 'assigned'],
    ['file-report', 'lead', life.phase === 'working'],
    ['file-report', 'support', life.phase === 'working'],
    ['ask-closing', 'lead', life.phase === 'working'],
    ['ask-extension', 'lead', life.phase === 'working' && life.extension === null && life.deadline !== null],
    ['accept-report', 'office', life.reports.some((report) => report.state === 'filed')],
    ['return-report', 'office', life.reports.some((report) => report.state === 'filed')],
    ['close', 'office', life.phase === 'closing'],
    ['send-back', 'office', life.phase === 'closing'],
    ['grant-extension', 'office', life.extension !== null],
    ['refuse-extension', 'office', life.extension !== null],
    ['pause', 'office', life.phase === 'working' || life.phase === 'assigned'],
  ];
  return acts.flatMap(([kind, who, isOpen]) => (who === side && isOpen ? [kind] : []));
}

/** The state after an act, or why it cannot be. O(reports). */
export function afterAct(life: Life | null, happened: Happened): Outcome<Life> {
  const { act, side } = happened;
  if (!mayDo(life, side).includes(act.kind))
    return refuse('supervision.not-now', { act: act.kind, phase: life?.isPaused ? 'paused' : (life?.phase ?? 'none') });
  if (life === null)
    return act.kind === 'assign' ? ok(begin(act.deadline, happened.on)) : refuse('supervision.not-now');
  return steps[act.kind](life, happened);
}

/** The state after everything that happened, in order; null before it was handed over. */
export function foldLife(all: readonly Happened[]): Outcome<Life | null> {
  let life: Life | null = null;
  for (const happened of all) {
    const next = afterAct(life, happened);
    if (!next.ok) return next;
    life = next.value;
  }
  return ok(life);
}

function begin(deadline: string | null, on: string): Life {
  return {
    phase: 'assigned',
    isPaused: false,
    assignedOn: on,
    signedOn: null,
    deadline,
    documentDeadline: deadline,
    extension: null,
    reports: [],
    progress: null,
    lastReportOn: null,
    askedBy: null,
    closedOn: null,
    grade: null,
  };
}

type Step = (life: Life, happened: Happened) => Outcome<Life>;

const steps: Readonly<Record<ActKind, Step>> = {
  assign: () => refuse('supervision.not-now', {}),
  sign: (life, { on }) => ok({ ...life, phase: 'working', signedOn: on }),
  'file-report': (life, happened) => fileReport(life, happened),
  'accept-report': (life, { act }) => judgeReport(life, act, 'accepted'),
  'return-report': (life, { act }) => judgeReport(life, act, 'returned'),
  'ask-closing': (life, { personId }) => ok({ ...life, phase: 'closing', askedBy: personId }),
  close: (life, { act, on, personId }) => {
    if (act.kind !== 'close') return refuse('supervision.not-now', {});
    if (personId === life.askedBy) return refuse('supervision.own-closing', {});
    return ok({ ...life, phase: 'closed', closedOn: on, grade: act.grade, extension: null });
  },
  'send-back': (life) => ok({ ...life, phase: 'working', askedBy: null }),
  'ask-extension': (life, { act }) => {
    if (act.kind !== 'ask-extension') return refuse('supervision.not-now', {});
    const { until, reason: why } = act;
    if (life.deadline !== null && until <= life.deadline)
      return refuse('supervision.no-extension', { until, deadline: life.deadline }, 'until');
    return ok({ ...life, extension: { until, reason: why } });
  },
  'grant-extension': (life) => ok({ ...life, deadline: life.extension?.until ?? life.deadline, extension: null }),
  'refuse-extension': (life) => ok({ ...life, extension: null }),
  pause: (life) => ok({ ...life, isPaused: true }),
  resume: (life) => ok({ ...life, isPaused: false }),
  reopen: (life) => ok({ ...life, phase: 'working', closedOn: null, grade: null, askedBy: null }),
  redate: (life, { act }) =>
    act.kind === 'redate'
      ? ok({ ...life, deadline: act.deadline, documentDeadline: act.deadline })
      : refuse('supervision.not-now', {}),
  end: (life) => ok({ ...life, phase: 'ended', extension: null }),
};

/** One report of a unit for a month; again only when it was returned. Not for a month that has not begun, nor before the task was there. */
function fileReport(life: Life, { act, side, on }: Happened): Outcome<Life> {
  if (act.kind !== 'file-report') return refuse('supervision.not-now', {});
  const { month, unitId, progress } = act;
  if (month > on.slice(0, 7)) return refuse('supervision.month-to-come', { month }, 'month');
  if (month < life.assignedOn.slice(0, 7)) return refuse('supervision.month-before', { month }, 'month');
  const held = life.reports.find((report) => report.month === month && report.unitId === unitId);
  if (held && held.state !== 'returned') return refuse('supervision.reported-already', { month }, 'month');
  const report: Report = { month, unitId, state: 'filed', progress };
  const reports = [...life.reports.filter((other) => other !== held), report].sort(byMonth);
  return ok(
    withProgress({ ...life, reports, ...(side === 'lead' && { lastReportOn: on }) }, side === 'lead' ? unitId : null),
  );
}

function judgeReport(life: Life, act: Act, state: 'accepted' | 'returned'): Outcome<Life> {
  if (act.kind !== 'accept-report' && act.kind !== 'return-report') return refuse('supervision.not-now', {});
  const { month, unitId } = act;
  const held = life.reports.find((report) => report.month === month && report.unitId === unitId);
  if (held?.state !== 'filed') return refuse('supervision.no-such-report', { month }, 'month');
  const reports = life.reports.map((report) => (report === held ? { ...held, state } : report));
  return ok({ ...life, reports });
}

function byMonth(a: Report, b: Report): number {
  return a.month < b.month ? -1 : a.month > b.month ? 1 : a.unitId < b.unitId ? -1 : 1;
}

/** The lead's newest report says how far the task is; what supporting units report is theirs. */
function withProgress(life: Life, leadUnit: string | null): Life {
  if (leadUnit === null) return life;
  const own = life.reports.filter((report) => report.unitId === leadUnit);
  return { ...life, progress: own.at(-1)?.progress ?? null };
}
