import { isCollective } from '@qipan/kernel';
import { foldForSearch, type SearchGroups } from '../documents/index.ts';
import type { Unit } from '../parties/index.ts';
import { shortNames } from './short-names.ts';

interface Segmenter {
  cutForSearch(text: string, hmm?: boolean): string[];
}

/** Words that say nothing by themselves. */
const empty = new Set(['的', '和', '与', '及', '在', '为', '了', '等', '对', '把', '是', '将', '并', '或', '到', '从']);

/**
 * What a person types, as groups that must all be found: a phrase in quotes (“…”, "…", 「…」) exactly, a document's number
 * (甲政办发〔2026〕3号, in any brackets) as one word; other words as a segmenter with the units' names in its dictionary cuts
 * them. A unit's name, also shortened, stands for all its names and aliases. None for what holds no word.
 */
export async function searchGroups(query: string, units: readonly Unit[]): Promise<SearchGroups> {
  const whole: (readonly string[])[] = [];
  const unquoted = query.replace(/["“「『]([^"”」』]+)["”」』]/g, (_whole, phrase: string) => {
    whole.push([foldForSearch(phrase.trim())]);
    return ' ';
  });
  const rest = unquoted.replace(documentNumber, (_whole, head: string, year: string, count: string) => {
    whole.push(numberSpellings(head, year, count));
    return ' ';
  });
  const names = unitSpellings(units);
  const words = rest.trim() === '' ? [] : cut(await segmenterFor(names), rest);
  return [...whole.filter(([word = '']) => says(word)), ...words.map((word) => names.get(word) ?? [word])];
}

const documentNumber =
  /(?:关于|按照|根据|依据|落实|贯彻|印发)?(\p{Script=Han}{0,14})[〔（(［[【﹝]\s*(\d{4})\s*[〕）)］\]】﹞]\s*第?\s*(\d{1,4})\s*号/gu;
const brackets = ['〔〕', '[]', '()', '【】', '﹝﹞'];

/** A document's number in every kind of bracket that a text may have it in. */
function numberSpellings(head: string, year: string, count: string): readonly string[] {
  return [
    ...new Set(brackets.map(([open = '', close = '']) => foldForSearch(`${head}${open}${year}${close}${count}号`))),
  ];
}

function says(word: string): boolean {
  return /[\p{L}\p{N}]/u.test(word);
}

function cut(segmenter: Segmenter, text: string): string[] {
  const tokens = foldForSearch(text)
    .split(/[\s,，、；;。.]+/u)
    .filter((part) => part !== '')
    .flatMap((part) => longest(segmenter.cutForSearch(part, true)));
  const saying = tokens.filter(says);
  const words = saying.filter((word) => !empty.has(word));
  return [...new Set(words.length > 0 ? words : saying)];
}

/** Cutting for search gives a word and its parts: the parts say nothing more. */
function longest(tokens: readonly string[]): string[] {
  return tokens.filter(
    (token, index) => !tokens.some((other, at) => at !== index && other !== token && other.includes(token)),
  );
}

/** A unit's name without the place before it and the kind of office behind it: 市生态环境局 is 生态环境. */
function stemOf(name: string): string {
  return name.replace(/^[省市区县](?!域)/, '').replace(/(委员会|管委会|办公室|管理局|局|委|办|厅)$/, '');
}

const officeEnds = ['局', '委', '办', '厅'];

/** More spellings than this say too little to be looked for. */
const spellingsAtMost = 60;

/** What may be typed for a unit → all names of the units that it may mean, with what was typed first. O(names · short forms). */
export function unitSpellings(units: readonly Unit[]): ReadonlyMap<string, readonly string[]> {
  const full = new Map<string, readonly string[]>();
  const short = new Map<string, Set<string>>();
  const shorten = (word: string, names: readonly string[]) => {
    if (word.length < 2 || isCollective(word)) return;
    const known = short.get(word) ?? new Set([word]);
    for (const name of names) known.add(name);
    short.set(word, known);
  };
  for (const unit of units) {
    const names = [...new Set([unit.name, ...unit.aliases].map(foldForSearch))];
    // A collective (各县（市、区）) stands for itself alone.
    for (const name of names.filter((entry) => !isCollective(entry))) {
      if (!full.has(name)) full.set(name, names);
      shorten(stemOf(name), names);
      for (const [word, meant] of Object.entries(shortNames))
        if (meant.some((words) => name.includes(words)))
          for (const end of ['', ...officeEnds]) shorten(`${word}${end}`, names);
    }
  }
  const usable = [...short].filter(([, names]) => names.size <= spellingsAtMost);
  const found = new Map<string, readonly string[]>([
    ...usable.map(([word, names]) => [word, [...names]] as const),
    ...full,
  ]);
  for (const [word, names] of customary) found.set(word, [...new Set([...(found.get(word) ?? [word]), ...names])]);
  return found;
}

/** Short forms → the offices that they customarily mean, of which no register need hold any. */
const customary: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(shortNames).flatMap(([word, meant]) => [
    [word, meant.flatMap((words) => officeEnds.map((end) => `${words}${end}`))] as const,
    ...officeEnds.map((end) => [`${word}${end}`, meant.map((words) => `${words}${end}`)] as const),
  ]),
);

let held: { key: string; segmenter: Segmenter } | null = null;

/** One segmenter for as long as the register does not change; its 14 MB of dictionary are loaded at the first search. */
async function segmenterFor(spellings: ReadonlyMap<string, unknown>): Promise<Segmenter> {
  const names = [...spellings.keys()];
  const key = names.join('\n');
  if (held?.key === key) return held.segmenter;
  const [{ Jieba }, { dict }] = await Promise.all([import('@node-rs/jieba'), import('@node-rs/jieba/dict.js')]);
  const segmenter = Jieba.withDict(dict);
  const lines = names.filter((name) => name.length > 1 && !/\s/.test(name)).map((name) => `${name} 100000 n`);
  segmenter.loadDict(new TextEncoder().encode(`${lines.join('\n')}\n`));
  held = { key, segmenter };
  return segmenter;
}
