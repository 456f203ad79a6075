import { judge, type Judged, type LightRule, type Period } from '@qipan/engines/light';
import { periodsOf, type Timeline } from './look-back.ts';
import { lightRules } from './rules.ts';
import type { StoredChoice } from './store.ts';

/** Where no rule is chosen yet, reports are still due: by the 28th, as in 盘锦 (146 tasks, 牵头单位每月28日前报送). */
export const usualReportDay = 28;

interface JudgedMonths {
  /** The chosen rule; null where none is. */
  readonly rule: LightRule | null;
  readonly reportDay: number;
  readonly periods: readonly Period[];
  /** Of each period; none where no rule is chosen. */
  readonly judged: readonly Judged[];
}

/** A task's months so far and its lights in them, by one choice of a rule. */
export function judgedMonths(timeline: Timeline, choice: StoredChoice | null, today: string): JudgedMonths {
  const rule = (choice && lightRules().get(choice.ruleId)) ?? null;
  const reportDay = choice?.reportDay ?? usualReportDay;
  const periods = periodsOf(timeline, { today, reportDay });
  return { rule, reportDay, periods, judged: rule ? judge(rule, periods) : [] };
}
