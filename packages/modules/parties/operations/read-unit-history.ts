import { defineQuery, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { unitChangeSchema } from '../model.ts';
import { changesOfUnit } from '../store.ts';

/** What became of a unit, newest first, with the document that says so. */
export const readUnitHistory = defineQuery({
  name: 'parties.read-unit-history',
  title: { zh: '单位沿革', en: 'History of a unit' },
  kind: 'query',
  reference: true,
  permission: 'parties.read',
  input: z.object({ unitId: z.string() }),
  output: z.object({ changes: z.array(unitChangeSchema) }),
  async read({ db }: { db: Db<never> }, { unitId }) {
    return ok({ changes: await changesOfUnit(db, unitId) });
  },
});
