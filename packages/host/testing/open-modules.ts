import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Outcome, PlaceTables } from '@qipan/kernel';
import { modules } from '@qipan/modules';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import type { Host } from '../open.ts';
import { systemActor } from '../identity/posts.ts';
import { runOperation } from '../run-operation.ts';
import { cacheDirectory } from './open-sample.ts';
import { openOn, type StoreKind } from './stores.ts';

/** A host with all real modules on a place, in a folder of its own, under a clock that the test sets. */
export interface Opened {
  readonly host: Host;
  readonly directory: string;
  readonly clock: { ms: number };
  close(): Promise<void>;
}

/** Opens it with the place's units in the register; `close` removes the folder. */
export async function openModules(place: PlaceTables, on: { store?: StoreKind } = {}): Promise<Opened> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-test-'));
  const directory = path.join(folder, 'data');
  const clock = { ms: Date.parse('2026-03-02T01:00:00.000Z') };
  const now = () => new Date(clock.ms).toISOString();
  const host = accepted(
    await openOn(on.store ?? 'pglite', { directory, place, manifests: modules, cacheDirectory, now }),
  );
  const units = place.units.map((unit) => ({ ...unit, aliases: [...unit.aliases], duties: [...unit.duties] }));
  accepted(await runOperation(host, systemActor(place, false), { name: 'parties.add-units', input: { units } }));
  const close = async () => {
    await host.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { host, directory, clock, close };
}

/** The value of an outcome; a refusal fails the test with its code. */
export function accepted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code} ${outcome.at ?? ''} ${JSON.stringify(outcome.values)}`);
  return outcome.value;
}

/** Reads as the owner of the database, whom no policy binds. */
export function readAsOwner<T>(host: Host, work: (db: AnyDb) => Promise<T>): Promise<T> {
  return host.store.read({ role: 'owner', settings: {} }, work);
}

/** Rows in every table of the product, by its name: equal before and after when nothing was written. */
export function countAllRows(host: Host): Promise<Record<string, number>> {
  return readAsOwner(host, async (db) => {
    const tables = await sql<{
      name: string;
    }>`select table_schema || '.' || table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`.execute(
      db,
    );
    const counts = tables.rows.map(
      ({ name }) =>
        sql<{
          name: string;
          count: number;
        }>`select ${name}::text as name, count(*)::int as count from ${sql.table(name)}`,
    );
    const found = await sql<{ name: string; count: number }>`${sql.join(counts, sql` union all `)}`.execute(db);
    return Object.fromEntries(found.rows.map((row) => [row.name, row.count]));
  });
}
