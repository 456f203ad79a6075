import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** Every rule of lights that is held here, as it stands in its file: the engine's schema checks it. In the order of their names. */
export function loadLightRules(): unknown[] {
  const folder = new URL('./light-rules/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name): unknown => parse(readFileSync(new URL(name, folder), 'utf8')));
}
