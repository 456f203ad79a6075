import { judge, type Judged } from '@qipan/engines/light';
import type { OperationContext } from '@qipan/kernel';
import type { Task } from '../programme/index.ts';
import { periodsOf, type Timeline } from './look-back.ts';
import { choiceFor, lightRules } from './rules.ts';
import type { StoredChoice } from './store.ts';

/** Where no rule is chosen yet, reports are still due: by the 28th, as in 盘锦 (146 tasks, 牵头单位每月28日前报送). */
export const usualReportDay = 28;

/** The lights of a task in its months so far, by the rule that holds today; none where no rule is chosen. */
export function judgedMonths(
  task: Pick<Task, 'regionCode'>,
  timeline: Timeline,
  given: { choices: readonly StoredChoice[]; context: Pick<OperationContext, 'today' | 'place'> },
): { judged: Judged[]; ruleId: string | null; reportDay: number } {
  const { today, place } = given.context;
  const choice = choiceFor(given.choices, { regionCode: task.regionCode, day: today, place });
  const rule = choice && lightRules().get(choice.ruleId);
  const reportDay = choice?.reportDay ?? usualReportDay;
  const judged = rule ? judge(rule, periodsOf(timeline, { today, reportDay })) : [];
  return { judged, ruleId: rule?.id ?? null, reportDay };
}
