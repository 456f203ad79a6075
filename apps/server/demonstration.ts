import { addPersonRows, type Host, identityScope, runOperation, systemActor } from '@qipan/host';
import { type Actor, isCollective, type PlaceDemonstration, type PlaceUnit, refuse } from '@qipan/kernel';
import { sql } from 'kysely';
import { z } from 'zod';

export interface DemonstrationAccount {
  readonly personId: string;
  readonly name: string;
  readonly role: string;
  readonly unitName: string;
}

export interface DemonstrationResult {
  readonly title: string;
  readonly fronts: number;
  readonly measures: number;
  /** Tasks and requirements. */
  readonly rows: number;
  readonly tasks: number;
  readonly withUnit: number;
  readonly withDate: number;
  readonly unclear: number;
  readonly documentId: string;
}

type State = 'running' | 'done' | 'declined';

export async function readState(host: Host): Promise<State | null> {
  return host.store.read(identityScope(''), async (db) => {
    const found = await sql<{ value: State }>`select value from host.setting where key = 'demonstration'`.execute(db);
    return found.rows[0]?.value ?? null;
  });
}

export async function writeState(host: Host, state: State): Promise<void> {
  await host.store.write(identityScope(''), (db) =>
    sql`insert into host.setting (key, value) values ('demonstration', ${JSON.stringify(state)}::jsonb) on conflict (key) do update set value = excluded.value`.execute(
      db,
    ),
  );
}

export async function listDemonstrationAccounts(host: Host): Promise<DemonstrationAccount[]> {
  return host.store.read(identityScope(''), async (db) => {
    const found =
      await sql<DemonstrationAccount>`select p.id as "personId", p.name, o.role, o.unit_name as "unitName" from host.person p join host.post o on o.person_id = p.id where p.demonstration and not p.locked order by p.created_at, p.login`.execute(
        db,
      );
    return found.rows;
  });
}

/** The place's units into the register; those that are there already stay as they are. */
export async function loadUnits(host: Host): Promise<void> {
  const system = systemActor(host.place, false);
  const listed = await runOperation(host, system, { name: 'parties.list-units', input: {} });
  const held = listed.ok ? registerSchema.parse(listed.value).units : [];
  const names = new Set(held.flatMap((entry) => [entry.name, ...entry.aliases]));
  // An office that has made a unit of its own, or has merged one, has the name already: its register goes before the place's.
  const isHeld = (unit: PlaceUnit) => names.has(unit.name) || held.some((entry) => entry.id === unit.id);
  const free = (alias: string) => isCollective(alias) || !names.has(alias);
  const missing = host.place.units.filter((unit) => !isHeld(unit));
  if (missing.length === 0) return;
  const units = missing.map((unit) => ({ ...unit, aliases: unit.aliases.filter(free), duties: [...unit.duties] }));
  const loaded = await runOperation(host, system, { name: 'parties.add-units', input: { units } });
  if (!loaded.ok) throw new Error(`the place's units were refused: ${loaded.code} ${JSON.stringify(loaded.values)}`);
}

const registerSchema = z.object({
  units: z.array(z.object({ id: z.string(), name: z.string(), aliases: z.array(z.string()) })),
});

/**
 * Runs the product's main job on the place's own document, as one of its demonstration persons. Every step leaves alone
 * what an earlier, interrupted run has done, so that no row is doubled.
 */
export async function runDemonstration(host: Host, demonstration: PlaceDemonstration): Promise<DemonstrationResult> {
  for (const [index, person] of demonstration.people.entries()) {
    const unit = host.place.units.find((entry) => entry.id === person.unitId);
    if (!unit) throw new Error(`demonstration person ${person.login} is of no unit`);
    const seed = `demonstration-person-${index}`;
    await addPersonRows(host, { person: { ...person, phone: '' }, unit, demonstration: true, seed });
  }
  const officer = await officerOf(host);
  const file = await demonstration.document();
  const imported = await runOperation(host, officer, {
    name: 'documents.import-document',
    input: { file: { name: file.name, bytes: file.bytes } },
  });
  const documentId = imported.ok
    ? z.object({ documentId: z.string() }).parse(imported.value).documentId
    : imported.code === 'documents.already-imported'
      ? String(imported.values.documentId)
      : null;
  if (documentId === null)
    throw new Error(`the demonstration document was refused: ${imported.ok ? '' : imported.code}`);
  return countResult(host, officer, documentId);
}

async function officerOf(host: Host): Promise<Actor> {
  const row = await host.store.read(identityScope(''), async (db) => {
    const found = await sql<{
      personId: string;
      personName: string;
      postId: string;
      unitId: string;
      unitName: string;
      regionCode: string;
    }>`select p.id as "personId", p.name as "personName", o.id as "postId", o.unit_id as "unitId", o.unit_name as "unitName", o.region_code as "regionCode" from host.person p join host.post o on o.person_id = p.id where p.demonstration and o.role = 'reform-office' order by p.created_at, p.login limit 1`.execute(
      db,
    );
    return found.rows[0];
  });
  if (!row) throw new Error('no demonstration person is of the reform office');
  return { ...row, role: 'reform-office', demonstration: true };
}

const rowsSchema = z.object({
  document: z.object({ title: z.string(), unclear: z.number() }),
  rows: z.array(
    z.object({
      item: z.object({
        kind: z.string(),
        path: z.array(z.string()),
        units: z.array(z.string()),
        lead: z.array(z.string()),
        deadline: z.unknown(),
      }),
    }),
  ),
});

async function countResult(host: Host, officer: Actor, documentId: string): Promise<DemonstrationResult> {
  const read = await runOperation(host, officer, { name: 'documents.read-document', input: { documentId } });
  const { document, rows } = rowsSchema.parse(read.ok ? read.value : refuse('documents.unknown-document'));
  const items = rows.map((row) => row.item).filter((item) => item.kind === 'task' || item.kind === 'requirement');
  return {
    title: document.title,
    fronts: new Set(items.map((item) => item.path[0])).size,
    measures: new Set(items.map((item) => item.path.slice(0, 2).join('\n'))).size,
    rows: items.length,
    tasks: items.filter((item) => item.kind === 'task').length,
    withUnit: items.filter((item) => item.units.length + item.lead.length > 0).length,
    withDate: items.filter((item) => item.deadline !== null).length,
    unclear: document.unclear,
    documentId,
  };
}
