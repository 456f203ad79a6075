import type { BadCell } from '@qipan/formats';
import type { PlaceTables, Title } from '@qipan/kernel';
import { printedKey, type Unit } from './model.ts';
import { holdersOf, ownKeys } from './names.ts';
import type { SheetUnit, UnitSheet } from './unit-sheet.ts';

interface Given {
  readonly said: readonly SheetUnit[];
  readonly units: readonly Unit[];
  readonly place: PlaceTables;
  readonly cellOf: UnitSheet['cellOf'];
}

/** A row of the sheet and the unit of the register that it is; none for a new one. */
interface Matched {
  readonly said: SheetUnit;
  readonly known: Unit | null;
}

/**
 * Which unit of the register each row of a sheet is: the one that answers to its name, else the one that answers to one of
 * its other names. A row that is several units, or the same as another row, or that claims a name of another unit, is a fault:
 * taken over, it would leave a printed name that is read as neither. O(names).
 */
export function matchUnits(given: Given): { readonly rows: readonly Matched[]; readonly bad: readonly BadCell[] } {
  const held = holdersOf(given.units);
  const bad: BadCell[] = [];
  const rows: Matched[] = [];
  for (const said of given.said) {
    const found = unitOfRow(said, held, given);
    if ('words' in found) bad.push({ cell: given.cellOf('name', said.row), words: found.words });
    else rows.push({ said, known: found.known });
  }
  return { rows, bad: [...bad, ...sharedNames(rows, held, given.cellOf)] };
}

type Held = ReadonlyMap<string, readonly Unit[]>;

function unitOfRow(said: SheetUnit, held: Held, { units, place }: Given): { known: Unit | null } | { words: Title } {
  const region = said.regionCode ?? place.regionCode;
  const key = printedKey(said.name);
  const here = units.filter((unit) => unit.regionCode === region && printedKey(unit.name) === key);
  const active = here.filter((unit) => unit.active);
  if (active.length === 1) return { known: active[0] ?? null };
  const byName = held.get(key) ?? [];
  const named =
    byName.length > 0 ? byName : [...new Set(ownKeys(namesOf(said)).flatMap((name) => held.get(name) ?? []))];
  const [first] = named;
  if (!first) return { known: here[0] ?? null };
  if (named.length > 1) return { words: severalWords(said.name, named) };
  if (said.regionCode !== undefined && said.regionCode !== first.regionCode)
    return { words: elsewhereWords(said.name, first, place) };
  return { known: first };
}

function namesOf({ name, aliases = [] }: SheetUnit) {
  return { name, aliases };
}

/** Names that a row would give to its unit though another row or unit has them, and rows that are the same unit. */
function sharedNames(rows: readonly Matched[], held: Held, cellOf: UnitSheet['cellOf']): BadCell[] {
  const bad: BadCell[] = [];
  const rowOfUnit = new Map<string, number>();
  const rowOfName = new Map<string, number>();
  for (const { said, known } of rows) {
    const above = known ? rowOfUnit.get(known.id) : undefined;
    if (known && above !== undefined) {
      bad.push({ cell: cellOf('name', said.row), words: sameUnitWords(said.name, above, known) });
      continue;
    }
    if (known) rowOfUnit.set(known.id, said.row);
    for (const name of new Set([said.name, ...(said.aliases ?? [])])) {
      const [key] = ownKeys({ name, aliases: [] });
      if (key === undefined) continue;
      const cell = cellOf(name === said.name ? 'name' : 'aliases', said.row);
      const holders = held.get(key) ?? [];
      const other = holders.find((unit) => unit.id !== known?.id);
      const row = rowOfName.get(key);
      if (other && !holders.some((unit) => unit.id === known?.id)) bad.push({ cell, words: takenWords(name, other) });
      else if (row !== undefined && row !== said.row) bad.push({ cell, words: twoRowsWords(name, row) });
      rowOfName.set(key, row ?? said.row);
    }
  }
  return bad;
}

function severalWords(name: string, units: readonly Unit[]): Title {
  const names = units.map((unit) => unit.name);
  return {
    zh: `“${name}”这一行对应名录里的 ${units.length} 个单位（${names.join('、')}），请写其中一个的全称，别名只写它自己的`,
    en: `the row "${name}" fits ${units.length} units (${names.join(', ')}); give the full name of one, and its own other names alone`,
  };
}

function elsewhereWords(name: string, unit: Unit, place: PlaceTables): Title {
  const region = place.regions.find((entry) => entry.code === unit.regionCode)?.name ?? unit.regionCode;
  return {
    zh: `“${name}”已是“${unit.name}”（${region}）的名称或别名，与表中的地区不同；请核对地区，如是另一个单位，请写全称`,
    en: `"${name}" is a name of "${unit.name}" (${region}), not of the region given; check the region, or give the full name of another unit`,
  };
}

function sameUnitWords(name: string, row: number, unit: Unit): Title {
  return {
    zh: `“${name}”与第 ${row} 行是同一个单位“${unit.name}”，请只留一行`,
    en: `"${name}" is the same unit as row ${row}, "${unit.name}"; keep one of them`,
  };
}

function takenWords(name: string, unit: Unit): Title {
  return {
    zh: `“${name}”已是“${unit.name}”的名称或别名，两个单位不能同名；请删去，或写全称`,
    en: `"${name}" is a name of "${unit.name}" already; two units cannot share it: remove it, or give the full name`,
  };
}

function twoRowsWords(name: string, row: number): Title {
  return {
    zh: `“${name}”在第 ${row} 行也写了，两个单位不能同名；请只留一处`,
    en: `"${name}" stands in row ${row} too; two units cannot share a name: keep one`,
  };
}
