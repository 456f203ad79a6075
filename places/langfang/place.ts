import type { PlaceTables } from '@qipan/kernel';
import { regions } from './regions.ts';
import { units } from './units.ts';

export const place: PlaceTables = { name: '廊坊市', regionCode: '131000', regions, units };
