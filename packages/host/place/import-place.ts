import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PlaceModule } from '@qipan/kernel';

/** What the `index.ts` of a place's folder exports, as a plain object. The shape is the place's own promise: `checkPlace` looks at it. */
export async function importPlace(folder: string): Promise<PlaceModule> {
  const loaded: PlaceModule = await import(pathToFileURL(path.join(path.resolve(folder), 'index.ts')).href);
  return { ...loaded };
}
