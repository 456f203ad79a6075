import { defineCommand, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { listUnits, type Unit } from '../../parties/index.ts';
import type { NamedUnit, Task } from '../model.ts';
import { partiesOf } from '../parties-of.ts';
import { findTasks, linesOfUnit, unitLinesOf } from '../store.ts';

/** Living tasks of one unit to another: in every part in which the one stands, the other stands from now on. Agreed to like any change of who is responsible. */
export const handOver = defineCommand({
  name: 'programme.hand-over',
  title: { zh: '移交任务', en: 'Hand tasks over to another unit' },
  kind: 'command',
  permission: 'programme.confirm',
  input: z.object({
    fromUnitId: z.string(),
    toUnitId: z.string(),
    /** Only these; without it all that live. */
    taskIds: z.array(z.string()).min(1).max(5_000).optional(),
    reason: z.string().trim().min(2).max(500),
  }),
  output: z.object({ tasks: z.number().int() }),
  example: { fromUnitId: 'unit-1', toUnitId: 'unit-2', reason: '职责划转' },
  async read({ db }: { db: Db<never> }, { fromUnitId, toUnitId, taskIds }) {
    const units = await listUnits(db);
    const to = units.find((unit) => unit.id === toUnitId);
    if (!units.some((unit) => unit.id === fromUnitId)) return refuse('parties.unknown-unit', {}, 'fromUnitId');
    if (!to?.active || toUnitId === fromUnitId)
      return refuse('parties.bad-successor', { name: to?.name ?? '' }, 'toUnitId');
    const named = new Set((await linesOfUnit(db, fromUnitId)).map((line) => line.taskId));
    const asked = taskIds ?? [...named];
    const outside = asked.find((id) => !named.has(id));
    if (outside !== undefined) return refuse('programme.unknown-task', {}, outside);
    const tasks = (await findTasks(db, asked)).filter((task) => !task.ended);
    return ok({
      to,
      units,
      tasks,
      lines: await unitLinesOf(
        db,
        tasks.map((task) => task.id),
        [fromUnitId, toUnitId],
      ),
    });
  },
  approval({ tasks, units }, _input, { actor, place }) {
    return partiesOf({ tasks, units, regionCode: actor.regionCode }, place);
  },
  decide({ to, tasks, lines }, { fromUnitId, reason }, context) {
    if (tasks.length === 0) return refuse('programme.nothing-to-hand-over', {});
    const { actor, now, newId } = context;
    const changes = tasks.flatMap((task): RowChange[] => {
      const after = Object.fromEntries(
        (['lead', 'support', 'units'] as const).flatMap((part) => {
          const next = replaced(task[part], fromUnitId, to);
          return JSON.stringify(next) === JSON.stringify(task[part]) ? [] : [[part, next]];
        }),
      );
      const before = Object.fromEntries(Object.keys(after).map((part) => [part, Reflect.get(task, part)]));
      const history = {
        before,
        after: { ...after, reason },
        by_name: actor.personName,
        by_unit: actor.unitName,
        at: now,
      };
      const place = { task_id: task.id, region_code: task.regionCode, demonstration: task.demonstration };
      return [
        { op: 'update', table: 'programme.task', id: task.id, version: task.version, values: after },
        ...moveLines(
          lines.filter((line) => line.taskId === task.id),
          { fromUnitId, to, place, newId },
        ),
        {
          op: 'insert',
          table: 'programme.task_change',
          id: newId(),
          values: { ...place, what: 'changed', ...history },
        },
      ];
    });
    return ok({
      changes,
      restsOn: [],
      files: [],
      events: tasks.map((task) => ({ name: 'programme.task-changed', payload: { taskId: task.id } })),
      notices: [
        { to: { unitId: to.id }, code: 'programme.tasks-handed-over', values: { count: tasks.length }, link: '/tasks' },
      ],
      subject: `移交任务 ${tasks.length} 项给 ${to.name}：${reason}`,
      result: { tasks: tasks.length },
    });
  },
});

function replaced(named: Task['lead'], fromUnitId: string, to: Unit): NamedUnit[] {
  const next = named.map((entry) =>
    entry.unitIds.includes(fromUnitId) && entry.unitIds.length === 1 ? { name: to.name, unitIds: [to.id] } : entry,
  );
  return next.filter((entry, index) => next.findIndex((other) => other.name === entry.name) === index);
}

interface Line {
  readonly id: string;
  readonly version: number;
  readonly taskId: string;
  readonly unitId: string;
  readonly part: string;
}

function moveLines(
  lines: readonly Line[],
  given: { fromUnitId: string; to: Unit; place: Record<string, string | boolean>; newId(): string },
): RowChange[] {
  const { fromUnitId, to, place, newId } = given;
  const held = new Set(lines.filter((line) => line.unitId === to.id).map((line) => line.part));
  return lines
    .filter((line) => line.unitId === fromUnitId)
    .flatMap((line): RowChange[] => [
      { op: 'delete', table: 'programme.task_unit', id: line.id, version: line.version },
      ...(held.has(line.part)
        ? []
        : [
            {
              op: 'insert',
              table: 'programme.task_unit',
              id: newId(),
              values: { ...place, unit_id: to.id, part: line.part },
            } as const,
          ]),
    ]);
}
