import { inputExample, recordOf } from '@qipan/host';
import { countAllRows, type Opened, openModules, readAsOwner } from '@qipan/host/testing';
import { roles } from '@qipan/kernel';
import { place } from '@qipan/place-langfang';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createServer } from './server.ts';
import { signedInAs } from './testing/signed-in.ts';

/** What nobody outside may ever read. */
const marker = '甲乙丙丁戊己庚辛专用标记';

let opened: Opened;
let app: FastifyInstance;
let ids: Record<string, unknown>;

beforeAll(async () => {
  opened = await openModules(place);
  app = await createServer(opened.host, { loopback: true });
  const { cookie } = await signedInAs(app, opened.host, 'reform-office');
  const imported = await post(
    'documents.import-document',
    {
      text: `${marker}工作方案\n一、推动协作\n1.建成${marker}园区3个。（责任单位：市商务局）\n2.建成${marker}枢纽2个。（责任单位：市商务局）`,
    },
    cookie,
  );
  const { documentId } = z.object({ documentId: z.string() }).parse(imported.json());
  const rows = z
    .object({ rows: z.array(z.object({ id: z.string(), version: z.number() })) })
    .parse((await post('documents.read-document', { documentId }, cookie)).json()).rows;
  await post(
    'programme.confirm-rows',
    { documentId, rows: rows.slice(0, 1).map(({ id, version }) => ({ id, version })) },
    cookie,
  );
  const tasks = z
    .object({ tasks: z.array(z.object({ id: z.string() })) })
    .parse((await post('programme.list-tasks', {}, cookie)).json()).tasks;
  const token = (await post('host.create-token', { name: marker, permissions: ['programme.read'] }, cookie)).json();
  ids = {
    documentId,
    earlierId: documentId,
    laterId: documentId,
    taskId: tasks[0]?.id,
    taskIds: [tasks[0]?.id],
    rows,
    row: rows[1],
    tokenId: token.tokenId,
    query: marker,
    version: 1,
  };
});
afterAll(async () => {
  await app.close();
  await opened.close();
});

function post(name: string, payload: unknown, cookie: string) {
  return app.inject({
    method: 'POST',
    url: `/api/${name.replace('.', '/')}`,
    payload: recordOf(payload),
    headers: { cookie },
  });
}

const names = () => [...opened.host.registry.operations.keys()];

/** The example of an operation with the real ids of what is to be protected in every field that takes one. */
function aimed(name: string): Record<string, unknown> {
  const operation = opened.host.registry.operations.get(name);
  const fields = operation?.input instanceof z.ZodObject ? Object.keys(operation.input.shape) : [];
  const known = Object.entries(ids).filter(([field]) => fields.includes(field));
  return { ...recordOf(operation && inputExample(operation)), ...Object.fromEntries(known) };
}

/** Every row of every table that belongs to somebody, as text: equal before and after when nothing was touched. */
async function contents(): Promise<string> {
  return readAsOwner(opened.host, async (db) => {
    const parts = [];
    for (const table of [
      'documents.document',
      'documents.row',
      'programme.task',
      'programme.task_unit',
      'programme.task_parent',
      'parties.unit',
      'host.token',
      'host.person',
    ]) {
      const found = await sql<{
        hash: string;
      }>`select md5(coalesce(string_agg(t::text, ',' order by t.id), '')) as hash from ${sql.table(table)} t`.execute(
        db,
      );
      parts.push(`${table} ${found.rows[0]?.hash}`);
    }
    return parts.join('\n');
  });
}

describe('every operation over HTTP', () => {
  test('with a session that has expired is 401 and writes nothing', async () => {
    const { cookie } = await signedInAs(app, opened.host, 'reform-office');
    const now = opened.clock.ms;
    opened.clock.ms += 3 * 3_600_000;
    const before = await countAllRows(opened.host);
    for (const name of names()) expect([name, (await post(name, aimed(name), cookie)).statusCode]).toEqual([name, 401]);
    expect(await countAllRows(opened.host)).toEqual(before);
    opened.clock.ms = now;
  });

  test.each(roles)('as %s is refused where the post has no right, and writes nothing', async (role) => {
    const { cookie } = await signedInAs(app, opened.host, role);
    const before = await contents();
    const refused = names().filter((name) => {
      const operation = opened.host.registry.operations.get(name);
      return (
        operation &&
        operation.kind !== 'calculation' &&
        !opened.host.registry.permissions.get(operation.permission)?.includes(role)
      );
    });
    expect(refused.length).toBeGreaterThan(3);
    for (const name of refused) {
      const answer = await post(name, aimed(name), cookie);
      expect([name, answer.statusCode, answer.json().code]).toEqual([name, 403, 'host.not-permitted']);
      const command = opened.host.registry.operations.get(name)?.kind === 'command';
      if (command) expect((await post(`${name}/preview`, aimed(name), cookie)).statusCode).toBe(403);
    }
    expect(await contents()).toBe(before);
  });

  test.each([
    ['a county of the same city', 'county'],
    ['the partner across the border', 'partner'],
    ['the demonstration', 'demonstration'],
  ])('with the rights of %s never shows or touches a row of the city', async (_who, where) => {
    const before = await contents();
    for (const role of ['reform-office', 'leader', 'responsible-unit', 'auditor'] as const) {
      const { cookie } = await signedInAs(app, opened.host, role, { where });
      for (const name of names()) {
        if (name === 'host.sign-out-everywhere' || name.startsWith('parties.')) continue;
        const answer = await post(name, aimed(name), cookie);
        expect([name, role, answer.statusCode]).not.toEqual([name, role, 500]);
        // A search says the words back that it was asked for.
        if (name !== 'programme.search' && name !== 'documents.decompose')
          expect([name, role, answer.body.includes(marker)]).toEqual([name, role, false]);
        else expect(answer.json()).toMatchObject(name === 'programme.search' ? { hits: [] } : {});
        const operation = opened.host.registry.operations.get(name);
        if (operation?.kind === 'command')
          expect((await post(`${name}/preview`, aimed(name), cookie)).body).not.toContain(marker);
      }
    }
    expect(await changedOutside(before)).toEqual([]);
  });
});

/** Tables whose protected rows are not what they were. The other side adds rows of its own: persons, tokens, documents. */
async function changedOutside(before: string): Promise<string[]> {
  const after = await contents();
  const own = new Set([
    'host.person',
    'host.token',
    'documents.document',
    'documents.row',
    'programme.task',
    'programme.task_unit',
    'programme.task_parent',
  ]);
  const [earlier, later] = [before.split('\n'), after.split('\n')];
  const changed = earlier.filter((line, index) => line !== later[index]).map((line) => line.split(' ')[0] ?? '');
  const kept = await readAsOwner(
    opened.host,
    async (db) =>
      (
        await sql<{
          count: number;
        }>`select count(*)::int as count from programme.task where text like ${`%${marker}%`} and ended is null and version = 1`.execute(
          db,
        )
      ).rows[0]?.count,
  );
  expect(kept).toBe(1);
  return changed.filter((table) => !own.has(table));
}
