import type { Colour, LightRule, Period } from './contract.ts';
import { judge } from './judge.ts';

/** A task whose light would have been another, in one period. */
export interface Difference {
  readonly taskId: string;
  readonly period: string;
  readonly one: Colour;
  readonly other: Colour;
}

export interface Replay {
  /** How many tasks showed each colour, by period and rule. */
  readonly counts: readonly {
    readonly period: string;
    readonly one: Readonly<Partial<Record<Colour, number>>>;
    readonly other: Readonly<Partial<Record<Colour, number>>>;
  }[];
  readonly differences: readonly Difference[];
}

/**
 * The same past under two rules, side by side, before anybody is judged by the other one. Overall lights; periods in the
 * order in which they first stand. O(tasks × periods × steps).
 */
export function replay(
  tasks: readonly { readonly taskId: string; readonly periods: readonly Period[] }[],
  one: LightRule,
  other: LightRule,
): Replay {
  const counts = new Map<string, { one: Partial<Record<Colour, number>>; other: Partial<Record<Colour, number>> }>();
  const differences: Difference[] = [];
  for (const { taskId, periods } of tasks) {
    const [first, second] = [judge(one, periods), judge(other, periods)];
    for (const [index, { period, overall }] of first.entries()) {
      const [a, b] = [overall.colour, second[index]?.overall.colour ?? 'unknown'];
      const count = counts.get(period) ?? { one: {}, other: {} };
      count.one[a] = (count.one[a] ?? 0) + 1;
      count.other[b] = (count.other[b] ?? 0) + 1;
      counts.set(period, count);
      if (a !== b) differences.push({ taskId, period, one: a, other: b });
    }
  }
  return { counts: [...counts].map(([period, count]) => ({ period, ...count })), differences };
}
