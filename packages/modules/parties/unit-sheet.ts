import { readTable, type SheetTable } from '@qipan/formats';
import { ok, type Outcome, type PlaceTables, refuse } from '@qipan/kernel';
import { type Unit, unitFieldsSchema } from './model.ts';
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
  联络员: 'contactName',
  联系人: 'contactName',
  联系电话: 'contactPhone',
  电话: 'contactPhone',
};
const kinds: Readonly<Record<string, Unit['kind']>> = {
  党委部门: 'party',
  党群: 'party',
  政府部门: 'government',
  政府: 'government',
  县市区: 'region',
  地区: 'region',
  开发区: 'zone',
  园区: 'zone',
  企业: 'enterprise',
  其他: 'other',
};

/** Reads the first sheet that has a column of unit names. The head row may stand below a title. */
export function readUnitSheet(bytes: Uint8Array, place: PlaceTables): Outcome<SheetUnit[]> {
  const table = readTable(bytes, { columns, key: 'name' });
  if (!table.ok) return table;
  if (!table.value) return refuse('parties.no-unit-column', {});
  const units: SheetUnit[] = [];
  for (const row of table.value.rows) {
    const read = readRow(row, place);
    if (!read.ok) return read;
    if (read.value) units.push(read.value);
  }
  return units.length > 0 ? ok(units) : refuse('parties.empty-sheet', {});
}

function readRow({ row, texts }: SheetTable<Field>['rows'][number], place: PlaceTables): Outcome<SheetUnit | null> {
  const said: Record<string, unknown> = {};
  for (const [field, text] of texts) {
    if (field === 'aliases' || field === 'duties')
      said[field] = text
        .split(/[、,，;；\n]+/)
        .map((part) => part.trim())
        .filter((part) => part !== '');
    else if (field === 'kind') {
      if (!kinds[text])
        return refuse('parties.unknown-kind', { row, kind: text, known: Object.keys(kinds).join('、') });
      said.kind = kinds[text];
    } else if (field === 'regionCode') {
      const region = place.regions.find((entry) => entry.code === text || entry.name === text);
      if (!region) return refuse('parties.unknown-region-in-row', { row, region: text });
      said.regionCode = region.code;
    } else said[field] = text;
  }
  if (typeof said.name !== 'string') return ok(null);
  const checked = unitFieldsSchema.partial().safeParse(said);
  if (!checked.success) {
    const issue = checked.error.issues[0];
    return refuse('parties.bad-row', { row, field: String(issue?.path[0] ?? ''), detail: issue?.message ?? '' });
  }
  // Only what the sheet says: defaults of fields that it does not have would overwrite what is known.
  const kept = Object.fromEntries(Object.entries(checked.data).filter(([field]) => field in said));
  return ok({ ...kept, name: said.name, row });
}
