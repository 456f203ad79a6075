import { isDeepStrictEqual } from 'node:util';
import { type BadCell, refuseCells } from '@qipan/formats';
import { type ColumnValue, defineCommand, fileSchema, ok, refuse, type RowChange, type Title } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { printedKey, type Unit } from '../model.ts';
import { nameKey } from '../name-key.ts';
import { listUnits } from '../store.ts';
import { matchUnits } from '../match-units.ts';
import { readUnitSheet, type SheetUnit, type UnitSheet } from '../unit-sheet.ts';

/** The register from the office's own sheet: known units take over what differs, others are added, none is removed. Preview first. */
export const importUnits = defineCommand({
  name: 'parties.import-units',
  title: { zh: '从表格导入单位', en: 'Import units from a sheet' },
  kind: 'command',
  permission: 'parties.manage',
  input: z.object({ file: fileSchema }),
  /** `repeated`: rows that say the same as one above them; they count once. */
  output: z.object({
    added: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    repeated: z.number().int(),
    /** Columns of the sheet that were not read, by their headers. */
    ignoredColumns: z.array(z.string()),
  }),
  async read({ db }: { db: Db<never> }) {
    return ok({ units: await listUnits(db) });
  },
  decide({ units }, { file }, context) {
    if (context.actor.demonstration) return refuse('parties.real-register', {});
    const sheet = readUnitSheet(file.bytes, context.place);
    if (!sheet.ok) return sheet;
    const { once, repeated, bad } = eachOnce(sheet.value, context.place.regionCode);
    const matched = matchUnits({ said: once, units, place: context.place, cellOf: sheet.value.cellOf });
    const faults = [...bad, ...matched.bad].sort((a, b) => rowOf(a) - rowOf(b));
    if (faults.length > 0) return refuseCells(faults);
    const changes: RowChange[] = [];
    const counts = { added: 0, changed: 0, same: 0, repeated };
    for (const { said, known } of matched.rows) {
      const values = known
        ? differing(known, said)
        : { ...newUnit(said, said.regionCode ?? context.place.regionCode), position: units.length + counts.added };
      if (Object.keys(values).length === 0) counts.same += 1;
      else if (known) {
        counts.changed += 1;
        changes.push({ op: 'update', table: 'parties.unit', id: known.id, version: known.version, values });
      } else {
        counts.added += 1;
        changes.push({ op: 'insert', table: 'parties.unit', id: context.newId(), values });
      }
    }
    const { ignored } = sheet.value;
    const note = repeated > 0 ? `，重复的 ${repeated} 行只计一次` : '';
    const left = ignored.length > 0 ? `；没有读的列：${ignored.join('、')}` : '';
    const subject = `从 ${file.name} 导入单位：增 ${counts.added}，改 ${counts.changed}${note}${left}`;
    return ok({ changes, restsOn: [], files: [], subject, result: { ...counts, ignoredColumns: [...ignored] } });
  },
});

function rowOf({ cell }: BadCell): number {
  return Number(cell.replace(/^[A-Z]+/, ''));
}

/** Each unit once: a row that only repeats one above it is left out, one that says otherwise is a fault. O(rows). */
function eachOnce({ units, bad, cellOf }: UnitSheet, ownRegion: string) {
  const above = new Map<string, SheetUnit>();
  const twice: BadCell[] = [];
  let repeated = 0;
  for (const unit of units) {
    const key = `${unit.regionCode ?? ownRegion} ${printedKey(unit.name)}`;
    const other = above.get(key);
    if (!other) above.set(key, unit);
    else if (isDeepStrictEqual({ ...other, row: 0 }, { ...unit, row: 0 })) repeated += 1;
    else twice.push({ cell: cellOf('name', unit.row), words: twiceWords(unit.name, other.row) });
  }
  return { once: [...above.values()], repeated, bad: [...bad, ...twice] };
}

function twiceWords(name: string, row: number): Title {
  return {
    zh: `“${name}”在第 ${row} 行已经出现，而且内容不同，请只留一行`,
    en: `"${name}" stands in row ${row} already, and differently; keep one of them`,
  };
}

const fieldColumns = {
  aliases: 'aliases',
  duties: 'duties',
  kind: 'kind',
  contactName: 'contact_name',
  contactPhone: 'contact_phone',
} as const;

/** The columns of a known unit that the sheet says differently. Its name stays; other names are added to, never taken away. */
function differing(known: Unit, said: SheetUnit): Record<string, ColumnValue> {
  const had = new Set([known.name, ...known.aliases].map(printedKey));
  const more = [said.name, ...(said.aliases ?? [])].filter((name) => !had.has(printedKey(name)));
  const next = { ...said, aliases: [...known.aliases, ...new Set(more)] };
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
