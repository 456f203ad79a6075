import { formatNumber, isKnownFormat } from './number-formats.ts';
import type { NumberLevel, NumberList } from './numbering.ts';

export interface PrintedNumber {
  readonly text: string;
  readonly level: number;
}

/** Counts the numbered paragraphs of a document, in the order in which they are printed. */
export interface NumberCounter {
  /** The next number of a list at a level, null where nothing is printed. */
  next(numId: string, level: number): PrintedNumber | null;
  /** Formats that were printed in plain digits because they are not known. */
  readonly unknownFormats: ReadonlySet<string>;
}

/** Private-use signs are Symbol and Wingdings bullets, which no other font has. */
const privateUse = /[\uE000-\uF8FF]/g;

/**
 * Counters are shared by all instances of an abstract list. An instance with a start override begins anew when it is first
 * used at that level; a level begins anew after a higher one was used, unless w:lvlRestart says otherwise. A higher level
 * that was never used shows its start value. O(levels) per paragraph. Source: ECMA-376 Part 1 §17.9.8, §17.9.10, §17.9.25, §17.9.26.
 */
export function countNumbers(lists: ReadonlyMap<string, NumberList>): NumberCounter {
  const counts = new Map<string, Map<number, number>>();
  const begun = new Set<string>();
  const unknownFormats = new Set<string>();
  return {
    unknownFormats,
    next(numId, level) {
      const list = lists.get(numId);
      const own = list?.levels.get(level);
      if (!list || !own) return null;
      const values = counts.get(list.abstractId) ?? new Map<number, number>();
      counts.set(list.abstractId, values);
      advance({ list, level, values, firstUse: !begun.has(`${numId} ${level}`) });
      begun.add(`${numId} ${level}`);
      const text = printNumber({ list, own, level, values, unknownFormats });
      return text === '' ? null : { text, level };
    },
  };
}

function advance(step: { list: NumberList; level: number; values: Map<number, number>; firstUse: boolean }): void {
  const { list, level, values, firstUse } = step;
  const override = list.restarts.get(level);
  const current = values.get(level);
  const anew = current === undefined || (firstUse && override !== undefined);
  values.set(level, anew ? startOf(list, level) : current + 1);
  for (const deeper of [...values.keys()]) {
    const restartAfter = list.levels.get(deeper)?.restartAfter ?? null;
    if (deeper > level && (restartAfter === null || level < restartAfter)) values.delete(deeper);
  }
}

function startOf(list: NumberList, level: number): number {
  return list.restarts.get(level) ?? list.levels.get(level)?.start ?? 1;
}

interface Printing {
  readonly list: NumberList;
  readonly own: NumberLevel;
  readonly level: number;
  readonly values: ReadonlyMap<number, number>;
  readonly unknownFormats: Set<string>;
}

function printNumber(printing: Printing): string {
  const { list, own, level, values, unknownFormats } = printing;
  const text = own.text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const shown = list.levels.get(at);
    if (at > level || !shown) return '';
    const format = own.plain ? 'decimal' : shown.format;
    if (!isKnownFormat(format)) unknownFormats.add(format);
    return formatNumber(values.get(at) ?? startOf(list, at), format).padStart(shown.digits, '0');
  });
  return text.replace(privateUse, '•').trim();
}
