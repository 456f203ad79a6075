import { editDistance } from '@qipan/kernel';
import { foldForSearch } from '../documents/index.ts';

/** Shorter words are a slip away from too much. */
const shortest = 3;
const longest = 40;

/**
 * What was probably meant: a query with one of its words exchanged for a known one that is a slip away. Whole names come
 * before parts of titles. In the order in which they are to be tried. O(words · titles · length³).
 */
export function meantInstead(query: string, names: Iterable<string>, titles: readonly string[]): readonly string[] {
  const known = [...new Set([...names, ...titles].map(foldForSearch))];
  const folded = titles.map(foldForSearch);
  const parts = foldForSearch(query)
    .split(/[\s"“”「」『』,，、；;。.]+/u)
    .filter((part) => part.length >= shortest && part.length <= longest);
  const found = parts.flatMap((part) => {
    const whole = known.filter((word) => isNear(part, word));
    const within = folded.flatMap((title) => stretchesNear(part, title));
    return [...new Set([...whole, ...within])].map((word) => foldForSearch(query).replace(part, word));
  });
  return [...new Set(found)];
}

function isNear(part: string, word: string): boolean {
  return Math.abs(part.length - word.length) <= 1 && editDistance(part, word) === 1;
}

/** Stretches of a title, as long as the word, in which one sign is another. A stretch that starts with the wrong sign is cut off a title's word more often than not. */
function stretchesNear(part: string, title: string): readonly string[] {
  const stretches = Array.from({ length: Math.max(0, title.length - part.length + 1) }, (_, at) =>
    title.slice(at, at + part.length),
  );
  return stretches.filter((stretch) => [...stretch].filter((sign, index) => sign !== part[index]).length === 1);
}
