import { verifyAudit } from '@qipan/host';
import { eachStore, type Opened, openModules, readAsOwner, type StoreKind } from '@qipan/host/testing';
import { place } from '@qipan/place-langfang';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createServer } from './server.ts';
import { signedInAs } from './testing/signed-in.ts';

const writers = 50;
const seconds = Number(process.env.QIPAN_LOAD_SECONDS ?? 20);

interface Told {
  readonly acknowledged: Map<string, string>;
  readonly sent: Set<string>;
  busy: number;
}

/** One writer until the time is over: every third task is sent twice under its key, as after a lost answer. */
async function write(
  address: string,
  given: { cookie: string; writer: number; until: number; told: Told },
): Promise<void> {
  const { cookie, writer, until, told } = given;
  for (let count = 0; Date.now() < until; count += 1) {
    const text = `写入者${writer}的第${count}项任务`;
    const send = () =>
      fetch(`${address}/api/programme/add-task`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', 'idempotency-key': `w${writer}-${count}` },
        body: JSON.stringify({
          text,
          source: { kind: 'other', title: '会议', number: null, date: null, orderedBy: null },
        }),
      });
    told.sent.add(text);
    const answers = await Promise.all(count % 3 === 0 ? [send(), send()] : [send()]);
    for (const answer of answers) {
      const body: unknown = await answer.json();
      if (answer.status === 503 || answer.status === 429) told.busy += 1;
      else {
        expect([answer.status, body]).toEqual([200, expect.objectContaining({ taskId: expect.any(String) })]);
        const id = JSON.stringify(body);
        expect(told.acknowledged.get(text) ?? id).toBe(id);
        told.acknowledged.set(text, id);
      }
    }
  }
}

async function stored(opened: Opened) {
  return readAsOwner(opened.host, async (db) => ({
    texts: (await sql<{ text: string; number: string }>`select text, number from programme.task`.execute(db)).rows,
    audit: await verifyAudit(db, null),
    entries: (
      await sql<{
        count: number;
      }>`select count(*)::int as count from host.audit where operation = 'programme.add-task'`.execute(db)
    ).rows[0]?.count,
  }));
}

async function load(kind: StoreKind): Promise<void> {
  const opened = await openModules(place, { store: kind });
  const app: FastifyInstance = await createServer(opened.host, { loopback: true });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const bound = app.server.address();
  const address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  const people: { cookie: string }[] = [];
  for (let count = 0; count < 10; count += 1) people.push(await signedInAs(app, opened.host, 'reform-office'));
  const told: Told = { acknowledged: new Map(), sent: new Set(), busy: 0 };
  const until = Date.now() + (seconds * 1_000) / 2;
  await Promise.all(
    Array.from({ length: writers }, (_, writer) =>
      write(address, { cookie: people[writer % people.length]?.cookie ?? '', writer, until, told }),
    ),
  );
  const { texts, audit, entries } = await stored(opened);
  const held = texts.map((row) => row.text);
  expect(new Set(held).size).toBe(held.length);
  expect(new Set(texts.map((row) => row.number)).size).toBe(held.length);
  expect([...told.acknowledged.keys()].filter((text) => !held.includes(text))).toEqual([]);
  expect(held.filter((text) => !told.sent.has(text))).toEqual([]);
  expect(told.acknowledged.size).toBeGreaterThan(writers);
  expect(told.busy).toBeLessThan(told.acknowledged.size / 10);
  expect(entries).toBe(held.length);
  expect(audit.fault).toBeNull();
  await app.close();
  await opened.close();
}

// Half of the time on each store.
eachStore((kind) => {
  test(
    `${writers} writers over HTTP: none lost, none doubled, the audit in order`,
    () => load(kind),
    300_000 + seconds * 1_000,
  );
});
