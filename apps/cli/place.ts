import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PlaceModule, PlaceTables } from '@qipan/kernel';

/** The place that this installation serves: the folder that QIPAN_PLACE names, else the one that comes with the product. */
export async function servedPlace(included: PlaceTables): Promise<PlaceTables> {
  const folder = process.env.QIPAN_PLACE;
  if (!folder) return included;
  const file = path.join(path.resolve(folder), 'index.ts');
  // The place's own promise: `qipan place check` looks at it.
  const loaded: PlaceModule = await import(pathToFileURL(file).href);
  return loaded.place;
}
