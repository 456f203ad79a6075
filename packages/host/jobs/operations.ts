import { defineCommand, defineQuery, ok, type RowChange, refuse } from '@qipan/kernel';
import { z } from 'zod';
import type { HostReadPorts } from '../run/decide.ts';
import { parseInput } from '../run/input.ts';
import { chainOf, notPermitted } from '../scope.ts';
import { findJob, findOpenJob, type Job, jobStates, listJobs } from './store.ts';

const jobSchema = z.object({
  id: z.string(),
  name: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  state: z.enum(jobStates),
  attempt: z.number().int(),
  fraction: z.number(),
  note: z.string(),
  cancelAsked: z.boolean(),
  startedBy: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  refusal: z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
});

const listOperation = defineQuery({
  name: 'host.list-jobs',
  title: { zh: '后台任务', en: 'Jobs' },
  kind: 'query',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({}),
  output: z.object({ jobs: z.array(jobSchema) }),
  async read({ db, registry }: HostReadPorts, _input, { actor, place }) {
    const jobs = await listJobs(db, { actor, chain: chainOf(place, actor), limit: 200 });
    return ok({
      jobs: jobs.map((job) => ({
        ...pick(job),
        title: registry.jobs.get(job.name)?.title ?? { zh: job.name, en: job.name },
        startedBy: job.actor.personName,
        result: job.result && { ...job.result },
        refusal: job.refusal && { code: job.refusal.code, values: { ...job.refusal.values } },
      })),
    });
  },
});

function pick({ id, name, state, attempt, fraction, note, cancelAsked, createdAt, endedAt }: Job) {
  return { id, name, state, attempt, fraction, note, cancelAsked, createdAt, endedAt };
}

const startOperation = defineCommand({
  name: 'host.start-job',
  title: { zh: '启动后台任务', en: 'Start a job' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.own',
  /** At most one job of a name and key waits or runs at a time: asking again answers the one that is there. */
  input: z.object({ name: z.string(), key: z.string().max(200).default(''), input: z.unknown() }),
  output: z.object({ jobId: z.string() }),
  example: { name: 'host.sweep-files', key: '', input: {} },
  async read({ db, registry }: HostReadPorts, input, { actor }) {
    const job = registry.jobs.get(input.name);
    if (!job) return refuse('host.unknown-job', { name: input.name }, 'name');
    const refusal = notPermitted(registry, actor, job);
    if (refusal) return refusal;
    const parsed = parseInput(job, input.input, ['input']);
    if (!parsed.ok) return parsed;
    const open = await findOpenJob(db, input.name, input.key);
    return ok({ open: open?.id ?? null, title: job.title.zh, input: parsed.value });
  },
  decide(facts, input, { actor, place, now, newId }) {
    if (facts.open !== null)
      return ok({
        changes: [],
        restsOn: [],
        files: [],
        subject: `后台任务已在进行：${facts.title}`,
        result: { jobId: facts.open },
      });
    const id = newId();
    const change = insertJob(id, {
      name: input.name,
      key: input.key,
      input: facts.input,
      actor,
      chain: chainOf(place, actor),
      now,
    });
    return ok({
      changes: [change],
      restsOn: [],
      files: [],
      subject: `启动后台任务：${facts.title}`,
      result: { jobId: id },
    });
  },
});

/** The row of a new job. */
export function insertJob(
  id: string,
  job: Pick<Job, 'name' | 'key' | 'input' | 'actor' | 'chain'> & { now: string },
): RowChange {
  const values = {
    name: job.name,
    key: job.key,
    input: Object.fromEntries(Object.entries(job.input ?? {})),
    actor: { ...job.actor },
    chain: job.chain,
    demonstration: job.actor.demonstration,
    state: 'waiting',
    attempt: 0,
    run_after: job.now,
    fraction: 0,
    note: '',
    cancel_asked: false,
    created_at: job.now,
  };
  return { op: 'insert', table: 'host.job', id, values };
}

const cancelOperation = defineCommand({
  name: 'host.cancel-job',
  title: { zh: '取消后台任务', en: 'Cancel a job' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({ jobId: z.string() }),
  output: z.object({ jobId: z.string() }),
  async read({ db }: HostReadPorts, { jobId }, { actor, place }) {
    const job = await findJob(db, jobId);
    const own = job?.actor.personId === actor.personId;
    const administrates = actor.role === 'administrator' && job?.chain === chainOf(place, actor);
    if (!job || job.demonstration !== actor.demonstration || !(own || administrates))
      return refuse('host.unknown-job', { name: '' });
    return job.state === 'waiting' || job.state === 'running' ? ok(job) : refuse('host.job-ended');
  },
  /** One that waits is cancelled at once; one that runs sees it at its next step. */
  decide(job, { jobId }, { now }) {
    const values =
      job.state === 'waiting' ? { state: 'cancelled', cancel_asked: true, ended_at: now } : { cancel_asked: true };
    const changes: RowChange[] = [{ op: 'update', table: 'host.job', id: jobId, version: job.version, values }];
    return ok({ changes, restsOn: [], files: [], subject: `取消后台任务 ${job.name}`, result: { jobId } });
  },
});

export const jobOperations = [listOperation, startOperation, cancelOperation] as const;
