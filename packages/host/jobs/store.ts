import type { Actor, Refusal } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import type { HostParts } from '../parts.ts';
import { identityScope } from '../scope.ts';

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

export interface Job {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly key: string;
  readonly input: unknown;
  readonly actor: Actor;
  readonly chain: string;
  readonly demonstration: boolean;
  readonly state: JobState;
  /** Tries begun so far. */
  readonly attempt: number;
  readonly runAfter: string;
  readonly fraction: number;
  readonly note: string;
  readonly cancelAsked: boolean;
  readonly result: Readonly<Record<string, unknown>> | null;
  readonly refusal: Pick<Refusal, 'code' | 'values'> | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

const columns = sql.raw(
  `id, version, name, key, input, actor, chain, demonstration, state, attempt, run_after as "runAfter", fraction, note, cancel_asked as "cancelAsked", result, refusal, created_at as "createdAt", ended_at as "endedAt"`,
);

/** How long a running job is taken to be alive without a sign of life. */
export const leaseMs = 60_000;
const firstDelayMs = 5_000;
const longestDelayMs = 3_600_000;

/** Waiting time before the next try: doubled each time. */
export function backOffMs(attempt: number): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, attempt - 1));
}

/**
 * Takes the next due job: one that waits and whose time has come, or one whose holder has shown no life for a lease (the
 * process died). `skip locked` lets several servers share one queue. Null: nothing is due.
 */
export async function claimJob(db: AnyDb, now: string): Promise<Job | null> {
  const lease = new Date(Date.parse(now) + leaseMs).toISOString();
  const found =
    await sql<Job>`update host.job set state = 'running', attempt = attempt + 1, lease_until = ${lease}, version = version + 1
    where id = (select id from host.job where (state = 'waiting' and run_after <= ${now}) or (state = 'running' and lease_until < ${now}) order by run_after, created_at, id limit 1 for update skip locked)
    returning ${columns}`.execute(db);
  return found.rows[0] ?? null;
}

/** A sign of life, with how far the work is. Null: the job is no longer this holder's. */
export async function renewLease(
  db: AnyDb,
  given: { id: string; attempt: number; now: string; progress: { fraction: number; note: string } | null },
): Promise<{ cancelAsked: boolean } | null> {
  const { id, attempt, now, progress } = given;
  const lease = new Date(Date.parse(now) + leaseMs).toISOString();
  const found = await sql<{
    cancelAsked: boolean;
  }>`update host.job set lease_until = ${lease}, fraction = coalesce(${progress?.fraction ?? null}::double precision, fraction), note = coalesce(${progress?.note ?? null}::text, note), version = version + 1 where id = ${id} and attempt = ${attempt} and state = 'running' returning cancel_asked as "cancelAsked"`.execute(
    db,
  );
  return found.rows[0] ?? null;
}

/** Ends a try: done, failed for good, cancelled, or waiting for the next one. Nothing happens when the job is no longer this holder's. */
export async function endJob(
  db: AnyDb,
  given: {
    job: Job;
    state: JobState;
    result: Job['result'];
    refusal: Job['refusal'];
    runAfter: string;
    now: string;
  },
): Promise<boolean> {
  const { job, state, result, refusal, runAfter, now } = given;
  const ended = state === 'waiting' ? null : now;
  const written =
    await sql`update host.job set state = ${state}, result = ${JSON.stringify(result)}::jsonb, refusal = ${JSON.stringify(refusal)}::jsonb, run_after = ${runAfter}, lease_until = null, fraction = case when ${state} = 'done' then 1 else fraction end, ended_at = ${ended}, version = version + 1 where id = ${job.id} and attempt = ${job.attempt} and state = 'running' returning id`.execute(
      db,
    );
  return written.rows.length > 0;
}

export async function findJob(db: AnyDb, id: string): Promise<Job | null> {
  const found = await sql<Job>`select ${columns} from host.job where id = ${id}`.execute(db);
  return found.rows[0] ?? null;
}

export async function findOpenJob(db: AnyDb, name: string, key: string): Promise<Job | null> {
  const found =
    await sql<Job>`select ${columns} from host.job where name = ${name} and key = ${key} and state in ('waiting', 'running')`.execute(
      db,
    );
  return found.rows[0] ?? null;
}

export async function listJobs(db: AnyDb, given: { actor: Actor; chain: string; limit: number }): Promise<Job[]> {
  const { actor, chain, limit } = given;
  const all = actor.role === 'administrator';
  const found =
    await sql<Job>`select ${columns} from host.job where demonstration = ${actor.demonstration} and ((${all} and chain = ${chain}) or actor ->> 'personId' = ${actor.personId}) order by created_at desc, id limit ${limit}`.execute(
      db,
    );
  return found.rows;
}

/** The end of the last run of a recurring job; null when there was none. */
export async function lastEnd(db: AnyDb, name: string): Promise<string | null> {
  const found = await sql<{
    at: string | null;
  }>`select max(ended_at) as at from host.job where name = ${name}`.execute(db);
  return found.rows[0]?.at ?? null;
}

/** How many jobs wait and run, for the server's own figures. */
export async function countOpenJobs(parts: HostParts): Promise<Readonly<Record<'waiting' | 'running', number>>> {
  return parts.store.read(identityScope(''), async (db) => {
    const found = await sql<{
      waiting: number;
      running: number;
    }>`select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'running')::int as running from host.job where state in ('waiting', 'running')`.execute(
      db,
    );
    return found.rows[0] ?? { waiting: 0, running: 0 };
  });
}
