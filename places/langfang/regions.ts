import { readFileSync } from 'node:fs';
import type { Region } from '@qipan/kernel';

interface Divisions {
  readonly source: string;
  readonly areas: readonly { readonly code: string; readonly name: string }[];
  readonly streets: readonly { readonly code: string; readonly name: string; readonly area: string }[];
}

/** Counties and townships as the National Bureau of Statistics lists them; the file names its source and date. */
const divisions: Divisions = JSON.parse(readFileSync(new URL('./facts/divisions.json', import.meta.url), 'utf8'));

/** Codes of GB/T 2260; the last three digits of a township from 400 on are development zones and other functional zones (statistical coding rules of the Bureau). */
function isZone(code: string): boolean {
  return Number(code.slice(6)) >= 400;
}

function place(code: string, name: string, given: Omit<Region, 'code' | 'name'>): Region {
  return { code, name, ...given };
}

/** The region tree: the city with its counties, zones and townships, and the partner's two districts across the border. */
export const regions: readonly Region[] = [
  place('130000', '河北省', { parent: null, level: 'province', partner: false }),
  place('131000', '廊坊市', { parent: '130000', level: 'city', partner: false }),
  ...divisions.areas.map((area) =>
    place(area.code, area.name, {
      parent: '131000',
      level: area.code === '131071' ? 'zone' : 'county',
      partner: false,
    }),
  ),
  ...divisions.streets.map((street) =>
    place(street.code, street.name, {
      parent: street.area,
      level: isZone(street.code) && !street.name.endsWith('街道') ? 'zone' : 'township',
      partner: false,
    }),
  ),
  place('110000', '北京市', { parent: null, level: 'province', partner: true }),
  place('110112', '北京市通州区', { parent: '110000', level: 'county', partner: true }),
  place('110115', '北京市大兴区', { parent: '110000', level: 'county', partner: true }),
];
