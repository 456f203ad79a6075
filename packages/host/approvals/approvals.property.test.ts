import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { runOperation } from '../run-operation.ts';
import type { HostParts } from '../parts.ts';
import { type OpenedPact, openPact } from '../testing/open-pact.ts';
import { people } from '../testing/pact.ts';
import { carryOutDue } from './carry-out.ts';

const owner = { role: 'owner', settings: {} } as const;
const answerers = ['leader', 'partner'] as const;

/** Which submission, counted from the latest. */
const latest = fc.constantFrom(0, 0, 0, 1, 2);

/** What people and machines can do to one line, in any order. `crash`: the next write of that number fails, before or after its commit. */
const submitting = fc.record({ do: fc.constant('submit' as const), text: fc.constantFrom('甲', '乙', '丙') });
const agreeing = fc.record({
  do: fc.constant('agree' as const),
  who: fc.constantFrom(...answerers),
  which: latest,
  stale: fc.constantFrom(false, false, false, true),
});
const crash = fc.record({ do: fc.constant('crash' as const), at: fc.nat(2), committed: fc.boolean() });
const disturbing = fc.oneof(
  fc.record({ do: fc.constant('change' as const), text: fc.constantFrom('甲', '丁') }),
  fc.record({ do: fc.constant('note' as const), note: fc.constantFrom('一', '二') }),
  fc.record({ do: fc.constant('withdraw' as const), which: latest }),
  fc.record({ do: fc.constant('decline' as const), who: fc.constantFrom(...answerers), which: latest }),
  crash,
  crash,
  crash,
  fc.record({ do: fc.constant('wait' as const), days: fc.constantFrom(1, 9) }),
  fc.record({ do: fc.constant('background' as const) }),
  submitting,
  agreeing,
);
/** Often the usual course, with something in between at any place; often anything at all. */
const stepArbitrary = fc.oneof(submitting, agreeing, disturbing);
const stepsArbitrary = fc
  .array(
    fc.oneof(
      fc.tuple(
        submitting.map((step) => [step]),
        fc.array(disturbing, { maxLength: 1 }),
        agreeing.map((step) => [{ ...step, who: 'leader' as const, which: 0, stale: false }]),
        fc.array(disturbing, { maxLength: 1 }),
        agreeing.map((step) => [{ ...step, who: 'partner' as const, which: 0, stale: false }]),
      ),
      fc.array(stepArbitrary, { maxLength: 3 }).map((steps) => [steps]),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((rounds) => rounds.flat(2));
type Step = typeof stepsArbitrary extends fc.Arbitrary<(infer T)[]> ? T : never;

class Crash extends Error {}

/** The same host whose write number `at` from now ends the process: before its commit, or just after it. */
function crashing(parts: HostParts, at: number, committed: boolean): HostParts {
  let count = 0;
  return {
    ...parts,
    store: {
      ...parts.store,
      async write(scope, work) {
        count += 1;
        if (count - 1 !== at) return parts.store.write(scope, work);
        if (!committed)
          return parts.store.write(scope, async (db) => {
            await work(db);
            throw new Crash('before the commit');
          });
        await parts.store.write(scope, work);
        throw new Crash('after the commit');
      },
    },
  };
}

const parkedSchema = z.object({ parked: z.object({ approvalId: z.string() }) });
const readSchema = z.object({ shownHash: z.string(), approval: z.object({ state: z.string() }) });

/** The world of one run: what was submitted, and which content each person has said yes to. */
interface World {
  readonly pact: OpenedPact;
  readonly ids: string[];
  readonly hashes: string[];
  armed: { at: number; committed: boolean } | null;
}

async function run(world: World, step: Step): Promise<void> {
  const { pact } = world;
  const parts = world.armed ? crashing(pact.host, world.armed.at, world.armed.committed) : pact.host;
  const as = (who: keyof typeof people, name: string, input: unknown) =>
    runOperation(parts, people[who], { name, input });
  if (step.do === 'crash') {
    world.armed = step;
    return;
  }
  world.armed = null;
  const id = 'which' in step ? world.ids.at(-1 - step.which) : undefined;
  if (step.do === 'wait') pact.clock.ms += step.days * 86_400_000;
  if (step.do === 'background') await carryOutDue(parts);
  if (step.do === 'change') await as('office', 'pact.set-line', { id: 'a', text: step.text, alone: true });
  if (step.do === 'note') {
    const line = await lineOf(pact);
    if (line) await as('office', 'pact.touch-line', { id: 'a', version: line.version, note: step.note });
  }
  if (step.do === 'submit') {
    const answer = await as('office', 'pact.set-line', { id: 'a', text: step.text });
    if (answer.ok) world.ids.push(parkedSchema.parse(answer.value).parked.approvalId);
  }
  if (id === undefined) return;
  const seen = await pact.as('office', 'host.read-approval', { approvalId: id });
  const { shownHash } = readSchema.parse(seen.ok ? seen.value : null);
  world.hashes.push(shownHash);
  const stale = step.do === 'agree' && step.stale ? (world.hashes[0] ?? shownHash) : shownHash;
  if (step.do === 'agree')
    await as(step.who, 'host.answer-approval', { approvalId: id, shownHash: stale, answer: 'agree' });
  if (step.do === 'decline')
    await as(step.who, 'host.answer-approval', { approvalId: id, shownHash, answer: 'decline', reason: '不' });
  if (step.do === 'withdraw') await as('office', 'host.withdraw-approval', { approvalId: id });
}

async function lineOf(pact: OpenedPact) {
  const found = await pact.host.store.read(owner, (db) =>
    sql<{ version: number; text: string }>`select version, text from pact.line where id = 'a'`.execute(db),
  );
  return found.rows[0] ?? null;
}

async function doneOf(pact: OpenedPact) {
  const found = await pact.host.store.read(owner, (db) =>
    sql<{ id: string; shown: unknown }>`select id, shown from host.approval where state = 'done'`.execute(db),
  );
  return found.rows;
}

const shownSchema = z.object({
  changes: z.tuple([
    z.object({
      before: z.object({ text: z.string().optional() }).nullable(),
      after: z.object({ text: z.string().optional() }),
    }),
  ]),
});

/** What was agreed to is what was done: the line stood as shown before, and stands as shown after. */
function compareContent(shown: unknown, before: string | undefined, after: string | undefined): void {
  const [change] = shownSchema.parse(shown).changes;
  if (change.before === null) expect(before).toBeUndefined();
  else if (change.before.text !== undefined) expect(before).toBe(change.before.text);
  else expect(before).toBe(after);
  if (change.after.text !== undefined) expect(after).toBe(change.after.text);
}

/** From the tables alone: each command that was carried out has the agreement of both to exactly its last content, and was carried out once. */
async function check(pact: OpenedPact): Promise<{ done: number; shownAgain: number }> {
  const { approvals, agreements, carried, changed } = await pact.host.store.read(owner, async (db) => ({
    approvals: (
      await sql<{
        id: string;
        state: string;
        hash: string;
        again: boolean;
      }>`select id, state, shown_hash as hash, earlier_shown is not null as again from host.approval`.execute(db)
    ).rows,
    agreements: (
      await sql<{
        approval: string;
        party: number;
        hash: string;
        answer: string;
        person: string;
      }>`select approval_id as approval, party, shown_hash as hash, answer, person_id as person from host.agreement`.execute(
        db,
      )
    ).rows,
    carried:
      (
        await sql<{
          count: number;
        }>`select count(*)::int as count from host.audit where operation = 'pact.set-line' and subject like '%各方已同意%'`.execute(
          db,
        )
      ).rows[0]?.count ?? 0,
    changed:
      (await sql<{ changes: number }>`select changes from tally.count where id = 'a'`.execute(db)).rows[0]?.changes ??
      0,
  }));
  const done = approvals.filter((approval) => approval.state === 'done');
  for (const { id, hash } of done) {
    const yes = agreements.filter((entry) => entry.approval === id && entry.hash === hash && entry.answer === 'agree');
    expect(new Set(yes.map((entry) => entry.party))).toEqual(new Set([0, 1]));
    expect(new Set(yes.map((entry) => entry.person)).size).toBe(2);
    expect(
      agreements.filter((entry) => entry.approval === id && entry.hash === hash && entry.answer === 'decline'),
    ).toEqual([]);
  }
  expect(carried).toBe(done.length);
  const alone = await pact.host.store.read(
    owner,
    async (db) =>
      (
        await sql<{
          count: number;
        }>`select count(*)::int as count from host.audit where operation = 'pact.set-line' and subject = '条款 a'`.execute(
          db,
        )
      ).rows[0]?.count ?? 0,
  );
  expect(changed).toBe(alone + carried);
  return { done: done.length, shownAgain: approvals.filter((approval) => approval.again).length };
}

test('no order of submit, change, agree, withdraw and crash carries out a content that not all agreed to, or carries it out twice', async () => {
  const pact = await openPact();
  const seen = { done: 0, crashes: 0, shownAgain: 0 };
  await fc.assert(
    fc.asyncProperty(stepsArbitrary, async (steps) => {
      await pact.host.store.write(owner, (db) =>
        sql`truncate host.approval, host.agreement, host.notice cascade`.execute(db),
      );
      await pact.host.store.write(owner, async (db) => {
        await sql`delete from pact.line`.execute(db);
        await sql`delete from tally.count`.execute(db);
        await sql`alter table host.audit disable trigger audit_append_only`.execute(db);
        await sql`delete from host.audit`.execute(db);
        await sql`delete from host.audit_head`.execute(db);
        await sql`alter table host.audit enable trigger audit_append_only`.execute(db);
      });
      const world: World = { pact, ids: [], hashes: [], armed: null };
      for (const step of steps) {
        const before = { line: await lineOf(pact), done: await doneOf(pact) };
        await run(world, step).catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
          seen.crashes += 1;
        });
        await check(pact);
        const fresh = (await doneOf(pact)).filter(({ id }) => before.done.every((entry) => entry.id !== id));
        if (fresh.length === 1) compareContent(fresh[0]?.shown, before.line?.text, (await lineOf(pact))?.text);
      }
      // Whatever crashed, the background brings to its end what all have agreed to.
      await carryOutDue(pact.host);
      const ended = await check(pact);
      seen.done += ended.done;
      seen.shownAgain += ended.shownAgain;
    }),
    { numRuns: 60, seed: 20_261 },
  );
  await pact.close();
  // The runs are worth something only if they reach what they are about.
  expect(seen.done).toBeGreaterThan(10);
  expect(seen.crashes).toBeGreaterThan(5);
  expect(seen.shownAgain).toBeGreaterThan(0);
}, 120_000);
