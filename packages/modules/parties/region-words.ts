import type { PlaceTables } from '@qipan/kernel';
import { printedKey } from './model.ts';

type Region = PlaceTables['regions'][number];

/** The forms in which people shorten a region's name: 甲河市 as 甲河, 乙厂回族自治县 as 乙厂 or 乙厂县. None of a single sign. */
function shortNames(name: string): readonly string[] {
  const found = /^(.{2,}?)(?:[\u4e00-\u9fff]{1,8}族自治)?([市县区旗州])$/.exec(name);
  const [, stem = '', last = ''] = found ?? [];
  return stem === '' ? [] : [stem, `${stem}${last}`];
}

/** The region that is written by its code, its name, or a short form that no other region has. */
export function regionOfWord(place: PlaceTables, text: string): Region | undefined {
  const said = printedKey(text);
  const exact = place.regions.find((region) => region.code === said || printedKey(region.name) === said);
  if (exact) return exact;
  const short = place.regions.filter((region) => shortNames(printedKey(region.name)).includes(said));
  return short.length === 1 ? short[0] : undefined;
}
