import { defineCommand, ok, refuse } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { unitFieldsSchema } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { holdersOf, type NamedUnit, ownKeys, refuseTaken } from '../names.ts';
import { listUnits } from '../store.ts';

const unitToAdd = unitFieldsSchema.extend({ id: z.string().optional() });

/** Adds units. One that is there already by its id is left as it is, so that loading a place's units again does nothing. */
export const addUnits = defineCommand({
  name: 'parties.add-units',
  title: { zh: '添加单位', en: 'Add units' },
  kind: 'command',
  permission: 'parties.manage',
  input: z.object({ units: z.array(unitToAdd).min(1).max(2_000) }),
  output: z.object({ added: z.array(z.string()) }),
  example: {
    units: [
      { regionCode: '990100', name: '市数据局', aliases: ['数据局'], duties: ['数据资源管理'], kind: 'government' },
    ],
  },
  async read(ports: { db: Db<never> }) {
    return ok({ units: await listUnits(ports.db) });
  },
  decide(facts, input, context) {
    if (context.actor.demonstration) return refuse('parties.real-register', {});
    const ids = new Set(facts.units.map((unit) => unit.id));
    const fresh = input.units.filter((unit) => !unit.id || !ids.has(unit.id));
    const held = new Map(holdersOf<NamedUnit>(facts.units));
    for (const [index, unit] of fresh.entries()) {
      const taken = refuseTaken(held, { ...unit, unitId: '' });
      if (taken) return taken;
      if (!context.place.regions.some((region) => region.code === unit.regionCode))
        return refuse('parties.unknown-region', { code: unit.regionCode }, 'regionCode');
      for (const key of ownKeys(unit)) held.set(key, [{ ...unit, id: `new ${index}`, active: true }]);
    }
    const changes = fresh.map((unit, index) => ({
      op: 'insert' as const,
      table: 'parties.unit',
      id: unit.id ?? context.newId(),
      values: {
        region_code: unit.regionCode,
        name: unit.name,
        name_key: nameKey(unit.name),
        aliases: unit.aliases,
        duties: unit.duties,
        kind: unit.kind,
        contact_name: unit.contactName,
        contact_phone: unit.contactPhone,
        position: facts.units.length + index,
      },
    }));
    const first = fresh[0]?.name ?? '';
    const subject = fresh.length === 1 ? `添加单位 ${first}` : `添加 ${fresh.length} 个单位`;
    return ok({ changes, restsOn: [], files: [], subject, result: { added: changes.map((change) => change.id) } });
  },
});
