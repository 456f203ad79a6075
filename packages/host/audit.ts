import type { Actor } from '@qipan/kernel';
import { type AnyDb, type AppliedChange, storable } from '@qipan/storage';
import { sql } from 'kysely';
import { canonicalJson, sha256Hex } from './canonical.ts';

/** Who an entry names: enough to find the person and the post, no secret. */
export type AuditActor = Pick<Actor, 'personId' | 'personName' | 'postId' | 'role' | 'unitId' | 'unitName'> & {
  /** Where the post is: an auditor of a county reads what was done in the county. Entries from before it was kept have none. */
  readonly regionCode?: string;
  /** The token, when a program acted for the person. */
  readonly tokenId?: string;
};

export function auditActor(actor: Actor): AuditActor {
  const { personId, personName, postId, role, unitId, unitName, regionCode, token } = actor;
  return { personId, personName, postId, role, unitId, unitName, regionCode, ...(token ? { tokenId: token.id } : {}) };
}

export interface AuditEntry {
  readonly chain: string;
  readonly seq: number;
  readonly at: string;
  readonly actor: AuditActor;
  readonly operation: string;
  readonly subject: string;
  readonly changes: readonly AppliedChange[];
  readonly prev: string;
  readonly hash: string;
}

/** Where a chain ends. Whoever holds a head can tell later whether the chain was cut or rewritten below it. */
export interface AuditHead {
  readonly chain: string;
  readonly seq: number;
  readonly hash: string;
}

/** What the first entry of a chain follows. */
export const chainStart = '0'.repeat(64);

/** An entry's hash: SHA-256 over the canonical JSON of all its fields but the hash itself, the previous hash among them. */
export function entryHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { chain, seq, at, actor, operation, subject, changes, prev } = entry;
  return sha256Hex(canonicalJson({ chain, seq, at, actor, operation, subject, changes, prev }));
}

/** Appends one entry inside the command's own transaction; the head's row lock keeps the chain in order. O(log n). */
export async function appendAudit(db: AnyDb, entry: Omit<AuditEntry, 'seq' | 'prev' | 'hash'>): Promise<AuditHead> {
  await sql`insert into host.audit_head (chain, seq, hash) values (${entry.chain}, 0, ${chainStart}) on conflict do nothing`.execute(
    db,
  );
  const held = await sql<{
    seq: number;
    hash: string;
  }>`select seq, hash from host.audit_head where chain = ${entry.chain} for update`.execute(db);
  const head = held.rows[0];
  if (!head) throw new Error('the audit head of the chain is not there');
  const whole = { ...storableEntry(entry), seq: head.seq + 1, prev: head.hash };
  const hash = entryHash(whole);
  await sql`insert into host.audit (chain, seq, at, actor, operation, subject, changes, prev, hash) values (${whole.chain}, ${whole.seq}, ${whole.at}, ${JSON.stringify(whole.actor)}::jsonb, ${whole.operation}, ${whole.subject}, ${JSON.stringify(whole.changes)}::jsonb, ${whole.prev}, ${hash})`.execute(
    db,
  );
  await sql`update host.audit_head set seq = ${whole.seq}, hash = ${hash} where chain = ${whole.chain}`.execute(db);
  return { chain: whole.chain, seq: whole.seq, hash };
}

/** The texts that came from outside, as the store will give them back: the hash is over these. */
function storableEntry<Entry extends Pick<AuditEntry, 'actor' | 'subject' | 'changes'>>(entry: Entry): Entry {
  const { personName, unitName, ...actor } = entry.actor;
  return {
    ...entry,
    actor: { ...actor, personName: storable(personName), unitName: storable(unitName) },
    subject: storable(entry.subject),
    changes: entry.changes.map((change) => ({ ...change, id: storable(change.id) })),
  };
}

export interface AuditFault {
  readonly chain: string;
  readonly seq: number;
  readonly what: 'edited' | 'removed' | 'out-of-order' | 'cut' | 'rewritten' | 'head-differs';
}

export interface AuditReport {
  readonly chains: readonly AuditHead[];
  readonly entries: number;
  readonly fault: AuditFault | null;
  /** `continuity`: the entries that are there follow each other. `complete`: also nothing was cut off below the held heads. */
  readonly proved: 'continuity' | 'complete';
}

/** Reads every chain in order and stops at the first bad entry. With `held` heads also finds what was cut off or rewritten since. O(entries). */
export async function verifyAudit(db: AnyDb, held: readonly AuditHead[] | null): Promise<AuditReport> {
  const heads = await readHeads(db);
  const names = [
    ...new Set([
      ...(await chainNames(db)),
      ...heads.map((head) => head.chain),
      ...(held ?? []).map((head) => head.chain),
    ]),
  ].sort();
  const chains: AuditHead[] = [];
  let entries = 0;
  const report = (fault: AuditFault | null): AuditReport => ({
    chains,
    entries,
    fault,
    proved: held ? 'complete' : 'continuity',
  });
  for (const chain of names) {
    const walked = await walkChain(db, chain, held?.find((head) => head.chain === chain) ?? null);
    entries += walked.end.seq;
    if (walked.fault) return report(walked.fault);
    const stored = heads.find((head) => head.chain === chain);
    if (stored && (stored.seq !== walked.end.seq || stored.hash !== walked.end.hash)) {
      return report({
        chain,
        seq: Math.min(stored.seq, walked.end.seq + 1),
        what: stored.seq > walked.end.seq ? 'cut' : 'head-differs',
      });
    }
    chains.push(walked.end);
  }
  return report(null);
}

export async function readHeads(db: AnyDb): Promise<AuditHead[]> {
  const found = await sql<{
    chain: string;
    seq: number;
    hash: string;
  }>`select chain, seq, hash from host.audit_head order by chain`.execute(db);
  return found.rows;
}

async function chainNames(db: AnyDb): Promise<string[]> {
  const found = await sql<{ chain: string }>`select distinct chain from host.audit`.execute(db);
  return found.rows.map((row) => row.chain);
}

const entriesPerRead = 1_000;

async function walkChain(
  db: AnyDb,
  chain: string,
  held: AuditHead | null,
): Promise<{ end: AuditHead; fault: AuditFault | null }> {
  let end: AuditHead = { chain, seq: 0, hash: chainStart };
  for (;;) {
    const page =
      await sql<AuditEntry>`select chain, seq, at, actor, operation, subject, changes, prev, hash from host.audit where chain = ${chain} and seq > ${end.seq} order by seq limit ${entriesPerRead}`.execute(
        db,
      );
    for (const entry of page.rows) {
      if (entry.seq !== end.seq + 1) return { end, fault: { chain, seq: end.seq + 1, what: 'removed' } };
      if (entry.prev !== end.hash) return { end, fault: { chain, seq: entry.seq, what: 'out-of-order' } };
      if (entryHash(entry) !== entry.hash) return { end, fault: { chain, seq: entry.seq, what: 'edited' } };
      if (held?.seq === entry.seq && held.hash !== entry.hash)
        return { end, fault: { chain, seq: entry.seq, what: 'rewritten' } };
      end = { chain, seq: entry.seq, hash: entry.hash };
    }
    if (page.rows.length < entriesPerRead) break;
  }
  if (held && held.seq > end.seq) return { end, fault: { chain, seq: end.seq + 1, what: 'cut' } };
  return { end, fault: null };
}
