import { addDays } from '@qipan/kernel';
import type { LightRule } from './contract.ts';

/** What is due on which day after a task was handed over, by a rule's rhythm (13710: 1, 3 and 7 calendar days). O(steps). */
export function dueDates(rule: LightRule, handedOverOn: string): { what: string; due: string }[] {
  return rule.rhythm.map(({ what, afterDays }) => ({ what, due: addDays(handedOverOn, afterDays) }));
}
