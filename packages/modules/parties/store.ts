import type { Db } from '@qipan/storage/port';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Unit, unitChangeSchema } from './model.ts';

export type PartiesTables = Record<'parties.unit', Record<string, unknown>>;

const columns = sql`id, version, region_code as "regionCode", name, aliases, duties, kind, contact_name as "contactName", contact_phone as "contactPhone", active, ended_on as "endedOn", successor_id as "successorId"`;

/** All units in the place's order. The dictionary is everyone's. */
export async function listUnits(db: Db<never>): Promise<Unit[]> {
  const found = await sql<Unit>`select ${columns} from parties.unit order by position, name_key, name`.execute(db);
  return found.rows;
}

export async function findUnit(db: Db<never>, unitId: string): Promise<Unit | null> {
  const found = await sql<Unit>`select ${columns} from parties.unit where id = ${unitId}`.execute(db);
  return found.rows[0] ?? null;
}

type UnitChange = z.infer<typeof unitChangeSchema>;

export async function changesOfUnit(db: Db<never>, unitId: string): Promise<UnitChange[]> {
  const found =
    await sql<UnitChange>`select id, on_date as "onDate", what, former_name as "formerName", name, successor_id as "successorId", basis, by_name as "byName", at from parties.unit_change where unit_id = ${unitId} or successor_id = ${unitId} order by on_date desc, at desc, id`.execute(
      db,
    );
  return found.rows;
}
