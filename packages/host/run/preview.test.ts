import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { countAllRows } from '../testing/open-modules.ts';
import { type OpenedPact, openPact } from '../testing/open-pact.ts';
import { people } from '../testing/pact.ts';
import { previewOperation } from './preview.ts';
import { hashShown } from './shown.ts';

let pact: OpenedPact;
beforeAll(async () => {
  pact = await openPact();
});
afterAll(() => pact.close());

const owner = { role: 'owner', settings: {} } as const;
const tallied = (id: string) =>
  pact.host.store.read(owner, async (db) => {
    const found = await sql<{ changes: number }>`select changes from tally.count where id = ${id}`.execute(db);
    return found.rows[0]?.changes ?? 0;
  });

const rowSchema = z.record(z.string(), z.unknown()).nullable();
const changeSchema = z.object({
  op: z.enum(['insert', 'update', 'delete']),
  table: z.string(),
  id: z.string(),
  before: rowSchema,
  after: rowSchema,
  label: z.string().nullable(),
});

describe('preview', () => {
  test('shows rows, events and figures on both sides, says who must agree, and writes nothing', async () => {
    await pact.as('office', 'pact.set-line', { id: 'a', text: '旧', alone: true });
    const before = await countAllRows(pact.host);
    const shown = await previewOperation(pact.host, people.office, {
      name: 'pact.set-line',
      input: { id: 'b', text: '新' },
    });
    expect(shown).toMatchObject({
      ok: true,
      value: {
        subject: '条款 b',
        changes: [
          { op: 'insert', table: 'pact.line', id: 'b', before: null, after: { text: '新' }, label: '新' },
          { op: 'insert', table: 'tally.count', id: 'b', after: { changes: 1 } },
        ],
        events: [{ name: 'pact.line-changed', payload: { lineId: 'b' }, title: { zh: '条款已改' } }],
        figures: [{ name: 'pact.lines', computed: true, before: 1, after: 2, unit: { zh: '条' } }],
        parties: [{ regionCode: '990101' }, { regionCode: '980100' }],
      },
    });
    expect(await countAllRows(pact.host)).toEqual(before);
  });

  test('of an update shows only the columns that become different', async () => {
    await pact.as('office', 'pact.set-line', { id: 'c', text: '原文', note: '注', alone: true });
    const shown = await previewOperation(pact.host, people.office, {
      name: 'pact.set-line',
      input: { id: 'c', text: '改文', note: '注', alone: true },
    });
    const { changes } = z.object({ changes: z.array(changeSchema) }).parse(shown.ok ? shown.value : null);
    expect(changes.find((change) => change.table === 'pact.line')).toMatchObject({
      table: 'pact.line',
      before: { text: '原文' },
      after: { text: '改文' },
      label: '原文',
    });
  });

  test('names a row whose naming column stays as it is; the name is no part of what is agreed to', async () => {
    await pact.as('office', 'pact.set-line', { id: 'n', text: '供水', alone: true });
    const shown = await previewOperation(pact.host, people.office, {
      name: 'pact.touch-line',
      input: { id: 'n', version: 1, note: '批' },
    });
    const { changes } = z.object({ changes: z.array(changeSchema) }).parse(shown.ok ? shown.value : null);
    const expected = { op: 'update', table: 'pact.line', id: 'n', before: { note: '' }, after: { note: '批' } };
    expect(changes).toEqual([{ ...expected, label: '供水' }]);
    const content = { subject: '批注', changes };
    const renamed = { subject: '批注', changes: changes.map((change) => ({ ...change, label: '供热' })) };
    const other = { subject: '批注', changes: changes.map((change) => ({ ...change, id: 'm' })) };
    expect(hashShown(renamed)).toBe(hashShown(content));
    expect(hashShown(other)).not.toBe(hashShown(content));
  });

  test('refuses what the command would refuse, for the same people', async () => {
    const ask = (who: keyof typeof people, input: unknown) =>
      previewOperation(pact.host, people[who], { name: 'pact.set-line', input });
    expect(await ask('office', { id: 'x', text: 'refuse me' })).toMatchObject({ code: 'host.busy' });
    expect(await ask('office', { id: 'never', text: '条' })).toMatchObject({ code: 'host.conflict' });
    expect(await ask('office', { id: 7 })).toMatchObject({ code: 'host.bad-input' });
    expect(await ask('leader', { id: 'x', text: '条' })).toMatchObject({ code: 'host.not-permitted' });
  });
});

describe('events', () => {
  test('a later module acts in the same transaction, under a right that only a handler has', async () => {
    for (const text of ['一', '二', '三']) await pact.as('office', 'pact.set-line', { id: 'd', text, alone: true });
    expect(await tallied('d')).toBe(3);
    const scope = { role: 'app', settings: { handler: '', demonstration: 'off' } } as const;
    await expect(
      pact.host.store.write(scope, (db) => sql`insert into tally.count values ('z', 1, 1)`.execute(db)),
    ).rejects.toThrow(/row-level security/);
  });

  test('a handler that refuses fails the whole command', async () => {
    const before = await countAllRows(pact.host);
    expect(await pact.as('office', 'pact.set-line', { id: 'never', text: '条', alone: true })).toMatchObject({
      code: 'host.conflict',
    });
    expect(await countAllRows(pact.host)).toEqual(before);
  });
});

describe('idempotency', () => {
  test('the same key answers the same again, also after a restart, and writes once', async () => {
    const input = { id: 'e', text: '一次', alone: true };
    const first = await pact.as('office', 'pact.set-line', input, 'key-1');
    const before = await countAllRows(pact.host);
    expect(await pact.as('office', 'pact.set-line', input, 'key-1')).toEqual(first);
    pact = await pact.reopen();
    expect(await pact.as('office', 'pact.set-line', input, 'key-1')).toEqual(first);
    expect(await countAllRows(pact.host)).toEqual(before);
    expect(await tallied('e')).toBe(1);
  });

  test('twenty at once with one key write once; another content under the key is refused; a refusal leaves the key free', async () => {
    const input = { id: 'f', text: '同时', alone: true };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => pact.as('office', 'pact.set-line', input, 'key-2')),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ ok: true, value: { id: 'f' } })]),
    );
    expect(await tallied('f')).toBe(1);
    expect(await pact.as('office', 'pact.set-line', { ...input, text: '别的' }, 'key-2')).toMatchObject({
      code: 'host.key-reused',
    });
    const refused = { id: 'g', text: 'refuse me', alone: true };
    expect(await pact.as('office', 'pact.set-line', refused, 'key-3')).toMatchObject({ code: 'host.busy' });
    expect(await pact.as('office', 'pact.set-line', { ...refused, text: '好' }, 'key-3')).toMatchObject({ ok: true });
  });
});
