import { unitKindTexts } from './unit-kinds.ts';
import type { Language } from '../language.tsx';
import type { TextKey } from '../texts/index.ts';
import { roleText, shownDate, shownTime } from './labels.tsx';

/** What a value needs to be put in words. */
export interface Wording {
  readonly language: Language;
  readonly t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;
}

/** Words of a column that holds one of a few. */
const words: Readonly<Record<string, Readonly<Record<string, TextKey>>>> = {
  part: { lead: 'partLead', support: 'partSupport', unit: 'partUnit', units: 'partUnit' },
  level: {
    national: 'levelNational',
    province: 'levelProvince',
    city: 'levelCity',
    county: 'levelCounty',
    joint: 'levelJoint',
  },
  what: { changed: 'whatChanged', ended: 'whatEnded', renamed: 'renamed', merged: 'merged', abolished: 'abolished' },
  kind: unitKindTexts,
};

/** In an object, what a person would call it by; the first that is there. */
const namingKeys = ['name', 'quote', 'reason', 'title', 'label', 'text'];

/** A column's value as a person reads it. */
export function valueText(column: string, value: unknown, wording: Wording): string {
  const { language, t } = wording;
  if (value === null || value === undefined || value === '') return t('empty');
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (typeof value === 'number') return value.toLocaleString(language === 'zh' ? 'zh-CN' : 'en-GB');
  if (typeof value === 'string') return stringText(column, value, wording);
  if (Array.isArray(value)) {
    if (value.length === 0) return t('empty');
    const parts = value.map((entry: unknown) => valueText(column, entry, wording));
    return parts.join(column === 'path' ? ' › ' : language === 'zh' ? '、' : ', ');
  }
  return objectText(column, value, wording);
}

function stringText(column: string, value: string, { language, t }: Wording): string {
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return shownDate(value, language);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return shownTime(value, language);
  if (column === 'role') return roleText(t, value);
  const key = words[column]?.[value];
  return key ? t(key) : value;
}

function objectText(column: string, value: object, wording: Wording): string {
  const entries = Object.entries(value);
  const named = namingKeys
    .map((key) => entries.find(([name]) => name === key)?.[1])
    .find((entry) => typeof entry === 'string' && entry !== '');
  if (named !== undefined) return valueText(column, named, wording);
  return entries
    .filter(([, entry]) => typeof entry === 'string' || typeof entry === 'number')
    .map(([, entry]) => valueText(column, entry, wording))
    .join(' ');
}
