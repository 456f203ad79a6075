import { pinyin } from 'pinyin-pro';

/**
 * The key by which names are put in order: each sign's reading with its tone, then the sign itself. Made here and stored,
 * since no collation of a database is the same everywhere. Signs without a reading stand as they are, before those with one.
 */
export function nameKey(name: string): string {
  const signs = [...name.normalize('NFKC')];
  const readings = pinyin(signs.join(''), { toneType: 'num', type: 'array', nonZh: 'spaced', v: true });
  const exact =
    readings.length === signs.length ? readings : signs.map((sign) => pinyin(sign, { toneType: 'num', v: true }));
  return exact.map((reading, index) => `${reading.toLowerCase()}\u0001${signs[index] ?? ''}`).join('\u0002');
}
