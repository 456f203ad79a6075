import { defineCommand, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { unitFieldsSchema } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { holdersOf, refuseTaken } from '../names.ts';
import { listUnits } from '../store.ts';

/** Changes what is said of a unit: names, duties, contact, whether it is active. */
export const changeUnit = defineCommand({
  name: 'parties.change-unit',
  title: { zh: '修改单位', en: 'Change a unit' },
  kind: 'command',
  permission: 'parties.manage',
  input: unitFieldsSchema
    .omit({ regionCode: true })
    .extend({ unitId: z.string(), version: z.number().int(), active: z.boolean().default(true) }),
  output: z.object({ unitId: z.string(), version: z.number().int() }),
  async read(ports: { db: Db<never> }, input) {
    const units = await listUnits(ports.db);
    const unit = units.find((entry) => entry.id === input.unitId);
    return unit ? ok({ unit, units }) : refuse('parties.unknown-unit', {});
  },
  decide({ unit, units }, input, context) {
    if (unit.endedOn !== null && input.active) return refuse('parties.unit-ended', { name: unit.name });
    if (context.actor.demonstration) return refuse('parties.real-register', {});
    const taken = input.active ? refuseTaken(holdersOf(units), input) : null;
    if (taken) return taken;
    const change = {
      op: 'update' as const,
      table: 'parties.unit',
      id: unit.id,
      version: input.version,
      values: {
        name: input.name,
        name_key: nameKey(input.name),
        aliases: input.aliases,
        duties: input.duties,
        kind: input.kind,
        contact_name: input.contactName,
        contact_phone: input.contactPhone,
        active: input.active,
      },
    };
    return ok({
      changes: [change],
      restsOn: [],
      files: [],
      subject: `修改单位 ${unit.name}`,
      result: { unitId: unit.id, version: input.version + 1 },
    });
  },
});
