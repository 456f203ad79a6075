import type { Db } from '@qipan/storage/port';
import { sql } from 'kysely';
import { findTask, type Task } from '../programme/index.ts';
import type { HappenedRow, Standing } from './model.ts';

const standing = sql`id, version, task_id as "taskId", seq, life`;

export async function standingsOf(db: Db<never>, taskIds: readonly string[]): Promise<Map<string, Standing>> {
  if (taskIds.length === 0) return new Map();
  const found =
    await sql<Standing>`select ${standing} from supervision.standing where task_id in (${sql.join(taskIds)})`.execute(
      db,
    );
  return new Map(found.rows.map((row) => [row.taskId, row]));
}

/** A task that the reader may see, and where it stands; null before it was handed over. */
export async function readHeld(
  db: Db<never>,
  taskId: string,
): Promise<{ task: Task | null; standing: Standing | null }> {
  return { task: await findTask(db, taskId), standing: (await standingsOf(db, [taskId])).get(taskId) ?? null };
}

/** What happened to these tasks, each in its order. */
export async function actsOf(db: Db<never>, taskIds: readonly string[]): Promise<Map<string, HappenedRow[]>> {
  if (taskIds.length === 0) return new Map();
  const found = await sql<
    HappenedRow & { taskId: string }
  >`select task_id as "taskId", seq, act, side, person_id as "personId", person_name as "personName", unit_name as "unitName", on_day::text as "on", at from supervision.act where task_id in (${sql.join(taskIds)}) order by task_id, seq`.execute(
    db,
  );
  const all = new Map<string, HappenedRow[]>();
  for (const { taskId, ...row } of found.rows) all.set(taskId, [...(all.get(taskId) ?? []), row]);
  return all;
}

export interface StoredChoice {
  readonly ruleId: string;
  readonly reportDay: number;
  readonly from: string;
  readonly regionCode: string;
}

/** Every choice of a rule so far, the newest first. */
export async function ruleChoices(db: Db<never>): Promise<StoredChoice[]> {
  const found =
    await sql<StoredChoice>`select rule_id as "ruleId", report_day as "reportDay", from_day::text as "from", region_code as "regionCode" from supervision.rule_choice order by from_day desc, at desc`.execute(
      db,
    );
  return found.rows;
}
