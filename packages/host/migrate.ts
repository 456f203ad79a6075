import { type Manifest, type Migration, ok, type Outcome, type Region, refuse, regionAncestors } from '@qipan/kernel';
import type { AnyDb, Store } from '@qipan/storage';
import { sql } from 'kysely';
import { hostMigrations } from './schema.ts';

export interface Step extends Migration {
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

/** A step's name, `module:number`. */
export function stepName(step: Pick<Step, 'module' | 'number'>): string {
  return `${step.module}:${step.number}`;
}

const owner = { role: 'owner', settings: {} } as const;

/**
 * Runs the steps that this database has not seen, each in a transaction of its own with its line in host.migration; with
 * `only`, no others than these. Several processes at once: one runs them, the others find them done. Returns their names.
 */
export function migrate(
  store: Store,
  steps: readonly Step[],
  given: { now: string; only?: ReadonlySet<string> },
): Promise<string[]> {
  return store.alone(async () => {
    const seen = new Set(await store.read(owner, appliedSteps));
    const done: string[] = [];
    for (const step of steps) {
      const name = stepName(step);
      if (seen.has(name) || (given.only && !given.only.has(name))) continue;
      await store.migrate(
        `begin; ${step.up}; insert into host.migration values ('${step.module}', ${step.number}, '${step.name.replaceAll("'", "''")}', '${given.now}'); commit`,
      );
      done.push(name);
    }
    await store.write(owner, async (db) => {
      for (const step of steps) if (!given.only || given.only.has(stepName(step))) await step.fill?.(db);
    });
    return done;
  });
}

/** Undoes steps, the last first, each in a transaction of its own. Their tables go, and what is in them. */
export function undo(store: Store, steps: readonly Step[]): Promise<void> {
  return store.alone(async () => {
    const seen = new Set(await store.read(owner, appliedSteps));
    for (const step of steps.toReversed()) {
      if (!seen.has(stepName(step))) continue;
      await store.migrate(
        `begin; delete from host.migration where module = '${step.module}' and number = ${step.number}; ${step.down}; commit`,
      );
    }
  });
}

/** The steps that stand after `target`: `module:number` those of that module, `0` all. Refused when other modules rest on them. */
export function stepsAfter(
  manifests: readonly Manifest[],
  applied: readonly string[],
  target: string,
): Outcome<readonly Step[]> {
  const steps = migrationSteps(manifests).filter((step) => applied.includes(stepName(step)));
  if (target === '0') return ok(steps);
  const [, module = '', number = ''] = /^([a-z-]+):(\d+)$/.exec(target) ?? [];
  const known = migrationSteps(manifests).filter((step) => step.module === module);
  if (known.length === 0 || (number !== '0' && !known.some((step) => step.number === Number(number))))
    return refuse('storage.unknown-step', { target, example: stepName(steps.at(-1) ?? { module: 'host', number: 1 }) });
  const needed = manifests
    .filter((manifest) => module === 'host' || manifest.uses.includes(module))
    .map((manifest) => manifest.name)
    .filter((name) => steps.some((step) => step.module === name));
  if (number === '0' && needed.length > 0) return refuse('storage.step-needed', { module, needed: needed.join('、') });
  return ok(steps.filter((step) => step.module === module && step.number > Number(number)));
}

/** The names of the steps that a database has seen. */
export async function appliedSteps(db: AnyDb): Promise<string[]> {
  const there =
    await sql`select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'host' and c.relname = 'migration'`.execute(
      db,
    );
  if (there.rows.length === 0) return [];
  const rows = await sql<{ module: string; number: number }>`select module, number from host.migration`.execute(db);
  return rows.rows.map(stepName);
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
