import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { type OpenedPact, openPact } from '../testing/open-pact.ts';
import { identityScope } from '../scope.ts';
import { runDueJobs } from './runner.ts';
import { claimJob, leaseMs } from './store.ts';

let pact: OpenedPact;
beforeEach(async () => {
  pact = await openPact();
});
afterEach(() => pact.close());

const jobsSchema = z.object({
  jobs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      state: z.string(),
      attempt: z.number(),
      fraction: z.number(),
      note: z.string(),
      result: z.unknown(),
      refusal: z.unknown(),
    }),
  ),
});

async function start(input: unknown, key = '') {
  const started = await pact.as('office', 'host.start-job', { name: 'pact.write-lines', key, input });
  return z.object({ jobId: z.string() }).parse(started.ok ? started.value : null).jobId;
}

async function jobOf(id: string) {
  const listed = await pact.as('office', 'host.list-jobs', {});
  return jobsSchema.parse(listed.ok ? listed.value : null).jobs.find((job) => job.id === id);
}

const lines = () =>
  pact.host.store.read({ role: 'owner', settings: {} }, async (db) => {
    const found = await sql<{ count: number }>`select count(*)::int as count from pact.line`.execute(db);
    return found.rows[0]?.count;
  });

test('a job runs its commands as the person who started it and says how far it is', async () => {
  const id = await start({ count: 3 });
  expect(await jobOf(id)).toMatchObject({ state: 'waiting' });
  expect(await runDueJobs(pact.host)).toBe(1);
  expect(await jobOf(id)).toMatchObject({ state: 'done', fraction: 1, note: '3/3', result: { written: 3 } });
  expect(await lines()).toBe(3);
});

test('at most one of a key waits or runs: asking again answers the one that is there', async () => {
  const first = await start({ count: 1 }, 'only');
  expect(await start({ count: 1 }, 'only')).toBe(first);
  expect(await start({ count: 1 }, 'other')).not.toBe(first);
  await runDueJobs(pact.host);
  expect(await start({ count: 1 }, 'only')).not.toBe(first);
});

test('a failure is tried again after a growing delay, then given up with its reason', async () => {
  const id = await start({ count: 3, failAt: 1 });
  expect(await runDueJobs(pact.host)).toBe(1);
  expect(await jobOf(id)).toMatchObject({ state: 'waiting', attempt: 1 });
  expect(await runDueJobs(pact.host)).toBe(0);
  pact.clock.ms += 5_000;
  expect(await runDueJobs(pact.host)).toBe(1);
  pact.clock.ms += 5_000;
  expect(await runDueJobs(pact.host)).toBe(0);
  pact.clock.ms += 5_000;
  expect(await runDueJobs(pact.host)).toBe(1);
  expect(await jobOf(id)).toMatchObject({ state: 'failed', attempt: 3, refusal: { code: 'host.job-failed' } });
  expect(await lines()).toBe(1);
});

test('what may pass is tried again; what will not pass ends the job at once with its reason', async () => {
  const id = await start({ count: 2, refuseAt: 1 });
  await runDueJobs(pact.host);
  expect(await jobOf(id)).toMatchObject({ state: 'waiting', refusal: { code: 'host.busy' } });
  const strange = await start({ count: 1 }, 'b');
  await pact.host.store.write(identityScope(''), (db) =>
    sql`update host.person set locked = true where id = 'office'`.execute(db),
  );
  await runDueJobs(pact.host);
  expect(await jobOf(strange)).toMatchObject({ state: 'failed', refusal: { code: 'host.submitter-gone' } });
});

test('a process that dies in the middle: after its lease another takes over, and nothing is written twice', async () => {
  const id = await start({ count: 3 });
  const claimed = await pact.host.store.write(identityScope(''), (db) => claimJob(db, pact.host.now()));
  expect(claimed?.id).toBe(id);
  await pact.as('office', 'pact.set-line', { id: 'job-0', text: '第 0 条', alone: true }, `${id}:line-0`);
  pact = await pact.reopen();
  expect(await runDueJobs(pact.host)).toBe(0);
  pact.clock.ms += leaseMs + 1;
  expect(await runDueJobs(pact.host)).toBe(1);
  expect(await jobOf(id)).toMatchObject({ state: 'done', attempt: 2 });
  const counted = await pact.host.store.read({ role: 'owner', settings: {} }, (db) =>
    sql<{ changes: number }>`select changes from tally.count order by id`.execute(db),
  );
  expect(counted.rows).toEqual([{ changes: 1 }, { changes: 1 }, { changes: 1 }]);
});

test('cancelled while it waits it never runs; cancelled while it runs it stops at its next step', async () => {
  const waiting = await start({ count: 2 });
  await pact.as('office', 'host.cancel-job', { jobId: waiting });
  expect(await runDueJobs(pact.host)).toBe(0);
  expect(await jobOf(waiting)).toMatchObject({ state: 'cancelled' });
  const running = await start({ count: 2 });
  await pact.host.store.write(identityScope(''), (db) => claimJob(db, pact.host.now()));
  await pact.as('office', 'host.cancel-job', { jobId: running });
  pact.clock.ms += leaseMs + 1;
  await runDueJobs(pact.host);
  expect(await jobOf(running)).toMatchObject({ state: 'cancelled' });
  expect(await lines()).toBe(0);
});

test('nobody starts, sees or cancels what is not theirs', async () => {
  const id = await start({ count: 1 });
  const ask = (name: string, input: unknown) => pact.as('leader', name, input);
  expect(await ask('host.start-job', { name: 'pact.write-lines', key: '', input: { count: 1 } })).toMatchObject({
    code: 'host.not-permitted',
  });
  expect(await ask('host.list-jobs', {})).toEqual({ ok: true, value: { jobs: [] } });
  expect(await ask('host.cancel-job', { jobId: id })).toMatchObject({ code: 'host.unknown-job' });
  expect(await pact.as('office', 'host.start-job', { name: 'no.job', input: {} })).toMatchObject({
    code: 'host.unknown-job',
  });
});
