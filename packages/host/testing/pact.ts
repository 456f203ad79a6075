import {
  type Actor,
  defineCommand,
  defineFigure,
  defineHandler,
  defineJob,
  defineManifest,
  ok,
  refuse,
  type RowChange,
} from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { sql } from 'kysely';
import { z } from 'zod';

const within = 'host.same_realm(demonstration)';

/** A made-up module whose lines two jurisdictions agree on, with an event and a job. */
export const pact = defineManifest({
  name: 'pact',
  title: { zh: '协议', en: 'Pacts' },
  uses: [],
  permissions: { 'pact.write': ['reform-office'], 'pact.work': ['reform-office'] },
  messages: {},
  migrations: [
    {
      number: 1,
      name: 'lines',
      up: `create schema pact; grant usage on schema pact to qipan_app;
        create table pact.line (id text primary key, version int not null, demonstration boolean not null, text text not null, note text not null default '', made_at timestamptz);
        grant select, insert, update, delete on pact.line to qipan_app;
        alter table pact.line enable row level security;
        create policy everyone on pact.line using (${within}) with check (${within});`,
      down: 'drop schema pact cascade;',
    },
  ],
  events: [
    {
      name: 'pact.line-changed',
      title: { zh: '条款已改', en: 'Line changed' },
      payload: z.object({ lineId: z.string() }),
    },
  ],
  tables: {
    'pact.line': { title: { zh: '条款', en: 'Line' }, label: 'text', columns: { text: { zh: '文字', en: 'Text' } } },
  },
  figures: [
    defineFigure({
      name: 'pact.lines',
      title: { zh: '条款数', en: 'Lines' },
      unit: { zh: '条', en: 'lines' },
      basis: { zh: '协议全部条款', en: 'All lines of the pact' },
      tables: ['pact.line'],
      async read({ db }: { db: Db<never> }) {
        const found = await sql<{ count: number }>`select count(*)::int as count from pact.line`.execute(db);
        return found.rows[0]?.count ?? null;
      },
    }),
  ],
  operations: [
    defineCommand({
      name: 'pact.set-line',
      title: { zh: '改条款', en: 'Set a line' },
      kind: 'command',
      permission: 'pact.write',
      input: z.object({
        id: z.string(),
        text: z.string(),
        note: z.string().optional(),
        alone: z.boolean().default(false),
      }),
      output: z.object({ id: z.string() }),
      async read({ db }: { db: Db<never> }, { id }) {
        const found = await sql<{ version: number }>`select version from pact.line where id = ${id}`.execute(db);
        return ok(found.rows[0] ?? null);
      },
      approval: (_facts, { alone }) =>
        alone
          ? []
          : [
              { regionCode: '990101', roles: ['leader'] },
              { regionCode: '980100', roles: ['leader', 'reform-office'] },
            ],
      decide(line, { id, text, note }, { now }) {
        if (text === 'refuse me') return refuse('host.busy', {});
        const values = { text, made_at: now, ...(note === undefined ? {} : { note }) };
        const change: RowChange = line
          ? { op: 'update', table: 'pact.line', id, version: line.version, values }
          : { op: 'insert', table: 'pact.line', id, values: { ...values, demonstration: false } };
        const events = [{ name: 'pact.line-changed', payload: { lineId: id } }];
        return ok({ changes: [change], restsOn: [], files: [], events, subject: `条款 ${id}`, result: { id } });
      },
    }),
    defineCommand({
      name: 'pact.touch-line',
      title: { zh: '批注条款', en: 'Note on a line' },
      kind: 'command',
      permission: 'pact.write',
      input: z.object({ id: z.string(), version: z.number().int(), note: z.string() }),
      output: z.object({}),
      async read() {
        return ok({});
      },
      decide(_facts, { id, version, note }) {
        const changes: RowChange[] = [{ op: 'update', table: 'pact.line', id, version, values: { note } }];
        return ok({ changes, restsOn: [], files: [], subject: '批注', result: {} });
      },
    }),
  ],
  jobs: [
    defineJob({
      name: 'pact.write-lines',
      title: { zh: '逐条写入', en: 'Write lines' },
      input: z.object({
        count: z.number().int(),
        failAt: z.number().int().default(-1),
        refuseAt: z.number().int().default(-1),
      }),
      permission: 'pact.work',
      attempts: 3,
      async run(ports, { count, failAt, refuseAt }) {
        for (let at = 0; at < count; at += 1) {
          if (at === failAt) throw new Error(`failed at ${at}`);
          const text = at === refuseAt ? 'refuse me' : `第 ${at} 条`;
          const done = await ports.run('pact.set-line', { id: `job-${at}`, text, alone: true }, `line-${at}`);
          if (!done.ok) return done;
          await ports.progress((at + 1) / count, `${at + 1}/${count}`);
        }
        return ok({ written: count });
      },
    }),
  ],
});

/** A later made-up module that counts the changes of the earlier one in the same transaction. */
export const tally = defineManifest({
  name: 'tally',
  title: { zh: '计数', en: 'Tally' },
  uses: ['pact'],
  permissions: {},
  messages: {},
  operations: [],
  migrations: [
    {
      number: 1,
      name: 'counts',
      up: `create schema tally; grant usage on schema tally to qipan_app;
        create table tally.count (id text primary key, version int not null, changes int not null);
        grant select, insert, update, delete on tally.count to qipan_app;
        alter table tally.count enable row level security;
        create policy readers on tally.count for select using (true);
        create policy handler on tally.count using (host.handles('tally')) with check (host.handles('tally'));`,
      down: 'drop schema tally cascade;',
    },
  ],
  handlers: [
    defineHandler({
      event: 'pact.line-changed',
      async read({ db }: { db: Db<never> }, { lineId }: { lineId: string }) {
        const found = await sql<{
          version: number;
          changes: number;
        }>`select version, changes from tally.count where id = ${lineId}`.execute(db);
        return ok(found.rows[0] ?? null);
      },
      decide(count, { lineId }) {
        if (lineId === 'never') return refuse('host.conflict', { table: 'tally.count' });
        const change: RowChange = count
          ? {
              op: 'update',
              table: 'tally.count',
              id: lineId,
              version: count.version,
              values: { changes: count.changes + 1 },
            }
          : { op: 'insert', table: 'tally.count', id: lineId, values: { changes: 1 } };
        return ok({ changes: [change], restsOn: [], files: [], subject: '', result: null });
      },
    }),
  ],
});

const person = (personId: string, given: Pick<Actor, 'role' | 'regionCode'>): Actor => ({
  personId,
  personName: personId,
  postId: `post-${personId}`,
  unitId: `unit-${personId}`,
  unitName: `单位${personId}`,
  demonstration: false,
  ...given,
});

/** The office that submits, a leader on each side, and one who is no party. */
export const people = {
  office: person('office', { role: 'reform-office', regionCode: '990100' }),
  leader: person('leader', { role: 'leader', regionCode: '990100' }),
  partner: person('partner', { role: 'leader', regionCode: '980100' }),
  bystander: person('bystander', { role: 'responsible-unit', regionCode: '990101' }),
} as const;
