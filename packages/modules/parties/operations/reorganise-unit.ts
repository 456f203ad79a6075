import { defineCommand, ok, type OperationContext, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import type { Unit } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { holdersOf, refuseTaken } from '../names.ts';
import { listUnits } from '../store.ts';

const reorganisation = z.discriminatedUnion('what', [
  z.object({ what: z.literal('renamed'), name: z.string().trim().min(2).max(60) }),
  z.object({ what: z.literal('merged'), successorId: z.string() }),
  z.object({ what: z.literal('abolished'), successorId: z.string().nullable().default(null) }),
]);

interface Facts {
  readonly unit: Unit;
  readonly units: readonly Unit[];
  readonly successor: Unit | null;
}

/**
 * 机构改革: a unit gets a new name, goes into another, or ends. Its old name stays an alias, of itself or of its
 * successor, so that documents of before are still read right; what stood on it is seen by the successor.
 */
export const reorganiseUnit = defineCommand({
  name: 'parties.reorganise-unit',
  title: { zh: '机构变更（更名、合并、撤销）', en: 'Rename, merge or abolish a unit' },
  kind: 'command',
  permission: 'parties.manage',
  input: z.object({
    unitId: z.string(),
    version: z.number().int(),
    on: z.iso.date(),
    /** The document that says so. */
    basis: z.string().trim().min(2).max(200),
    change: reorganisation,
  }),
  output: z.object({ unitId: z.string() }),
  example: {
    unitId: 'unit-1',
    version: 1,
    on: '2026-03-01',
    basis: '市机构改革方案',
    change: { what: 'merged', successorId: 'unit-2' },
  },
  async read({ db }: { db: Db<never> }, { unitId, change }) {
    const units = await listUnits(db);
    const unit = units.find((entry) => entry.id === unitId);
    if (!unit) return refuse('parties.unknown-unit', {}, 'unitId');
    if (change.what === 'renamed') return ok<Facts>({ unit, units, successor: null });
    if (change.successorId === null) return ok<Facts>({ unit, units, successor: null });
    const successor = units.find((entry) => entry.id === change.successorId) ?? null;
    if (!successor) return refuse('parties.unknown-unit', {}, 'change.successorId');
    return successor.id === unit.id || !successor.active
      ? refuse('parties.bad-successor', { name: successor.name }, 'change.successorId')
      : ok<Facts>({ unit, units, successor });
  },
  decide({ unit, units, successor }, input, context) {
    if (context.actor.demonstration) return refuse('parties.real-register', {});
    if (unit.endedOn !== null) return refuse('parties.unit-ended', { name: unit.name });
    if (input.on > context.today) return refuse('parties.not-yet', { on: input.on, today: context.today }, 'on');
    const { change } = input;
    if (change.what !== 'renamed') return end({ unit, successor, input, what: change.what }, context);
    const taken = refuseTaken(holdersOf(units), { unitId: unit.id, name: change.name, aliases: [], at: 'change.name' });
    if (taken) return taken;
    const aliases = [...new Set([...unit.aliases, unit.name])].filter((alias) => alias !== change.name);
    const values = { name: change.name, aliases, name_key: nameKey(change.name) };
    const rename: RowChange = { op: 'update', table: 'parties.unit', id: unit.id, version: input.version, values };
    return ok({
      changes: [rename, historyRow({ unit, successor: null, input, name: change.name }, context)],
      restsOn: [],
      files: [],
      events: [],
      subject: `单位更名：${unit.name} → ${change.name}`,
      result: { unitId: unit.id },
    });
  },
});

interface Given {
  readonly unit: Unit;
  readonly successor: Unit | null;
  readonly input: {
    readonly version: number;
    readonly on: string;
    readonly basis: string;
    readonly change: { readonly what: string };
  };
}

function end(given: Given & { what: 'merged' | 'abolished' }, context: OperationContext) {
  const { unit, successor, input, what } = given;
  const values = { active: false, ended_on: input.on, successor_id: successor?.id ?? null };
  const changes: RowChange[] = [{ op: 'update', table: 'parties.unit', id: unit.id, version: input.version, values }];
  if (successor) {
    const aliases = [...new Set([...successor.aliases, unit.name, ...unit.aliases])].filter(
      (name) => name !== successor.name,
    );
    changes.push({
      op: 'update',
      table: 'parties.unit',
      id: successor.id,
      version: successor.version,
      values: { aliases },
    });
  }
  changes.push(historyRow({ unit, successor, input, name: unit.name }, context));
  return ok({
    changes,
    restsOn: [],
    files: [],
    events: [{ name: 'parties.unit-ended', payload: { unitId: unit.id, successorId: successor?.id ?? null } }],
    subject: `单位${what === 'merged' ? '合并' : '撤销'}：${unit.name}${successor ? ` → ${successor.name}` : ''}`,
    result: { unitId: unit.id },
  });
}

function historyRow(given: Given & { name: string }, { actor, now, newId }: OperationContext): RowChange {
  const { unit, successor, input, name } = given;
  const values = {
    unit_id: unit.id,
    on_date: input.on,
    what: input.change.what,
    former_name: unit.name,
    name,
    successor_id: successor?.id ?? null,
    basis: input.basis,
    by_name: actor.personName,
    at: now,
  };
  return { op: 'insert', table: 'parties.unit_change', id: newId(), values };
}
