import { defineQuery, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { unitSchema } from '../model.ts';
import { findUnit } from '../store.ts';

export const readUnit = defineQuery({
  name: 'parties.read-unit',
  title: { zh: '查看单位', en: 'Read a unit' },
  kind: 'query',
  reference: true,
  permission: 'parties.read',
  input: z.object({ unitId: z.string() }),
  output: unitSchema,
  async read(ports: { db: Db<never> }, input) {
    const unit = await findUnit(ports.db, input.unitId);
    return unit ? ok(unit) : refuse('parties.unknown-unit', {});
  },
});
