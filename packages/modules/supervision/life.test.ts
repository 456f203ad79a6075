import { describe, expect, test } from 'vitest';
import { type Act, type ActKind, afterAct, foldLife, type Happened, type Life, mayDo, type Side } from './life.ts';

const on = '2026-03-10';
/** One act of each kind, as far as its kind decides what may follow. */
const alphabet: readonly (readonly [Act, Side])[] = [
  [{ kind: 'assign', deadline: '2026-06-30' }, 'office'],
  [{ kind: 'sign' }, 'lead'],
  [
    { kind: 'file-report', month: '2026-03', unitId: 'lead', progress: 40, text: '已完成四成', isUnchanged: false },
    'lead',
  ],
  [
    { kind: 'file-report', month: '2026-03', unitId: 'support', progress: 90, text: '已配合', isUnchanged: false },
    'support',
  ],
  [{ kind: 'accept-report', month: '2026-03', unitId: 'lead' }, 'office'],
  [{ kind: 'return-report', month: '2026-03', unitId: 'lead', reason: '缺少数据' }, 'office'],
  [{ kind: 'ask-closing', text: '已经建成' }, 'lead'],
  [{ kind: 'close', grade: 'good' }, 'office'],
  [{ kind: 'send-back', reason: '证据不足' }, 'office'],
  [{ kind: 'ask-extension', until: '2026-09-30', reason: '征地延后' }, 'lead'],
  [{ kind: 'grant-extension' }, 'office'],
  [{ kind: 'refuse-extension', reason: '理由不足' }, 'office'],
  [{ kind: 'pause', reason: '等待批复' }, 'office'],
  [{ kind: 'resume' }, 'office'],
  [{ kind: 'reopen', reason: '验收发现问题' }, 'office'],
  [{ kind: 'redate', deadline: '2026-07-31' }, 'program'],
  [{ kind: 'end', reason: '新方案不再列入' }, 'program'],
];
const happenedOf = ([act, side]: readonly [Act, Side]): Happened => ({ act, side, personId: side, on });

describe('every course of up to seven acts', () => {
  test('an act is taken exactly when the state says it may be, and leaves no forbidden state', () => {
    let seen = 0;
    const walk = (life: Life | null, past: readonly Happened[]) => {
      for (const entry of alphabet) {
        const happened = happenedOf(entry);
        const next = afterAct(life, happened);
        const mayBe = mayDo(life, happened.side).includes(happened.act.kind);
        if (!mayBe) expect(next.ok).toBe(false);
        if (!next.ok) continue;
        expect(mayBe).toBe(true);
        seen += 1;
        const course = [...past, happened];
        checkState(next.value, course);
        if (course.length < 7) walk(next.value, course);
      }
    };
    walk(null, []);
    expect(seen).toBeGreaterThan(2_000);
  });

  test('told again from its acts, a course gives the same state', () => {
    const course = ['assign', 'sign', 'file-report', 'return-report', 'file-report', 'ask-closing', 'close'].map(
      (kind) => {
        const entry = alphabet.find(([act]) => act.kind === kind);
        if (!entry) throw new Error(kind);
        return happenedOf(entry);
      },
    );
    let life: Life | null = null;
    for (const [index, happened] of course.entries()) {
      const next = afterAct(life, happened);
      if (!next.ok) throw new Error(next.code);
      life = next.value;
      expect(foldLife(course.slice(0, index + 1))).toEqual({ ok: true, value: life });
    }
  });
});

/** What no course may lead to. */
function checkState(life: Life, course: readonly Happened[]): void {
  const kinds = course.map(({ act }): ActKind => act.kind);
  const count = (kind: ActKind) => kinds.filter((entry) => entry === kind).length;
  const isClosed = life.phase === 'closed';
  if (isClosed !== (life.closedOn !== null) || isClosed !== (life.grade !== null))
    // An ended task keeps what it was closed with.
    expect(life.phase).toBe('ended');
  if (isClosed) expect(kinds.indexOf('ask-closing')).toBeLessThan(kinds.lastIndexOf('close'));
  expect(count('close')).toBeLessThanOrEqual(count('ask-closing'));
  if (life.phase !== 'assigned' && life.phase !== 'ended') expect(life.signedOn).not.toBeNull();
  if (life.isPaused) expect(['assigned', 'working', 'ended']).toContain(life.phase);
  if (!['2026-06-30', '2026-07-31'].includes(life.deadline ?? '')) expect(kinds).toContain('grant-extension');
  if (!kinds.includes('file-report')) expect([life.progress, life.reports.length]).toEqual([null, 0]);
  expect(new Set(life.reports.map(({ month, unitId }) => `${month} ${unitId}`)).size).toBe(life.reports.length);
  if (life.phase === 'ended') expect(mayDo(life, 'office')).toEqual([]);
}

describe('an act', () => {
  const working = (): Life => {
    const folded = foldLife(alphabet.slice(0, 2).map(happenedOf));
    if (!folded.ok || !folded.value) throw new Error('working');
    return folded.value;
  };
  const after = (life: Life, act: Act, more: Partial<Happened> = {}) =>
    afterAct(life, { act, side: 'lead', personId: 'p', on, ...more });
  const report = (month: string, progress: number | null = 10): Act => ({
    kind: 'file-report',
    month,
    unitId: 'lead',
    progress,
    text: '进展',
    isUnchanged: false,
  });

  test('for a month to come, before the task was there, or a second time is refused', () => {
    expect(after(working(), report('2026-04'))).toMatchObject({ code: 'supervision.month-to-come' });
    expect(after(working(), report('2026-02'))).toMatchObject({ code: 'supervision.month-before' });
    const once = after(working(), report('2026-03'));
    if (!once.ok) throw new Error(once.code);
    expect(after(once.value, report('2026-03'))).toMatchObject({ code: 'supervision.reported-already' });
  });

  test('of closing is not for whoever asked for it', () => {
    const asked = after(working(), { kind: 'ask-closing', text: '完成' }, { personId: 'a' });
    if (!asked.ok) throw new Error(asked.code);
    const close: Act = { kind: 'close', grade: 'good' };
    expect(after(asked.value, close, { side: 'office', personId: 'a' })).toMatchObject({
      code: 'supervision.own-closing',
    });
    expect(after(asked.value, close, { side: 'office', personId: 'b' })).toMatchObject({ ok: true });
  });

  test('of extension goes beyond the date; what a supporting unit reports is not the task’s progress', () => {
    const early: Act = { kind: 'ask-extension', until: '2026-06-30', reason: '来不及' };
    expect(after(working(), early)).toMatchObject({ code: 'supervision.no-extension' });
    const helped = afterAct(working(), {
      act: { ...report('2026-03', 90), unitId: 'support' } as Act,
      side: 'support',
      personId: 'p',
      on,
    });
    expect(helped).toMatchObject({ ok: true, value: { progress: null } });
  });
});
