import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { verifyAudit } from '../audit.ts';
import { type OpenedPact, openPact } from '../testing/open-pact.ts';
import type { people } from '../testing/pact.ts';
import { carryOutDue } from './carry-out.ts';

const owner = { role: 'owner', settings: {} } as const;
let pact: OpenedPact;
beforeEach(async () => {
  pact = await openPact();
});
afterEach(() => pact.close());
afterAll(() => undefined);

type Who = keyof typeof people;
const parkedSchema = z.object({ parked: z.object({ approvalId: z.string(), expiresAt: z.string() }) });
const readSchema = z.object({
  approval: z.object({ state: z.string(), mine: z.boolean(), parties: z.array(z.object({ agreed: z.boolean() })) }),
  shown: z.object({ changes: z.array(z.object({ before: z.unknown(), after: z.unknown() })) }),
  earlier: z.object({ changes: z.array(z.object({ before: z.unknown(), after: z.unknown() })) }).nullable(),
  shownHash: z.string(),
  agreements: z.array(z.object({ counts: z.boolean(), personName: z.string() })),
  closed: z.object({ code: z.string() }).nullable(),
  overlaps: z.array(z.object({ approvalId: z.string(), subject: z.string() })),
});

async function submit(input: unknown = { id: 'a', text: '新文' }) {
  const answer = await pact.as('office', 'pact.set-line', input);
  return parkedSchema.parse(answer.ok ? answer.value : answer).parked.approvalId;
}

async function read(approvalId: string, who: Who = 'office') {
  const answer = await pact.as(who, 'host.read-approval', { approvalId });
  return readSchema.parse(answer.ok ? answer.value : answer);
}

async function answerAs(who: Who, approvalId: string, answer: 'agree' | 'decline' = 'agree') {
  const { shownHash } = await read(approvalId, who);
  return pact.as(who, 'host.answer-approval', { approvalId, shownHash, answer, reason: '理由' });
}

async function line(id = 'a') {
  const found = await pact.host.store.read(owner, (db) =>
    sql<{
      text: string;
      note: string;
      version: number;
    }>`select text, note, version from pact.line where id = ${id}`.execute(db),
  );
  return found.rows[0] ?? null;
}

describe('a command that two jurisdictions must agree to', () => {
  test('waits, tells both, and is carried out once when both have agreed', async () => {
    const id = await submit();
    expect(await line()).toBeNull();
    const told = await pact.as('partner', 'host.list-notices', {});
    expect(told).toMatchObject({
      value: { unseen: 1, notices: [{ code: 'host.approval-asked', link: `/approvals/${id}` }] },
    });
    expect(await answerAs('leader', id)).toMatchObject({ ok: true, value: { outcome: 'waiting' } });
    expect((await read(id)).approval).toMatchObject({
      state: 'waiting',
      parties: [{ agreed: true }, { agreed: false }],
    });
    expect(await line()).toBeNull();
    expect(await answerAs('partner', id)).toMatchObject({ ok: true, value: { outcome: 'done' } });
    expect(await line()).toMatchObject({ text: '新文', version: 1 });
    expect((await read(id)).approval.state).toBe('done');
    expect(await carryOutDue(pact.host)).toBe(0);
    expect(await pact.as('office', 'host.list-notices', {})).toMatchObject({
      value: { notices: [{ code: 'host.approval-done' }] },
    });
    expect(await pact.host.store.read(owner, (db) => verifyAudit(db, null))).toMatchObject({ fault: null });
  });

  test('a newer version with the same content does not void the agreements', async () => {
    await pact.as('office', 'pact.set-line', { id: 'a', text: '旧文', alone: true });
    const id = await submit();
    await answerAs('leader', id);
    await pact.as('office', 'pact.touch-line', { id: 'a', version: 1, note: '别处的批注' });
    await answerAs('partner', id);
    expect(await line()).toEqual({ text: '新文', note: '别处的批注', version: 3 });
  });

  test('a different change voids the agreements and shows the difference; then both must agree anew', async () => {
    await pact.as('office', 'pact.set-line', { id: 'a', text: '旧文', alone: true });
    const id = await submit();
    await answerAs('leader', id);
    await pact.as('office', 'pact.set-line', { id: 'a', text: '中间改过', alone: true });
    expect(await answerAs('partner', id)).toMatchObject({ ok: true, value: { outcome: 'changed' } });
    const shown = await read(id);
    expect(shown.approval).toMatchObject({ state: 'waiting', parties: [{ agreed: false }, { agreed: false }] });
    expect(shown.earlier?.changes[0]?.before).toMatchObject({ text: '旧文' });
    expect(shown.shown.changes[0]?.before).toMatchObject({ text: '中间改过' });
    expect(shown.agreements.map((entry) => entry.counts)).toEqual([false, false]);
    expect(await line()).toMatchObject({ text: '中间改过' });
    await answerAs('leader', id);
    await answerAs('partner', id);
    expect(await line()).toMatchObject({ text: '新文' });
  });

  test('a second matter on the same row names the first when it is submitted and read; void, the one carried out before it', async () => {
    await pact.as('office', 'pact.set-line', { id: 'a', text: '旧文', alone: true });
    const first = await submit();
    const second = await pact.as('office', 'pact.set-line', { id: 'a', text: '又一个说法' });
    expect(second).toMatchObject({ value: { parked: { overlaps: [{ approvalId: first }] } } });
    const { approvalId } = parkedSchema.parse(second.ok ? second.value : second).parked;
    expect((await read(first, 'leader')).overlaps).toEqual([{ approvalId, subject: '条款 a' }]);
    expect((await read(approvalId, 'leader')).overlaps).toEqual([{ approvalId: first, subject: '条款 a' }]);
    await answerAs('leader', first);
    await answerAs('leader', approvalId);
    await answerAs('partner', first);
    expect((await read(approvalId)).overlaps).toEqual([]);
    await pact.host.store.write({ role: 'identity', settings: {} }, (db) =>
      sql`update host.person set locked = true where id = 'office'`.execute(db),
    );
    await answerAs('partner', approvalId);
    expect(await read(approvalId, 'leader')).toMatchObject({
      approval: { state: 'void' },
      overlaps: [{ approvalId: first }],
    });
    expect((await read(first, 'leader')).overlaps).toEqual([]);
  });

  test('declined with a reason, withdrawn, or expired: never carried out', async () => {
    const declined = await submit();
    await answerAs('leader', declined);
    expect(await answerAs('partner', declined, 'decline')).toMatchObject({ ok: true });
    expect(await read(declined)).toMatchObject({
      approval: { state: 'declined' },
      closed: { code: 'host.approval-declined' },
    });
    const withdrawn = await submit();
    await answerAs('leader', withdrawn);
    expect(await pact.as('office', 'host.withdraw-approval', { approvalId: withdrawn })).toMatchObject({ ok: true });
    expect(await answerAs('partner', withdrawn)).toMatchObject({ code: 'host.approval-closed' });
    const expired = await submit();
    await answerAs('leader', expired);
    pact.clock.ms += 16 * 86_400_000;
    expect(await answerAs('partner', expired)).toMatchObject({ code: 'host.approval-expired' });
    expect(await carryOutDue(pact.host)).toBe(1);
    expect(await read(expired)).toMatchObject({ approval: { state: 'expired' } });
    expect(await line()).toBeNull();
  });

  test('nobody agrees to their own command, for two parties, twice, to what they have not seen, or without being a party', async () => {
    const id = await submit();
    const { shownHash } = await read(id);
    const answer = (who: Who, hash = shownHash) =>
      pact.as(who, 'host.answer-approval', { approvalId: id, shownHash: hash, answer: 'agree' });
    expect(await answer('office')).toMatchObject({ code: 'host.not-a-party' });
    expect(await answer('bystander')).toMatchObject({ code: 'host.unknown-approval' });
    expect(await answer('leader', 'f'.repeat(64))).toMatchObject({ code: 'host.approval-content-changed' });
    expect(await answer('leader')).toMatchObject({ ok: true });
    expect(await answer('leader')).toMatchObject({ code: 'host.not-a-party' });
    expect(await line()).toBeNull();
  });

  test('what the command refuses when it is decided again ends the matter with the reason', async () => {
    const id = await submit();
    await answerAs('leader', id);
    await pact.host.store.write({ role: 'identity', settings: {} }, (db) =>
      sql`update host.person set locked = true where id = 'office'`.execute(db),
    );
    await answerAs('partner', id);
    expect(await read(id, 'leader')).toMatchObject({
      approval: { state: 'void' },
      closed: { code: 'host.submitter-gone' },
    });
    expect(await line()).toBeNull();
  });
});
