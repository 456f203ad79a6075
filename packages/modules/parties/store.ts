import type { Db } from '@qipan/storage/port';
import { sql } from 'kysely';
import type { Unit } from './model.ts';

export type PartiesTables = Record<'parties.unit', Record<string, unknown>>;

const columns = sql`id, version, region_code as "regionCode", name, aliases, duties, kind, contact_name as "contactName", contact_phone as "contactPhone", active`;

/** All units in the place's order. The dictionary is everyone's. */
export async function listUnits(db: Db<never>): Promise<Unit[]> {
  const found = await sql<Unit>`select ${columns} from parties.unit order by position, name`.execute(db);
  return found.rows;
}

export async function findUnit(db: Db<never>, unitId: string): Promise<Unit | null> {
  const found = await sql<Unit>`select ${columns} from parties.unit where id = ${unitId}`.execute(db);
  return found.rows[0] ?? null;
}
