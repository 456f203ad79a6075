import { type BadCell, closedUp, halfWidth, readTable, type SheetTable } from '@qipan/formats';
import { checkValue, ok, type Outcome, type PlaceTables, refuse, type Title } from '@qipan/kernel';
import { kindNames, kindOfWord } from './kind-words.ts';
import { unitFieldsSchema } from './model.ts';
import { regionOfWord } from './region-words.ts';
import type { z } from 'zod';

/** A unit as a sheet says it; only the columns that the sheet has. */
export type SheetUnit = Partial<z.output<typeof unitFieldsSchema>> & { readonly name: string; readonly row: number };

type Field = 'name' | 'regionCode' | 'aliases' | 'duties' | 'kind' | 'contactName' | 'contactPhone';

const columns: Readonly<Record<string, Field>> = {
  单位名称: 'name',
  单位: 'name',
  名称: 'name',
  地区: 'regionCode',
  地区代码: 'regionCode',
  所在地区: 'regionCode',
  别名: 'aliases',
  简称: 'aliases',
  职能: 'duties',
  职责: 'duties',
  性质: 'kind',
  类别: 'kind',
  类型: 'kind',
  联络员: 'contactName',
  联系人: 'contactName',
  联系电话: 'contactPhone',
  联系人电话: 'contactPhone',
  电话: 'contactPhone',
  手机: 'contactPhone',
  手机号: 'contactPhone',
};
/** What a sheet says, and what of it cannot be taken. A fault in one row does not hide those of others. */
export interface UnitSheet {
  readonly units: readonly SheetUnit[];
  readonly bad: readonly BadCell[];
  /** Columns that were not read, by their headers. */
  readonly ignored: readonly string[];
  /** How a sheet names the cell of a field in a row. */
  cellOf(field: 'name' | 'aliases', row: number): string;
}

type Row = SheetTable<Field>['rows'][number];

/** Reads the first sheet that has a column of unit names. The head row may stand below a title. */
export function readUnitSheet(bytes: Uint8Array, place: PlaceTables): Outcome<UnitSheet> {
  const table = readTable(bytes, { columns, key: 'name' });
  if (!table.ok) return table;
  if (!table.value) return refuse('parties.no-unit-column', {});
  const { fields, ignored, rows } = table.value;
  const cellOf = (field: Field, row: number) => `${fields.get(field) ?? ''}${row}`;
  const bad: BadCell[] = [];
  const units = rows.flatMap((row) => {
    const { unit, faults } = readRow(row, place);
    bad.push(...faults.map(({ field, words }) => ({ cell: cellOf(field, row.row), words })));
    return unit ? [unit] : [];
  });
  if (units.length + bad.length === 0) return refuse('parties.empty-sheet', {});
  return ok({ units, bad, ignored, cellOf });
}

interface Fault {
  readonly field: Field;
  readonly words: Title;
}

function readRow({ row, texts }: Row, place: PlaceTables): { unit: SheetUnit | null; faults: readonly Fault[] } {
  if (texts.size === 0) return { unit: null, faults: [] };
  const said: Record<string, unknown> = {};
  const faults: Fault[] = texts.has('name') ? [] : [{ field: 'name', words: nameless }];
  for (const [field, text] of texts) {
    const value = cellValue(field, text, place);
    if (value === undefined) faults.push({ field, words: unknownWord(field, text) });
    else said[field] = value;
  }
  const checked = checkValue(unitFieldsSchema.partial(), said);
  if (!checked.ok) {
    const wrong = checked.faults.map(({ path, words }) => ({ field: path[0] as Field, words }));
    return { unit: null, faults: [...faults, ...wrong] };
  }
  // Only what the sheet says: defaults of fields that it does not have would overwrite what is known.
  const kept = Object.fromEntries(Object.entries(checked.value).filter(([field]) => field in said));
  return { unit: faults.length > 0 ? null : { ...kept, name: String(said.name), row }, faults };
}

const nameless: Title = {
  zh: '没有填写单位名称；这一行如果不要，请整行清空',
  en: 'the name of the unit is missing; clear the whole row if it is not wanted',
};

/** A cell as its field means it; undefined for a word that is none of those known. */
function cellValue(field: Field, text: string, place: PlaceTables): unknown {
  if (field === 'kind') return kindOfWord(text);
  if (field === 'regionCode') return regionOfWord(place, text)?.code;
  if (field === 'contactPhone') return halfWidth(text);
  if (field === 'name' || field === 'contactName') return closedUp(text);
  return text
    .split(/[、,，;；\n]+/)
    .map(closedUp)
    .filter((part) => part !== '');
}

function unknownWord(field: Field, text: string): Title {
  if (field === 'regionCode')
    return {
      zh: `地区“${text}”不在地区表里，或有几个地区可以这样简称，请写全称或代码`,
      en: `the region "${text}" is not known, or short for several; give its full name or code`,
    };
  return {
    zh: `性质“${text}”不认识，请写成${kindNames.join('、')}之一`,
    en: `the kind "${text}" is not known; use one of ${kindNames.join(', ')}`,
  };
}
