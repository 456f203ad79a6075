import { defineQuery, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { threeLists, threeListsSchema } from '../three-lists.ts';
import { listTasks } from '../store.ts';

/** 任务清单, 项目清单 and 政策清单 of one document's confirmed tasks (or of all), each line with its source. */
export const readLists = defineQuery({
  name: 'programme.read-lists',
  title: { zh: '三清单', en: 'Three lists' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({ documentId: z.string().optional() }),
  output: threeListsSchema,
  async read(ports: { db: Db<never> }, input) {
    return ok(threeLists(await listTasks(ports.db, input)));
  },
});
