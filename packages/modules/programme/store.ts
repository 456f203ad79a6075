import type { Db } from '@qipan/storage/port';
import { type RawBuilder, sql } from 'kysely';
import type { Task, TaskFilter } from './model.ts';

const columns = sql`t.id, t.version, t.region_code as "regionCode", t.demonstration, t.number, t.document_id as "documentId", t.row_id as "rowId", t.position, t.path, t.text, t.clause, t.source, t.units, t.lead, t.support, t.open, t.leaders, t.contact, t.deadline, t.deadline_basis as "deadlineBasis", t.soft_deadline as "softDeadline", t.stages, t.targets, t.projects, t.policies, t.citations, t.extra, t.artefact, t.needs_measure as "needsMeasure", t.unclear, t.provenance, t.edits, t.confirmed_by as "confirmedBy", t.confirmed_by_unit as "confirmedByUnit", t.confirmed_at as "confirmedAt"`;

/** Tasks that the reader may see, in the order of their documents. */
export async function listTasks(db: Db<never>, filter: TaskFilter): Promise<Task[]> {
  const found =
    await sql<Task>`select ${columns} from programme.task t where ${conditions(filter)} order by split_part(t.number, '-', 1)::int, t.position, t.number`.execute(
      db,
    );
  return found.rows;
}

export async function findTask(db: Db<never>, taskId: string): Promise<Task | null> {
  const found = await sql<Task>`select ${columns} from programme.task t where t.id = ${taskId}`.execute(db);
  return found.rows[0] ?? null;
}

export async function findTasks(db: Db<never>, taskIds: readonly string[]): Promise<Task[]> {
  if (taskIds.length === 0) return [];
  const found = await sql<Task>`select ${columns} from programme.task t where t.id in (${sql.join(taskIds)})`.execute(
    db,
  );
  return found.rows;
}

function conditions(filter: TaskFilter): RawBuilder<unknown> {
  const all = [sql`true`];
  if (filter.documentId) all.push(sql`t.document_id = ${filter.documentId}`);
  if (filter.unitId)
    all.push(sql`exists (select 1 from programme.task_unit u where u.task_id = t.id and u.unit_id = ${filter.unitId})`);
  if (filter.front !== undefined) all.push(sql`coalesce(t.path->>0, '') = ${filter.front}`);
  if (filter.unclear !== undefined)
    all.push(filter.unclear ? sql`t.unclear <> '[]'::jsonb` : sql`t.unclear = '[]'::jsonb`);
  if (filter.dueUntil) all.push(sql`t.deadline <= ${filter.dueUntil}`);
  for (const word of searchKey(filter.query ?? '')
    .split(/\s+/)
    .filter((entry) => entry !== '')) {
    all.push(sql`t.search like ${`%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`}`);
  }
  return sql.join(all, sql` and `);
}

/** Text as it is searched: width and case folded. */
export function searchKey(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** The next number of tasks that an officer wrote down, within the region. */
export async function nextOwnNumber(db: Db<never>, regionCode: string): Promise<number> {
  const found = await sql<{
    next: number;
  }>`select coalesce(max(split_part(number, '-', 2)::int), 0)::int + 1 as next from programme.task where region_code = ${regionCode} and document_id is null`.execute(
    db,
  );
  return found.rows[0]?.next ?? 1;
}

export interface View {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** The reader's own saved views; the one named '' is the last column choice. */
export async function listViews(db: Db<never>): Promise<View[]> {
  const found = await sql<View>`select id, version, name, definition from programme.view order by name`.execute(db);
  return found.rows;
}
