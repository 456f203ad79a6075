import { importPlace } from '@qipan/host';
import type { PlaceTables } from '@qipan/kernel';

/** The place that this installation serves: the folder that QIPAN_PLACE names, else the one that comes with the product. */
export async function servedPlace(included: PlaceTables): Promise<PlaceTables> {
  const folder = process.env.QIPAN_PLACE;
  return folder ? (await importPlace(folder)).place : included;
}
