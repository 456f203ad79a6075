import type { Actor, CommandOperation, Notice, Refusal } from '@qipan/kernel';
import { type AnyDb, takeScope } from '@qipan/storage';
import { sql } from 'kysely';
import { z } from 'zod';
import { actorOfPost } from '../identity/posts.ts';
import { type Call, contextOf, decideCommand, operationScope } from '../run/decide.ts';
import { unpackInput } from '../run/input.ts';
import type { HostParts } from '../parts.ts';
import { identityScope } from '../scope.ts';
import { nameChanges } from '../run/labels.ts';
import { carriedOutAt, hashShown, onCurrentVersions, readRows, showChanges } from '../run/shown.ts';
import { applyDecision, endOfWrite, recordCommand } from '../run/write.ts';
import { askNotices } from './park.ts';
import { agreedParties, agreementsOf, type Approval, closeApproval, findApproval, type ShownContent } from './store.ts';

/** How an attempt to carry out a parked command ended. */
export type CarriedOut = 'done' | 'not-yet' | 'closed' | 'changed' | 'again';

/** The content is not the one that was agreed to: the transaction ends, and the new content is shown. */
class ContentChanged extends Error {
  readonly shown: ShownContent;
  constructor(shown: ShownContent) {
    super('content changed');
    this.shown = shown;
  }
}

/**
 * Carries out a parked command when all its parties have agreed. Reads and decides again under the submitter's rights, at
 * the clock and seed of its submission; what comes out must be, column by column, what was agreed to. The row of the
 * approval is locked and closed in the same transaction as the command's own changes: exactly once, whatever crashes.
 */
export async function carryOut(parts: HostParts, approvalId: string): Promise<CarriedOut> {
  const found = await parts.store.read(identityScope(''), async (db) => {
    const approval = await findApproval(db, approvalId);
    if (approval?.state !== 'waiting') return null;
    const agreements = await agreementsOf(db, [approvalId]);
    const valid = (await actorOfPost(db, { ...approval.actor, now: parts.now() })) !== null;
    return { approval, valid, all: agreedParties(approval, agreements).size === approval.parties.length };
  });
  if (!found) return 'closed';
  const { approval, valid, all } = found;
  if (approval.expiresAt <= parts.now())
    return close(parts, approval, { state: 'expired', code: 'host.approval-expired' });
  if (!all) return 'not-yet';
  if (!valid) return close(parts, approval, { state: 'void', code: 'host.submitter-gone' });
  const operation = parts.registry.operations.get(approval.operation);
  if (operation?.kind !== 'command') return close(parts, approval, { state: 'void', code: 'host.unknown-operation' });
  return decideAgain(parts, operation, approval);
}

async function decideAgain(parts: HostParts, operation: CommandOperation, approval: Approval): Promise<CarriedOut> {
  const call: Call = {
    actor: approval.actor,
    input: await unpackInput(parts.files, approval.input),
    now: approval.decidedAt,
    seed: approval.seed,
  };
  const decided = await decideCommand(parts, operation, call);
  if (!decided.ok) return close(parts, approval, { state: 'void', ...pick(decided) });
  const { decision, facts } = decided.value;
  const parties = operation.approval?.(facts, call.input, contextOf(parts, call)) ?? [];
  try {
    for (const file of decision.files) await parts.files.keep(file.sha256, file.bytes);
    return await parts.store.write(identityScope(approval.chain), async (db) => {
      if (!(await stillAgreed(db, approval))) return 'not-yet' as const;
      await takeScope(db, operationScope(parts, operation, call.actor));
      const rows = await readRows(db, decision.changes, true);
      const changes = showChanges(decision.changes, rows);
      const shown = { operation: operation.name, subject: decision.subject, parties, changes };
      if (hashShown(shown) !== approval.shownHash) {
        const { tables } = parts.registry;
        throw new ContentChanged({ ...shown, changes: await nameChanges(db, changes, { rows, tables }) });
      }
      const dated = carriedOutAt(decision.changes, approval.decidedAt, parts.now());
      const current = { ...decision, changes: onCurrentVersions(dated, rows) };
      const written = await applyDecision(parts, operation, { db, call, decision: current });
      const notices = [...written.notices, toSubmitter(approval, 'host.approval-done')];
      const subject = `${decision.subject}（各方已同意）`;
      await recordCommand(parts, {
        db,
        actor: call.actor,
        operation: operation.name,
        subject,
        written: { ...written, notices },
        at: parts.now(),
      });
      const result = operation.secret ? null : decision.result;
      await closeApproval(db, { id: approval.id, state: 'done', closed: null, result, at: parts.now() });
      return 'done' as const;
    });
  } catch (error) {
    if (error instanceof ContentChanged) return showAgain(parts, approval, error.shown);
    const end = endOfWrite(error);
    if (end === 'again') return 'again';
    // A disk that is full is no reason to give the matter up.
    if (end.ok || end.code === 'host.store-unwritable') throw error;
    return close(parts, approval, { state: 'void', ...pick(end) });
  }
}

/** Looked at once more under the lock: between the first look and now it may have been withdrawn or shown anew. */
async function stillAgreed(db: AnyDb, approval: Approval): Promise<boolean> {
  const now = await findApproval(db, approval.id, true);
  if (now?.state !== 'waiting' || now.shownHash !== approval.shownHash) return false;
  return agreedParties(now, await agreementsOf(db, [approval.id])).size === now.parties.length;
}

function pick({ code, values }: Refusal): Pick<Refusal, 'code' | 'values'> {
  return { code, values };
}

function toSubmitter(approval: Approval, code: string): Notice {
  const link = `/approvals/${approval.id}`;
  return { to: { personId: approval.actor.personId }, code, values: { subject: approval.subject }, link };
}

async function close(
  parts: HostParts,
  approval: Approval,
  end: { state: 'expired' | 'void'; code: string; values?: Refusal['values'] },
): Promise<CarriedOut> {
  const at = parts.now();
  await parts.store.write(identityScope(approval.chain), async (db) => {
    const now = await findApproval(db, approval.id, true);
    if (now?.state !== 'waiting') return;
    const closed = { code: end.code, values: end.values ?? {} };
    await closeApproval(db, { id: approval.id, state: end.state, closed, at });
    await record(parts, {
      db,
      approval,
      subject: `未执行：${approval.subject}`,
      code: `host.approval-${end.state}-notice`,
      at,
    });
  });
  return 'closed';
}

/** The new content in place of the old: earlier agreements no longer count, and every party is asked again. */
async function showAgain(parts: HostParts, approval: Approval, shown: ShownContent): Promise<CarriedOut> {
  const at = parts.now();
  await parts.store.write(identityScope(approval.chain), async (db) => {
    const now = await findApproval(db, approval.id, true);
    if (now?.state !== 'waiting' || now.shownHash !== approval.shownHash) return;
    await sql`update host.approval set earlier_shown = shown, shown = ${JSON.stringify(shown)}::jsonb, shown_hash = ${hashShown(shown)}, subject = ${shown.subject}, parties = ${JSON.stringify(shown.parties)}::jsonb, version = version + 1 where id = ${approval.id}`.execute(
      db,
    );
    const subject = `内容有变，重新提请同意：${shown.subject}`;
    await record(parts, { db, approval, subject, code: 'host.approval-changed', at, ask: shown });
  });
  return 'changed';
}

async function record(
  parts: HostParts,
  given: { db: AnyDb; approval: Approval; subject: string; code: string; at: string; ask?: ShownContent },
): Promise<void> {
  const { db, approval, subject, code, at, ask } = given;
  const asked = (ask?.parties ?? []).flatMap((party) =>
    askNotices(party, { id: approval.id, subject: ask?.subject ?? '' }),
  );
  const { id, version } = approval;
  await recordCommand(parts, {
    db,
    actor: systemActorOf(approval.actor),
    operation: approval.operation,
    subject,
    at,
    written: {
      changes: [],
      events: [],
      applied: [{ table: 'host.approval', id, from: version, to: version + 1 }],
      notices: [toSubmitter(approval, code), ...asked],
    },
  });
}

/** The program itself, in the chain of the person whose command it is. */
function systemActorOf(actor: Actor): Actor {
  return { ...actor, personId: 'system', personName: '系统', postId: 'system', unitId: '', unitName: '' };
}

/** After an answer is written: what is due is carried out, and the answer says where the matter then stands. */
export async function afterAnswer(parts: HostParts, result: unknown): Promise<unknown> {
  await carryOutDue(parts);
  const { approvalId } = answerSchema.parse(result);
  const outcome = await parts.store.read(identityScope(''), async (db) => {
    const approval = await findApproval(db, approvalId);
    if (approval?.state !== 'waiting') return approval?.state ?? 'void';
    const agreements = await agreementsOf(db, [approvalId]);
    const last = agreements.at(-1);
    return last && last.shownHash !== approval.shownHash ? ('changed' as const) : ('waiting' as const);
  });
  return { approvalId, outcome };
}
const answerSchema = z.object({ approvalId: z.string() });

/** All waiting ones that are due: agreed to by all but not carried out (a crash came between), or expired. Run after each agreement and in every round of the background. */
export async function carryOutDue(parts: HostParts): Promise<number> {
  const due = await parts.store.read(identityScope(''), async (db) => {
    const found = await sql<{
      id: string;
    }>`select a.id from host.approval a where a.state = 'waiting' and (a.expires_at <= ${parts.now()} or jsonb_array_length(a.parties) <= (select count(*) from host.agreement g where g.approval_id = a.id and g.shown_hash = a.shown_hash and g.answer = 'agree')) order by a.decided_at limit 100`.execute(
      db,
    );
    return found.rows.map((row) => row.id);
  });
  for (const id of due) await carryOut(parts, id);
  return due.length;
}
