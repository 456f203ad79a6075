import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyChanges, checkVersions } from '../apply-changes.ts';
import { type AnyDb, type Scope, type Store, UniqueConflict, VersionConflict } from '../port.ts';

/** A store to hold against the contract: an empty database, and how to end it. */
export interface ContractStore {
  readonly store: Store;
  /** Opens the same database again after the store was closed. */
  reopen(): Promise<Store>;
  end(): Promise<void>;
}

const owner: Scope = { role: 'owner', settings: {} };
const app = (region: string): Scope => ({ role: 'app', settings: { region } });
const schema = `
create schema contract; grant usage on schema contract to qipan_app;
create table contract.thing (id text primary key, version int not null, region text not null, name text, day date, at timestamptz, big bigint, whole int, share double precision, exact numeric, yes boolean, list jsonb, raw bytea, words text[]);
create unique index thing_name on contract.thing (region, name);
grant select, insert, update, delete on contract.thing to qipan_app;
alter table contract.thing enable row level security;
create policy own on contract.thing using (region = current_setting('qipan.region', true)) with check (region = current_setting('qipan.region', true));`;

/** What every store of the port keeps, whichever database is behind it. */
export function storeContract(name: string, open: () => Promise<ContractStore>, skip: string | null = null): void {
  describe.skipIf(skip !== null)(`the store on ${name}${skip === null ? '' : ` (${skip})`}`, () => {
    let given: ContractStore;
    let store: Store;
    beforeAll(async () => {
      given = await open();
      store = given.store;
      await store.migrate(schema);
    });
    afterAll(async () => {
      await store?.close();
      await given?.end();
    });
    valuesContract(() => store);
    orderContract(() => store);
    rightsContract(() => store);
    transactionContract(() => store);
    conflictContract(() => store);
    test('what was committed is there when the database is opened again', async () => {
      const before = await all(store);
      await store.close();
      store = await given.reopen();
      expect(await all(store)).toEqual(before);
    });
  });
}

const all = (store: Store) =>
  store.read(owner, async (db) => (await sql`select * from contract.thing order by id`.execute(db)).rows);

async function add(db: AnyDb, id: string, values: object = {}): Promise<void> {
  await applyChanges(db, [{ op: 'insert', table: 'contract.thing', id, values: { region: '1', ...values } }]);
}

const one = async (db: AnyDb, id: string, columns = '*') =>
  (await sql<Record<string, unknown>>`select ${sql.raw(columns)} from contract.thing where id = ${id}`.execute(db))
    .rows[0];

function valuesContract(store: () => Store): void {
  test('values come back as the same types', async () => {
    await store().write(app('1'), async (db) => {
      await sql`insert into contract.thing (id, version, region, name, day, at, big, whole, share, exact, yes, list, raw, words)
        values ('v1', 1, '1', ${'廊坊 ü 😀'}, ${'2026-02-28'}, ${'2026-02-28T16:00:00.123Z'}, ${9_007_199_254_740_993n}, ${-7}, ${0.1}, ${'12345678901234567890.12'}, ${true}, ${JSON.stringify({ a: [1, 'ü', null] })}::jsonb, ${new Uint8Array([0, 255, 7])}, ${sql`array['一','二']`})`.execute(
        db,
      );
    });
    const row = await store().read(app('1'), (db) => one(db, 'v1'));
    expect(row).toMatchObject({
      name: '廊坊 ü 😀',
      day: '2026-02-28',
      at: '2026-02-28T16:00:00.123Z',
      big: 9_007_199_254_740_993n,
      whole: -7,
      share: 0.1,
      exact: '12345678901234567890.12',
      yes: true,
      list: { a: [1, 'ü', null] },
      words: ['一', '二'],
    });
    expect(row?.raw).toEqual(new Uint8Array([0, 255, 7]));
    await store().write(app('1'), (db) => add(db, 'v2', { list: null, yes: null, name: null }));
    expect(await store().read(app('1'), (db) => one(db, 'v2'))).toMatchObject({ name: null, day: null, list: null });
  });

  test('an instant is the same instant whatever the zone that it was written in, also before 1901', async () => {
    const instants = [
      '2026-03-01T08:00:00+08:00',
      '2026-03-01T00:00:00Z',
      '1900-12-31T16:00:00Z',
      '0099-01-01T00:00:00Z',
    ];
    await store().write(app('1'), async (db) => {
      for (const [index, at] of instants.entries()) await add(db, `t${index}`, { at });
    });
    const found = await store().read(app('1'), (db) =>
      sql<{ at: string }>`select at from contract.thing where id like 't%' order by id`.execute(db),
    );
    expect(found.rows.map((row) => row.at)).toEqual(instants.map((at) => new Date(at).toISOString()));
    const day = await store().read(app('1'), (db) => one(db, 't0', `(at at time zone 'Asia/Shanghai')::date as day`));
    expect(day).toEqual({ day: '2026-03-01' });
  });

  test('text that PostgreSQL cannot hold becomes U+FFFD, in columns, in documents and in questions', async () => {
    await store().write(app('1'), (db) => add(db, 'n1', { name: 'a\u0000b\ud800', list: ['\u0000'] }));
    expect(await store().read(app('1'), (db) => one(db, 'n1'))).toMatchObject({
      name: 'a\ufffdb\ufffd',
      list: ['\ufffd'],
    });
    expect(await store().read(app('1'), (db) => one(db, '\u0000'))).toBeUndefined();
  });

  test('a large row comes back whole', { timeout: 60_000 }, async () => {
    const text = '协同发展'.repeat(2_000_000);
    await store().write(app('1'), (db) => add(db, 'large', { list: { text } }));
    const row = await store().read(app('1'), (db) => one(db, 'large', 'list'));
    expect(JSON.stringify(row?.list) === JSON.stringify({ text })).toBe(true);
    await store().write(app('1'), (db) => sql`delete from contract.thing where id = 'large'`.execute(db));
  });

  test('many rows go in by one decision', async () => {
    const changes = Array.from({ length: 5_000 }, (_, index) => ({
      op: 'insert' as const,
      table: 'contract.thing',
      id: `m${index}`,
      values: { region: '2', whole: index },
    }));
    const applied = await store().write(app('2'), (db) => applyChanges(db, changes));
    expect(applied).toHaveLength(5_000);
    const sum = await store().read(app('2'), (db) =>
      sql`select sum(whole) as sum, count(*) as count from contract.thing`.execute(db),
    );
    expect(sum.rows).toEqual([{ sum: 12_497_500n, count: 5_000n }]);
  });
}

function orderContract(store: () => Store): void {
  test('text is ordered and compared by code points, case of letters folds', async () => {
    const names = ['b', 'B', 'a', 'a\u0002', 'a\u0001b', 'É', '中', '一', 'ａ'];
    await store().write(app('3'), async (db) => {
      for (const name of names) await add(db, `o-${name}`, { region: '3', name });
    });
    const found = await store().read(app('3'), (db) =>
      sql<{ name: string }>`select name from contract.thing order by name`.execute(db),
    );
    expect(found.rows.map((row) => row.name)).toEqual(['B', 'a', 'a\u0001b', 'a\u0002', 'b', 'É', '一', '中', 'ａ']);
    const folded = await store().read(app('3'), (db) =>
      sql<{
        name: string;
      }>`select name from contract.thing where name ilike ${'é'} or lower(name) = 'b' order by name`.execute(db),
    );
    expect(folded.rows.map((row) => row.name)).toEqual(['B', 'b', 'É']);
  });
}

function rightsContract(store: () => Store): void {
  test('row security binds the application: it sees and writes its own rows alone', async () => {
    await store().write(app('4'), (db) => add(db, 's4', { region: '4' }));
    expect(await store().read(app('5'), (db) => one(db, 's4'))).toBeUndefined();
    await expect(store().write(app('5'), (db) => add(db, 's5', { region: '4' }))).rejects.toThrow(/row-level security/);
    const touched = await store().write(app('5'), (db) =>
      sql`update contract.thing set name = 'x' where id = 's4' returning 1`.execute(db),
    );
    expect(touched.rows).toEqual([]);
    expect(await store().read(owner, (db) => one(db, 's4', 'name'))).toEqual({ name: null });
  });

  test('the identity role has no right to the module’s table, the application none to make one', async () => {
    const identity: Scope = { role: 'identity', settings: {} };
    await expect(store().read(identity, (db) => one(db, 's4'))).rejects.toThrow(/permission denied/);
    await expect(
      store().write(app('4'), (db) => sql`create table contract.other (id int)`.execute(db)),
    ).rejects.toThrow(/permission denied/);
    await expect(
      store().write(app('4'), (db) => sql`alter table contract.thing disable row level security`.execute(db)),
    ).rejects.toThrow(/must be owner/);
    await expect(store().write(app('4'), (db) => sql`drop policy own on contract.thing`.execute(db))).rejects.toThrow(
      /must be owner/,
    );
  });

  test('a scope ends with its transaction, also when that fails', async () => {
    const who = `select current_user as role, coalesce(current_setting('qipan.region', true), '') as region`;
    await store().write(app('4'), (db) => sql.raw(who).execute(db));
    await expect(store().write(app('4'), async (db) => sql`select 1/0`.execute(db))).rejects.toThrow(/division/);
    const empty: Scope = { role: 'app', settings: {} };
    for (let count = 0; count < 12; count += 1)
      expect((await store().read(empty, (db) => sql.raw(who).execute(db))).rows).toEqual([
        { role: 'qipan_app', region: '' },
      ]);
  });
}

function transactionContract(store: () => Store): void {
  test('what throws is rolled back whole', async () => {
    const failing = store().write(app('6'), async (db) => {
      await add(db, 'r1', { region: '6' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await store().read(app('6'), (db) => one(db, 'r1'))).toBeUndefined();
  });

  test('a reader cannot write, and sees one moment', async () => {
    await expect(store().read(app('6'), (db) => add(db, 'r2', { region: '6' }))).rejects.toThrow(/read-only/);
    expect(await store().read(app('6'), (db) => one(db, 'r2'))).toBeUndefined();
    const count = sql<{ count: number }>`select count(*)::int as count from contract.thing`;
    const seen = await store().read(app('6'), async (db) => {
      const before = await count.execute(db);
      const other = store().write(app('6'), (own) => add(own, 'r3', { region: '6' }));
      await expect(other).rejects.toThrow('inside another');
      return [before.rows, (await count.execute(db)).rows];
    });
    expect(seen[0]).toEqual(seen[1]);
  });

  test('transactions at once do not mix', async () => {
    const regions = Array.from({ length: 24 }, (_, index) => `c${index}`);
    await Promise.all(
      regions.map((region) =>
        store().write(app(region), async (db) => {
          await add(db, `c-${region}-1`, { region });
          await add(db, `c-${region}-2`, { region });
        }),
      ),
    );
    const counts = await Promise.all(
      regions.map((region) => store().read(app(region), (db) => sql`select region from contract.thing`.execute(db))),
    );
    for (const [index, found] of counts.entries())
      expect(found.rows).toEqual([{ region: regions[index] }, { region: regions[index] }]);
  });

  test('work alone runs one after the other', async () => {
    const seen: string[] = [];
    const turn = (name: string) => async () => {
      seen.push(`${name} begins`);
      await store().read(owner, (db) => sql`select 1`.execute(db));
      seen.push(`${name} ends`);
    };
    await store().alone(turn('a'));
    await store().alone(turn('b'));
    expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
    await expect(store().alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await store().alone(turn('c'));
  });

  test('a migration that fails leaves nothing of itself, and the connection as it was', async () => {
    await expect(store().migrate('begin; create table contract.half (id int); select 1/0; commit')).rejects.toThrow(
      /division/,
    );
    const there = await store().read(owner, (db) => sql`select to_regclass('contract.half') as half`.execute(db));
    expect(there.rows).toEqual([{ half: null }]);
    expect((await store().read(app('6'), (db) => sql`select current_user as role`.execute(db))).rows).toEqual([
      { role: 'qipan_app' },
    ]);
  });
}

function conflictContract(store: () => Store): void {
  const table = 'contract.thing';
  test('a row that has moved is a conflict and writes nothing', async () => {
    await store().write(app('7'), (db) => add(db, 'k1', { region: '7' }));
    const update = (name: string) =>
      store().write(app('7'), async (db) => {
        await add(db, `k-${name}`, { region: '7' });
        return applyChanges(db, [{ op: 'update', table, id: 'k1', version: 1, values: { name } }]);
      });
    const both = await Promise.allSettled([update('甲'), update('乙')]);
    expect(both.filter((done) => done.status === 'fulfilled')).toHaveLength(1);
    const lost = both.find((done) => done.status === 'rejected');
    expect(lost?.reason).toBeInstanceOf(VersionConflict);
    const rows = await store().read(app('7'), (db) => sql`select version from contract.thing`.execute(db));
    expect(rows.rows).toHaveLength(2);
    await expect(
      store().write(app('7'), (db) => checkVersions(db, [{ table, id: 'k1', version: 1 }])),
    ).rejects.toBeInstanceOf(VersionConflict);
    await store().write(app('7'), (db) => checkVersions(db, [{ table, id: 'k1', version: 2 }]));
    await expect(
      store().write(app('7'), (db) => applyChanges(db, [{ op: 'delete', table, id: 'k1', version: 1 }])),
    ).rejects.toBeInstanceOf(VersionConflict);
  });

  test('a taken key is a conflict of its own and names the key', async () => {
    await store().write(app('8'), (db) => add(db, 'u1', { region: '8', name: '同名' }));
    const again = store().write(app('8'), (db) => add(db, 'u2', { region: '8', name: '同名' }));
    await expect(again).rejects.toBeInstanceOf(UniqueConflict);
    await expect(again).rejects.toMatchObject({ constraint: 'thing_name' });
  });
}
