import { defineCommand, defineQuery, ok, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { taskColumns, taskFilterSchema } from '../model.ts';
import { listViews } from '../store.ts';

/** What a person keeps of the task list: which columns, which filter, grouped by what. */
export const viewDefinitionSchema = z.object({
  columns: z.array(z.enum(taskColumns)),
  filter: taskFilterSchema,
  group: z.enum(['none', 'front', 'document', 'lead', 'deadline']),
});

export const listViewsOperation = defineQuery({
  name: 'programme.list-views',
  title: { zh: '我的视图', en: 'My views' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({}),
  output: z.object({ views: z.array(z.object({ name: z.string(), definition: viewDefinitionSchema })) }),
  async read(ports: { db: Db<never> }) {
    const views = await listViews(ports.db);
    return ok({
      views: views.map((view) => ({ name: view.name, definition: viewDefinitionSchema.parse(view.definition) })),
    });
  },
});

export const saveView = defineCommand({
  name: 'programme.save-view',
  title: { zh: '保存视图', en: 'Save a view' },
  kind: 'command',
  permission: 'programme.read',
  input: z.object({ name: z.string().trim().max(40), definition: viewDefinitionSchema.nullable() }),
  output: z.object({ name: z.string() }),
  async read(ports: { db: Db<never> }, input) {
    const views = await listViews(ports.db);
    return ok({ before: views.find((view) => view.name === input.name) ?? null });
  },
  decide({ before }, input, context) {
    const table = 'programme.view';
    const changes: RowChange[] = [];
    if (before && input.definition)
      changes.push({
        op: 'update',
        table,
        id: before.id,
        version: before.version,
        values: { definition: input.definition },
      });
    else if (before) changes.push({ op: 'delete', table, id: before.id, version: before.version });
    else if (input.definition)
      changes.push({
        op: 'insert',
        table,
        id: context.newId(),
        values: {
          person_id: context.actor.personId,
          demonstration: context.actor.demonstration,
          name: input.name,
          definition: input.definition,
        },
      });
    return ok({
      changes,
      restsOn: [],
      files: [],
      subject: `视图 ${input.name || '（默认）'}`,
      result: { name: input.name },
    });
  },
});
