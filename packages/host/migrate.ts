import type { Manifest, Migration, Region } from '@qipan/kernel';
import { regionAncestors } from '@qipan/kernel';
import type { AnyDb, Store } from '@qipan/storage';
import { sql } from 'kysely';
import { hostMigrations } from './schema.ts';

interface Step extends Migration {
  readonly module: string;
}

/** All steps in the order in which they run: the host's, then each module's in module order. */
export function migrationSteps(manifests: readonly Manifest[]): Step[] {
  const own = hostMigrations.map((migration) => ({ ...migration, module: 'host' }));
  return [
    ...own,
    ...manifests.flatMap((manifest) =>
      manifest.migrations.map((migration) => ({ ...migration, module: manifest.name })),
    ),
  ];
}

const owner = { role: 'owner', settings: {} } as const;

/** Runs the steps that this database has not seen, each in a transaction of its own with its line in host.migration. */
export async function migrate(store: Store, manifests: readonly Manifest[], now: string): Promise<number> {
  const seen = new Set(await store.read(owner, appliedSteps));
  let count = 0;
  for (const step of migrationSteps(manifests)) {
    if (seen.has(`${step.module}:${step.number}`)) continue;
    const name = step.name.replaceAll("'", "''");
    await store.migrate(
      `begin; ${step.up}; insert into host.migration values ('${step.module}', ${step.number}, '${name}', '${now}'); commit`,
    );
    count += 1;
  }
  return count;
}

async function appliedSteps(db: AnyDb): Promise<string[]> {
  const there = await sql<{ there: boolean }>`select to_regclass('host.migration') is not null as there`.execute(db);
  if (!there.rows[0]?.there) return [];
  const rows = await sql<{ module: string; number: number }>`select module, number from host.migration`.execute(db);
  return rows.rows.map((row) => `${row.module}:${row.number}`);
}

/** The place's regions into the store: reference data, replaced whole when the place's own has changed. */
export async function loadRegions(store: Store, regions: readonly Region[]): Promise<void> {
  const ancestors = regionAncestors(regions);
  await store.write(owner, async (db) => {
    for (const [position, region] of regions.entries()) {
      await sql`insert into host.region (code, name, parent, level, partner, position) values (${region.code}, ${region.name}, ${region.parent}, ${region.level}, ${region.partner}, ${position})
        on conflict (code) do update set name = excluded.name, parent = excluded.parent, level = excluded.level, partner = excluded.partner, position = excluded.position`.execute(
        db,
      );
    }
    await sql`delete from host.region_tree`.execute(db);
    const pairs = [...ancestors].flatMap(([descendant, chain]) =>
      [...chain].map((ancestor) => ({ ancestor, descendant })),
    );
    await sql`insert into host.region_tree select p.ancestor, p.descendant from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as p(ancestor text, descendant text)`.execute(
      db,
    );
  });
}
