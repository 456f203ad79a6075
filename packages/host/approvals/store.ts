import { type Actor, type ApprovalParty, type MessageValues, roles } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import { z } from 'zod';
import type { ShownChange } from '../run/shown.ts';

export const approvalStates = ['waiting', 'done', 'withdrawn', 'declined', 'expired', 'void'] as const;
export type ApprovalState = (typeof approvalStates)[number];

/** Where a matter stands once an answer to it is written; `changed`: its content is another now, and all are asked anew. */
export const answerOutcomes = [...approvalStates, 'changed'] as const;

/** What is agreed to: this content and no other. */
export interface ShownContent {
  readonly operation: string;
  readonly subject: string;
  readonly parties: readonly ApprovalParty[];
  readonly changes: readonly ShownChange[];
}

/** Why a parked command ended without being carried out. */
export interface Closed {
  readonly code: string;
  readonly values: MessageValues;
}

/** What a list says of an approval: all but its content, which may be long. */
export interface ApprovalHead {
  readonly id: string;
  readonly version: number;
  readonly operation: string;
  readonly decidedAt: string;
  readonly actor: Actor;
  readonly demonstration: boolean;
  readonly subject: string;
  readonly parties: readonly ApprovalParty[];
  readonly shownHash: string;
  readonly state: ApprovalState;
  readonly closed: Closed | null;
  readonly expiresAt: string;
}

export interface Approval extends ApprovalHead {
  readonly input: unknown;
  readonly seed: string;
  readonly chain: string;
  readonly shown: ShownContent;
  readonly earlierShown: ShownContent | null;
}

export interface Agreement {
  readonly approvalId: string;
  readonly party: number;
  readonly shownHash: string;
  readonly answer: 'agree' | 'decline';
  readonly reason: string;
  readonly personId: string;
  readonly personName: string;
  readonly unitName: string;
  readonly at: string;
}

export const partySchema = z.object({
  unitId: z.string().optional(),
  regionCode: z.string(),
  roles: z.array(z.enum(roles)),
});

const head = sql.raw(
  `id, version, operation, decided_at as "decidedAt", actor, demonstration, subject, parties, shown_hash as "shownHash", state, closed, expires_at as "expiresAt"`,
);

export async function findApproval(db: AnyDb, id: string, lock = false): Promise<Approval | null> {
  const held = lock ? sql`for update` : sql``;
  const found =
    await sql<Approval>`select ${head}, input, seed, chain, shown, earlier_shown as "earlierShown" from host.approval where id = ${id} ${held}`.execute(
      db,
    );
  return found.rows[0] ?? null;
}

/** Waiting ones first, then newest; those that the person asked for or may answer are picked by the caller. */
export async function listApprovals(db: AnyDb, demonstration: boolean, limit: number): Promise<ApprovalHead[]> {
  const found =
    await sql<ApprovalHead>`select ${head} from host.approval where demonstration = ${demonstration} order by (state = 'waiting') desc, decided_at desc, id limit ${limit}`.execute(
      db,
    );
  return found.rows;
}

/** So many overlapping matters are named. */
const namedOverlaps = 5;

/**
 * Other matters that change or remove some of the same rows, the oldest first: those that wait, or with `doneSince` those
 * carried out since then.
 */
export async function overlapping(
  db: AnyDb,
  given: { chain: string; changes: readonly ShownChange[]; except?: string; doneSince?: string },
): Promise<{ approvalId: string; subject: string }[]> {
  const { chain, changes, except = '', doneSince } = given;
  const rows = changes.filter(({ op }) => op !== 'insert').map((change) => `${change.table} ${change.id}`);
  if (rows.length === 0) return [];
  const state = doneSince === undefined ? sql`state = 'waiting'` : sql`state = 'done' and closed_at >= ${doneSince}`;
  const found = await sql<{
    approvalId: string;
    subject: string;
  }>`select id as "approvalId", subject from host.approval a where ${state} and id <> ${except} and chain = ${chain} and exists (select 1 from jsonb_array_elements(a.shown -> 'changes') c where c ->> 'op' <> 'insert' and (c ->> 'table') || ' ' || (c ->> 'id') in (${sql.join(rows)})) order by decided_at, id limit ${namedOverlaps}`.execute(
    db,
  );
  return found.rows;
}

export async function agreementsOf(db: AnyDb, approvalIds: readonly string[]): Promise<Agreement[]> {
  if (approvalIds.length === 0) return [];
  const found =
    await sql<Agreement>`select approval_id as "approvalId", party, shown_hash as "shownHash", answer, reason, person_id as "personId", person_name as "personName", unit_name as "unitName", at from host.agreement where approval_id in (${sql.join(approvalIds)}) order by at, party`.execute(
      db,
    );
  return found.rows;
}

export async function closeApproval(
  db: AnyDb,
  given: { id: string; state: ApprovalState; closed: Closed | null; result?: unknown; at: string },
): Promise<void> {
  const { id, state, closed, result, at } = given;
  await sql`update host.approval set state = ${state}, closed = ${closed ? JSON.stringify(closed) : null}::jsonb, result = ${JSON.stringify(result ?? null)}::jsonb, closed_at = ${at}, version = version + 1 where id = ${id} and state = 'waiting'`.execute(
    db,
  );
}

/** The parties that have agreed to the content as it is now. */
export function agreedParties(
  approval: Pick<ApprovalHead, 'shownHash'>,
  agreements: readonly Agreement[],
): ReadonlySet<number> {
  const counted = agreements.filter((entry) => entry.shownHash === approval.shownHash && entry.answer === 'agree');
  return new Set(counted.map((entry) => entry.party));
}
