import { schedule, type ScheduleInput, scheduleInputSchema } from '@qipan/engines/schedule';
import type { Measurement } from '../measurement.ts';
import { medianMs } from '../median.ts';

const taskCount = 10_000;
const linkCount = 15_000;

/** A generator with a fixed seed (mulberry32), so that every run measures the same plan. */
function seeded(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

/** A plan with all kinds of links, constraints and deadlines, in groups of twenty under a summary task. */
export function largePlan(): ScheduleInput {
  const random = seeded(20_261_124);
  const day = (shift: number) => new Date(Date.UTC(2026, 0, 5 + shift)).toISOString().slice(0, 10);
  const isGroup = (at: number) => at % 20 === 0;
  const tasks = Array.from({ length: taskCount }, (_task, at) => ({
    id: `t${at}`,
    name: `任务${at}`,
    parentId: isGroup(at) ? null : `t${at - (at % 20)}`,
    duration: { days: random(15), unit: random(5) === 0 ? ('calendar' as const) : ('workday' as const) },
    ...(!isGroup(at) && random(20) === 0 ? { constraint: { type: 'SNET' as const, date: day(random(300)) } } : {}),
    ...(!isGroup(at) && random(100) === 0 ? { constraint: { type: 'ALAP' as const } } : {}),
    deadline: random(10) === 0 ? day(random(900)) : null,
  }));
  const leaf = () => {
    const at = random(taskCount);
    return isGroup(at) ? at + 1 : at;
  };
  const links: { from: string; to: string; type: 'FS' | 'SS' | 'FF' | 'SF'; lag: { days: number } }[] = [];
  while (links.length < linkCount) {
    const from = leaf();
    const reach = Math.min(taskCount - 1, from + 1 + random(400));
    const to = isGroup(reach) ? reach + 1 : reach;
    const type = (['FS', 'FS', 'FS', 'SS', 'FF', 'SF'] as const)[random(6)] ?? 'FS';
    if (from < to) links.push({ from: `t${from}`, to: `t${to}`, type, lag: { days: random(5) - 1 } });
  }
  const calendar = Array.from({ length: 30 }, (_year, at) => {
    const year = 2016 + at;
    const daysOff = ['01-01', '05-01', '05-04', '05-05', '10-01', '10-02', '10-05', '10-06', '10-07'];
    const source = 'made up';
    return {
      year,
      daysOff: daysOff.map((entry) => `${year}-${entry}`),
      makeUpWorkdays: [`${year}-10-10`],
      source,
      issued: '2025-11-04',
    };
  });
  return scheduleInputSchema.parse({ start: '2026-01-05', tasks, links, calendar });
}

/** One whole schedule of 10,000 tasks and 15,000 links against the limit of an edit. */
export async function measureSchedule(): Promise<Measurement[]> {
  const input = largePlan();
  const outcome = schedule(input);
  if (!outcome.ok) throw new Error(outcome.code);
  return [
    {
      work: `schedule ${input.tasks.length} tasks with ${input.links.length} links`,
      own: await medianMs(31, () => schedule(input)),
      unit: 'ms',
      peer: 'limit',
      peerValue: 100,
    },
  ];
}
