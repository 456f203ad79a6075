import { type JobDefinition, type JobPorts, type Outcome, refuse } from '@qipan/kernel';
import type { HostJobPorts } from './host-job-ports.ts';
import { carryOutDue } from '../approvals/carry-out.ts';
import { findActorOfPost } from '../identity/posts.ts';
import type { HostParts } from '../parts.ts';
import { parseInput } from '../run/input.ts';
import { runOperation } from '../run-operation.ts';
import { identityScope } from '../scope.ts';
import { backOffMs, claimJob, endJob, type Job, leaseMs, renewLease } from './store.ts';

/** Runs every job that is due now, one after another, and returns how many tries were made. Tests call it under their own clock. */
export async function runDueJobs(parts: HostParts): Promise<number> {
  for (let count = 0; ; count += 1) {
    const job = await parts.store.write(identityScope(''), (db) => claimJob(db, parts.now()));
    if (!job) return count;
    await runJob(parts, job);
  }
}

async function runJob(parts: HostParts, job: Job): Promise<void> {
  const definition = parts.registry.jobs.get(job.name);
  if (!definition) return end(parts, job, refuse('host.unknown-job', { name: job.name }));
  if (job.cancelAsked) return end(parts, job, 'cancelled');
  if (job.attempt > definition.attempts)
    return end(parts, job, refuse('host.job-lost', { attempts: definition.attempts }));
  const alive = setInterval(() => void sign(parts, job, null).catch(() => undefined), leaseMs / 4);
  alive.unref();
  try {
    const outcome = await work(parts, job, definition);
    await end(parts, job, outcome);
  } catch (error) {
    if (error instanceof JobCancelled) return await end(parts, job, 'cancelled');
    await retryOrFail(parts, { job, definition, error });
  } finally {
    clearInterval(alive);
  }
}

/** Thrown through a job's own code when it was cancelled between two steps. */
class JobCancelled extends Error {}

async function work(
  parts: HostParts,
  job: Job,
  definition: JobDefinition,
): Promise<Outcome<Readonly<Record<string, unknown>>>> {
  const actor = job.actor.personId === 'system' ? job.actor : await findActorOfPost(parts, job.actor);
  if (!actor) return refuse('host.submitter-gone');
  const isCancelled = async () => (await sign(parts, job, null))?.cancelAsked ?? true;
  const ports: JobPorts = {
    isCancelled,
    async progress(fraction, note) {
      const state = await sign(parts, job, { fraction: Math.min(1, Math.max(0, fraction)), note });
      if (!state || state.cancelAsked) throw new JobCancelled();
    },
    async run(operation, input, idempotencyKey) {
      if (await isCancelled()) throw new JobCancelled();
      const key = idempotencyKey === undefined ? {} : { idempotencyKey: `${job.id}:${idempotencyKey}` };
      return runOperation(parts, actor, { name: operation, input, ...key });
    },
    parts,
  } as HostJobPorts;
  const input = parseInput(definition, job.input);
  return input.ok ? definition.run(ports, input.value) : input;
}

function sign(parts: HostParts, job: Job, progress: { fraction: number; note: string } | null) {
  const { id, attempt } = job;
  return parts.store.write(identityScope(''), (db) => renewLease(db, { id, attempt, now: parts.now(), progress }));
}

/** Refusals that another try may not meet. */
const passing = new Set(['host.busy', 'host.conflict', 'host.store-unwritable']);

async function end(parts: HostParts, job: Job, outcome: Outcome<Readonly<Record<string, unknown>>> | 'cancelled') {
  const now = parts.now();
  const rest = { job, result: null, refusal: null, runAfter: now, now };
  if (outcome !== 'cancelled' && !outcome.ok && passing.has(outcome.code)) {
    const definition = parts.registry.jobs.get(job.name);
    if (definition && job.attempt < definition.attempts) return waitAgain(parts, job, outcome);
  }
  await parts.store.write(identityScope(''), (db) => {
    if (outcome === 'cancelled') return endJob(db, { ...rest, state: 'cancelled' });
    return outcome.ok
      ? endJob(db, { ...rest, state: 'done', result: outcome.value })
      : endJob(db, { ...rest, state: 'failed', refusal: { code: outcome.code, values: outcome.values } });
  });
}

async function waitAgain(parts: HostParts, job: Job, refusal: Job['refusal']): Promise<void> {
  const now = parts.now();
  const runAfter = new Date(Date.parse(now) + backOffMs(job.attempt)).toISOString();
  const kept = refusal && { code: refusal.code, values: refusal.values };
  await parts.store.write(identityScope(''), (db) =>
    endJob(db, { job, state: 'waiting', result: null, refusal: kept, runAfter, now }),
  );
}

async function retryOrFail(
  parts: HostParts,
  given: { job: Job; definition: JobDefinition; error: unknown },
): Promise<void> {
  const { job, definition, error } = given;
  const refusal = refuse('host.job-failed', { detail: error instanceof Error ? error.message : String(error) });
  if (job.attempt < definition.attempts) return waitAgain(parts, job, refusal);
  return end(parts, job, refusal);
}

/** The background of a running server: approvals that are due and jobs, looked at each `everyMs` and when woken. */
export interface Background {
  wake(): void;
  stop(): Promise<void>;
}

export function startBackground(
  parts: HostParts,
  options: { everyMs: number; onError(error: unknown): void; recur?(): Promise<void> },
): Background {
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  const round = async () => {
    do {
      again = false;
      await carryOutDue(parts);
      await options.recur?.();
      await runDueJobs(parts);
    } while (again && !stopped);
  };
  const wake = () => {
    again = true;
    if (stopped || running) return;
    running = round()
      .catch((error: unknown) => (stopped ? undefined : options.onError(error)))
      .finally(() => {
        running = null;
      });
  };
  const timer = setInterval(wake, options.everyMs);
  timer.unref();
  return {
    wake,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
