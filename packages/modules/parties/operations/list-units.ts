import { defineQuery, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { unitSchema } from '../model.ts';
import { listUnits } from '../store.ts';

export const listUnitsOperation = defineQuery({
  name: 'parties.list-units',
  title: { zh: '单位列表', en: 'List units' },
  kind: 'query',
  reference: true,
  permission: 'parties.read',
  input: z.object({}),
  output: z.object({ units: z.array(unitSchema) }),
  async read(ports: { db: Db<never> }) {
    return ok({ units: await listUnits(ports.db) });
  },
});
