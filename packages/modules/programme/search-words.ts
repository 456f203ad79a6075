import { isCollective } from '@qipan/kernel';
import { foldForSearch, type SearchGroups } from '../documents/index.ts';
import type { Unit } from '../parties/index.ts';

interface Segmenter {
  cutForSearch(text: string, hmm?: boolean): string[];
}

/** Words that say nothing by themselves. */
const empty = new Set(['的', '和', '与', '及', '在', '为', '了', '等', '对', '把', '是', '将', '并', '或', '到', '从']);

/**
 * What a person types, as groups that must all be found: a phrase in quotes (“…”, "…", 「…」) exactly; other words as a
 * segmenter with the units' names in its dictionary cuts them. A unit's name stands for all its names and aliases.
 */
export async function searchGroups(query: string, units: readonly Unit[]): Promise<SearchGroups> {
  const phrases: string[] = [];
  const rest = query.replace(/["“「『]([^"”」』]+)["”」』]/g, (_whole, phrase: string) => {
    phrases.push(foldForSearch(phrase.trim()));
    return ' ';
  });
  const words = rest.trim() === '' ? [] : cut(await segmenterFor(units), rest);
  const spellings = namesOf(units);
  return [
    ...phrases.filter((phrase) => phrase !== '').map((phrase) => [phrase]),
    ...words.map((word) => spellings.get(word) ?? [word]),
  ];
}

function cut(segmenter: Segmenter, text: string): string[] {
  const tokens = foldForSearch(text)
    .split(/[\s,，、；;。.]+/u)
    .filter((part) => part !== '')
    .flatMap((part) => longest(segmenter.cutForSearch(part, true)));
  const words = tokens.filter((word) => /[\p{L}\p{N}]/u.test(word) && !empty.has(word));
  return [...new Set(words.length > 0 ? words : tokens)];
}

/** Cutting for search gives a word and its parts: the parts say nothing more. */
function longest(tokens: readonly string[]): string[] {
  return tokens.filter(
    (token, index) => !tokens.some((other, at) => at !== index && other !== token && other.includes(token)),
  );
}

function namesOf(units: readonly Unit[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const unit of units) {
    const names = [...new Set([unit.name, ...unit.aliases].map(foldForSearch))];
    // A collective (各县（市、区）) stands for itself alone.
    for (const name of names) if (!isCollective(name) && !found.has(name)) found.set(name, names);
  }
  return found;
}

let held: { key: string; segmenter: Segmenter } | null = null;

/** One segmenter for as long as the register does not change; its 14 MB of dictionary are loaded at the first search. */
async function segmenterFor(units: readonly Unit[]): Promise<Segmenter> {
  const names = units.flatMap((unit) => [unit.name, ...unit.aliases]).map(foldForSearch);
  const key = names.join('\n');
  if (held?.key === key) return held.segmenter;
  const [{ Jieba }, { dict }] = await Promise.all([import('@node-rs/jieba'), import('@node-rs/jieba/dict.js')]);
  const segmenter = Jieba.withDict(dict);
  const lines = names.filter((name) => name.length > 1 && !/\s/.test(name)).map((name) => `${name} 100000 n`);
  segmenter.loadDict(new TextEncoder().encode(`${lines.join('\n')}\n`));
  held = { key, segmenter };
  return segmenter;
}
