import { type ColumnValue, defineCommand, fileSchema, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { printedKey, type Unit } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { listUnits } from '../store.ts';
import { readUnitSheet, type SheetUnit } from '../unit-sheet.ts';

/** The register from the office's own sheet: known units take over what differs, others are added, none is removed. Preview first. */
export const importUnits = defineCommand({
  name: 'parties.import-units',
  title: { zh: '从表格导入单位', en: 'Import units from a sheet' },
  kind: 'command',
  permission: 'parties.manage',
  input: z.object({ file: fileSchema }),
  output: z.object({ added: z.number().int(), changed: z.number().int(), same: z.number().int() }),
  async read({ db }: { db: Db<never> }) {
    return ok({ units: await listUnits(db) });
  },
  decide({ units }, { file }, context) {
    if (context.actor.demonstration) return refuse('parties.real-register', {});
    const sheet = readUnitSheet(file.bytes, context.place);
    if (!sheet.ok) return sheet;
    const changes: RowChange[] = [];
    const counts = { added: 0, changed: 0, same: 0 };
    const taken = new Map<string, number>();
    for (const said of sheet.value) {
      const regionCode = said.regionCode ?? context.place.regionCode;
      const key = `${regionCode} ${printedKey(said.name)}`;
      const before = taken.get(key);
      if (before !== undefined)
        return refuse('parties.twice-in-sheet', { name: said.name, row: said.row, other: before });
      taken.set(key, said.row);
      const known = units.filter(
        (unit) => unit.regionCode === regionCode && printedKey(unit.name) === printedKey(said.name),
      )[0];
      const values = known
        ? differing(known, said)
        : { ...newUnit(said, regionCode), position: units.length + counts.added };
      if (Object.keys(values).length === 0) counts.same += 1;
      else if (known) {
        counts.changed += 1;
        changes.push({ op: 'update', table: 'parties.unit', id: known.id, version: known.version, values });
      } else {
        counts.added += 1;
        changes.push({ op: 'insert', table: 'parties.unit', id: context.newId(), values });
      }
    }
    const subject = `从 ${file.name} 导入单位：增 ${counts.added}，改 ${counts.changed}`;
    return ok({ changes, restsOn: [], files: [], subject, result: counts });
  },
});

const fieldColumns = {
  aliases: 'aliases',
  duties: 'duties',
  kind: 'kind',
  contactName: 'contact_name',
  contactPhone: 'contact_phone',
} as const;

/** The columns of a known unit that the sheet says differently. Aliases are added to, never taken away. */
function differing(known: Unit, said: SheetUnit): Record<string, ColumnValue> {
  const aliases = said.aliases && [...new Set([...known.aliases, ...said.aliases])];
  const next = { ...said, ...(aliases ? { aliases } : {}) };
  return Object.fromEntries(
    Object.entries(fieldColumns).flatMap(([field, column]) => {
      const value = Reflect.get(next, field) as ColumnValue | undefined;
      return value === undefined || JSON.stringify(value) === JSON.stringify(Reflect.get(known, field))
        ? []
        : [[column, value]];
    }),
  );
}

function newUnit(said: SheetUnit, regionCode: string): Record<string, ColumnValue> {
  return {
    region_code: regionCode,
    name: said.name,
    name_key: nameKey(said.name),
    aliases: said.aliases ?? [],
    duties: said.duties ?? [],
    kind: said.kind ?? 'government',
    contact_name: said.contactName ?? '',
    contact_phone: said.contactPhone ?? '',
  };
}
