import { type ApprovalParty, type CommandOperation, type Decision, type Notice, ok, type Outcome } from '@qipan/kernel';
import { takeScope } from '@qipan/storage';
import { sql } from 'kysely';
import { idSource } from '../canonical.ts';
import type { Call } from '../run/decide.ts';
import { operationScope } from '../run/decide.ts';
import { rememberAnswer } from '../run/idempotency.ts';
import { packInput } from '../run/input.ts';
import type { HostParts } from '../parts.ts';
import { chainOf, identityScope } from '../scope.ts';
import { nameChanges } from '../run/labels.ts';
import { hashShown, readRows, showChanges } from '../run/shown.ts';
import { endOfWrite, recordCommand } from '../run/write.ts';
import { overlapping, type ShownContent } from './store.ts';

/** How long a parked command waits for its parties, in days. */
export const approvalDays = 15;

/** What the caller of a command that must be agreed to gets in place of its result. */
export interface Parked {
  readonly parked: {
    readonly approvalId: string;
    readonly expiresAt: string;
    readonly parties: readonly ApprovalParty[];
    /** Other waiting matters that touch the same rows: what is agreed to first may end or change the others. */
    readonly overlaps: readonly { readonly approvalId: string; readonly subject: string }[];
  };
}

/** Keeps a decided command with what it would change, under a hash of that content, until all parties have agreed. */
export async function park(
  parts: HostParts,
  operation: CommandOperation,
  given: {
    call: Call;
    key: string | null;
    decision: Decision<unknown>;
    parties: readonly ApprovalParty[];
  },
): Promise<Outcome<unknown> | 'again'> {
  const { call, key, decision, parties } = given;
  const { actor, now } = call;
  const id = idSource(parts.newSeed())();
  const expiresAt = new Date(Date.parse(now) + approvalDays * 86_400_000).toISOString();
  const chain = chainOf(parts.place, actor);
  const packed = await packInput(parts.files, call.input);
  for (const file of decision.files) await parts.files.keep(file.sha256, file.bytes);
  try {
    return await parts.store.write(operationScope(parts, operation, actor), async (db) => {
      const rows = await readRows(db, decision.changes, false);
      const { tables } = parts.registry;
      const changes = await nameChanges(db, showChanges(decision.changes, rows), { rows, tables });
      const shown: ShownContent = { operation: operation.name, subject: decision.subject, parties, changes };
      await takeScope(db, identityScope(chain));
      const overlaps = await overlapping(db, { chain, changes });
      const parked: Parked = { parked: { approvalId: id, expiresAt, parties, overlaps } };
      await sql`insert into host.approval (id, version, operation, input, seed, decided_at, actor, chain, demonstration, subject, parties, shown, shown_hash, state, expires_at)
        values (${id}, 1, ${operation.name}, ${JSON.stringify(packed)}::jsonb, ${call.seed}, ${now}, ${JSON.stringify(actor)}::jsonb, ${chain}, ${actor.demonstration}, ${decision.subject}, ${JSON.stringify(parties)}::jsonb, ${JSON.stringify(shown)}::jsonb, ${hashShown(shown)}, 'waiting', ${expiresAt})`.execute(
        db,
      );
      const written = {
        changes: [],
        applied: [{ table: 'host.approval', id, from: null, to: 1 }],
        events: [],
        notices: parties.flatMap((party) => askNotices(party, { id, subject: decision.subject })),
      };
      const subject = `提请同意：${decision.subject}`;
      await recordCommand(parts, { db, actor, operation: operation.name, subject, written, at: now });
      if (key !== null) await rememberAnswer(db, operation, { call, key, result: parked });
      return ok(parked);
    });
  } catch (error) {
    return endOfWrite(error);
  }
}

/** Who is told that their agreement is asked for. */
export function askNotices(party: ApprovalParty, about: { id: string; subject: string }): Notice[] {
  const notice = { code: 'host.approval-asked', values: { subject: about.subject }, link: `/approvals/${about.id}` };
  if (party.unitId !== undefined) return [{ ...notice, to: { unitId: party.unitId } }];
  return party.roles.map((role) => ({ ...notice, to: { role, regionCode: party.regionCode } }));
}
