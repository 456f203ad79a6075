import type { Db } from '@qipan/storage/port';
import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { foldForSearch, inRegion, matches, type SearchGroups } from '../documents/index.ts';
import type { Task, TaskFilter, taskChangeSchema, taskParentSchema } from './model.ts';

const columns = sql`t.id, t.version, t.region_code as "regionCode", t.demonstration, t.number, t.document_id as "documentId", t.row_id as "rowId", t.series, t.position, t.path, t.text, t.clause, t.source, t.units, t.lead, t.support, t.open, t.leaders, t.contact, t.deadline, t.deadline_basis as "deadlineBasis", t.soft_deadline as "softDeadline", t.stages, t.targets, t.projects, t.policies, t.citations, t.extra, t.artefact, t.needs_measure as "needsMeasure", t.unclear, t.provenance, t.edits, t.confirmed_by as "confirmedBy", t.confirmed_by_unit as "confirmedByUnit", t.confirmed_at as "confirmedAt", t.ended`;

/** Tasks that the reader may see, in the order of their documents. */
export async function listTasks(db: Db<never>, filter: TaskFilter, page: TaskPage = {}): Promise<Task[]> {
  const key = sql`(t.series, t.position, t.number)`;
  const after = page.after
    ? sql`${key} > (${page.after[0]}::int, ${page.after[1]}::double precision, ${page.after[2]})`
    : sql`true`;
  const most = page.limit === undefined ? sql`` : sql`limit ${page.limit}`;
  const found =
    await sql<Task>`select ${columns} from programme.task t where ${conditions(filter)} and ${after} order by t.series, t.position, t.number ${most}`.execute(
      db,
    );
  return found.rows;
}

/** A part of the list: at most so many, after the row of this sort key. */
export interface TaskPage {
  readonly limit?: number | undefined;
  readonly after?: readonly (string | number)[] | undefined;
}

/** The sort key of a task in lists. */
export function taskKey(task: Pick<Task, 'series' | 'number' | 'position'>): readonly (string | number)[] {
  return [task.series, task.position, task.number];
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
  const all = [filter.ended ? sql`t.ended is not null` : sql`t.ended is null`];
  if (filter.documentId) all.push(sql`t.document_id = ${filter.documentId}`);
  if (filter.unitId)
    all.push(sql`exists (select 1 from programme.task_unit u where u.task_id = t.id and u.unit_id = ${filter.unitId})`);
  if (filter.front !== undefined) all.push(sql`coalesce(t.path->>0, '') = ${filter.front}`);
  if (filter.unclear !== undefined)
    all.push(filter.unclear ? sql`t.unclear <> '[]'::jsonb` : sql`t.unclear = '[]'::jsonb`);
  if (filter.dueFrom) all.push(sql`t.deadline >= ${filter.dueFrom}`);
  if (filter.dueUntil) all.push(sql`t.deadline <= ${filter.dueUntil}`);
  const words = foldForSearch(filter.query ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length > 0)
    all.push(
      matches(
        sql`t.search`,
        words.map((word) => [word]),
      ),
    );
  return sql.join(all, sql` and `);
}

/** A unit's line on a task: in which part it stands there. */
export interface UnitRow {
  readonly id: string;
  readonly version: number;
  readonly taskId: string;
  readonly unitId: string;
  readonly part: string;
}

/** Which units' lines hang on these tasks. */
export async function unitRowsOf(db: Db<never>, taskIds: readonly string[]): Promise<UnitRow[]> {
  if (taskIds.length === 0) return [];
  const found =
    await sql<UnitRow>`select id, version, task_id as "taskId", unit_id as "unitId", part from programme.task_unit where task_id in (${sql.join(taskIds)}) order by id`.execute(
      db,
    );
  return found.rows;
}

export interface UnitLine {
  readonly taskId: string;
  readonly part: string;
  readonly regionCode: string;
  readonly demonstration: boolean;
}

/** The tasks on which a unit stands, in which part. */
export async function linesOfUnit(db: Db<never>, unitId: string): Promise<UnitLine[]> {
  const found =
    await sql<UnitLine>`select task_id as "taskId", part, region_code as "regionCode", demonstration from programme.task_unit where unit_id = ${unitId} order by id`.execute(
      db,
    );
  return found.rows;
}

/** How many living tasks of the real realm stand on a unit. */
export async function livingTasksOf(db: Db<never>, unitId: string): Promise<number> {
  const found = await sql<{
    count: number;
  }>`select count(distinct u.task_id)::int as count from programme.task_unit u join programme.task t on t.id = u.task_id where u.unit_id = ${unitId} and t.ended is null and not t.demonstration`.execute(
    db,
  );
  return found.rows[0]?.count ?? 0;
}

/** The lines of these units on these tasks. */
export async function unitLinesOf(
  db: Db<never>,
  taskIds: readonly string[],
  unitIds: readonly string[],
): Promise<{ id: string; version: number; taskId: string; unitId: string; part: string }[]> {
  if (taskIds.length === 0) return [];
  const found = await sql<{
    id: string;
    version: number;
    taskId: string;
    unitId: string;
    part: string;
  }>`select id, version, task_id as "taskId", unit_id as "unitId", part from programme.task_unit where task_id in (${sql.join(taskIds)}) and unit_id in (${sql.join(unitIds)}) order by id`.execute(
    db,
  );
  return found.rows;
}

type TaskParent = z.infer<typeof taskParentSchema>;
type TaskChange = z.infer<typeof taskChangeSchema>;

export async function parentsOf(db: Db<never>, taskId: string): Promise<TaskParent[]> {
  const found =
    await sql<TaskParent>`select id, document_id as "documentId", row_id as "rowId", level, title, number, place, clause, at from programme.task_parent where task_id = ${taskId} order by at, id`.execute(
      db,
    );
  return found.rows;
}

export async function changesOf(db: Db<never>, taskId: string): Promise<TaskChange[]> {
  const found =
    await sql<TaskChange>`select id, what, document_id as "documentId", before, after, by_name as "byName", by_unit as "byUnit", at from programme.task_change where task_id = ${taskId} order by at desc, id`.execute(
      db,
    );
  return found.rows;
}

export interface FoundTask {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly text: string;
  /** The units that stand on it, as printed. */
  readonly units: readonly string[];
  readonly total: number;
}

/** Tasks by all that is searched of them; `total` counts every one that the reader may see, not only those given. */
export async function searchTasks(
  db: Db<never>,
  groups: SearchGroups,
  scope: { regionCode?: string | undefined; unitId?: string | undefined; limit: number },
): Promise<FoundTask[]> {
  const region = scope.regionCode === undefined ? sql`true` : inRegion(sql`t.region_code`, scope.regionCode);
  const unit =
    scope.unitId === undefined
      ? sql`true`
      : sql`exists (select 1 from programme.task_unit u where u.task_id = t.id and u.unit_id = ${scope.unitId})`;
  const found =
    await sql<FoundTask>`select t.id, t.number, t.source->>'title' as title, t.text, (select coalesce(jsonb_agg(u->>'name'), '[]'::jsonb) from jsonb_array_elements(t.lead || t.support || t.units) u) as units, (count(*) over ())::int as total from programme.task t
    where ${region} and ${unit} and ${matches(sql`t.search`, groups)} order by t.ended is not null, t.series, t.position limit ${scope.limit}`.execute(
      db,
    );
  return found.rows;
}

/** Titles of the sources of tasks that the reader may see: who sees no document sees these. */
export async function sourceTitles(db: Db<never>, limit: number): Promise<string[]> {
  const found = await sql<{
    title: string;
  }>`select distinct t.source->>'title' as title from programme.task t order by 1 limit ${limit}`.execute(db);
  return found.rows.map((row) => row.title);
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
