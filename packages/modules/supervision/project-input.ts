import type { PlannedTask, ScheduleInput } from '@qipan/engines/schedule';
import type { ProjectPlan, ProjectTask } from '@qipan/formats';
import { type CalendarYear, ok, type Outcome, refuse } from '@qipan/kernel';

const dayMinutes = 1_440;

/** What a plan needs besides its tasks, and what of it had to be made whole days. */
export interface PlanInput {
  readonly input: ScheduleInput;
  /** Names of tasks whose duration or lag was no whole number of days: rounded up. */
  readonly rounded: readonly string[];
}

/**
 * A plan of MS Project as what the schedule engine takes: minutes to whole days (rounded up, a lead down), levels to parents.
 * Its own calendar's exceptions stand beside the published one. Refused without a start. O(tasks + links).
 */
export function planInput(plan: ProjectPlan, calendar: readonly CalendarYear[]): Outcome<PlanInput> {
  const start = plan.start ?? plan.tasks.flatMap((task) => task.start ?? []).sort()[0];
  if (start === undefined) return refuse('supervision.plan-without-start', {});
  const rounded = new Set<string>();
  const days = (minutes: number, given: { isElapsed: boolean; name: string }) => {
    const exact = minutes / (given.isElapsed ? dayMinutes : plan.minutesPerDay);
    if (!Number.isInteger(exact)) rounded.add(given.name);
    return { days: Math.ceil(exact), unit: given.isElapsed ? ('calendar' as const) : ('workday' as const) };
  };
  const parents = parentsOf(plan.tasks);
  const tasks = plan.tasks.map((task): PlannedTask => {
    const { uid, name, constraint, constraintDate, deadline, actualStart, actualFinish } = task;
    const length = task.isMilestone ? 0 : task.minutes;
    return {
      id: String(uid),
      name,
      parentId: parents.get(uid) ?? null,
      duration: days(length, { isElapsed: task.isElapsed, name }),
      constraint: constraintOf(constraint, constraintDate),
      deadline: dayOf(deadline),
      actualStart: dayOf(actualStart),
      actualFinish: dayOf(actualFinish),
      isCancelled: !task.isActive,
    };
  });
  const links = plan.tasks.flatMap((task) =>
    task.links.map(({ from, type, lagMinutes, isElapsed }) => ({
      from: String(from),
      to: String(task.uid),
      type,
      lag: days(lagMinutes, { isElapsed, name: task.name }),
    })),
  );
  const input: ScheduleInput = {
    start: dayOf(start) ?? start,
    finish: null,
    tasks,
    links,
    calendar: calendar.map((year) => ({
      ...year,
      daysOff: [...year.daysOff],
      makeUpWorkdays: [...year.makeUpWorkdays],
    })),
    exceptions: { daysOff: [...plan.daysOff], workdays: [...plan.workdays] },
    keeps: 'constraint',
    criticalSlack: 0,
  };
  return ok({ input, rounded: [...rounded] });
}

function dayOf(moment: string | null): string | null {
  return moment === null ? null : moment.slice(0, 10);
}

function constraintOf(type: ProjectTask['constraint'], date: string | null): PlannedTask['constraint'] {
  if (type === 'ASAP' || type === 'ALAP') return { type };
  const day = dayOf(date);
  return day === null ? { type: 'ASAP' } : { type, date: day };
}

/** The nearest task before that is less deep. */
function parentsOf(tasks: readonly ProjectTask[]): Map<number, string> {
  const parents = new Map<number, string>();
  const open: ProjectTask[] = [];
  for (const task of tasks) {
    while (open.length > 0 && (open.at(-1)?.level ?? 0) >= task.level) open.pop();
    const parent = open.at(-1);
    if (parent) parents.set(task.uid, String(parent.uid));
    open.push(task);
  }
  return parents;
}
