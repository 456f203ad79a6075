import type { Line } from './supervision-api.ts';

export const shows = ['all', 'mine', 'unassigned', 'missing', 'lit', 'open', 'closed'] as const;
export type Show = (typeof shows)[number];

/** Acts that somebody waits for, apart from those that are always possible. */
const awaited: readonly string[] = ['assign', 'sign', 'accept-report', 'close', 'grant-extension', 'resume'];

/** What waits for this person: a report that is missing, or an act that the other side waits for. */
export function isMine(line: Line): boolean {
  return (
    line.may.some((kind) => awaited.includes(kind)) || (line.may.includes('file-report') && line.missing.length > 0)
  );
}

export function linesShown(lines: readonly Line[], show: Show): readonly Line[] {
  const tests: Readonly<Record<Show, (line: Line) => boolean>> = {
    all: () => true,
    mine: isMine,
    unassigned: (line) => line.life === null,
    missing: (line) => line.missing.length > 0,
    lit: (line) => line.light !== null && !['green', 'unknown'].includes(line.light.overall.colour),
    open: (line) => line.life !== null && !['closed', 'ended'].includes(line.life.phase),
    closed: (line) => line.life?.phase === 'closed',
  };
  return lines.filter(tests[show]);
}

/** The units that lead a task, as printed. */
export function leadNames(line: Pick<Line, 'lead' | 'units'>): string {
  return (line.lead.length > 0 ? line.lead : line.units).map((unit) => unit.name).join('、');
}

/** Who has not reported what, by unit, for a chat or a call. */
export function missingByUnit(lines: readonly Line[]): { unit: string; tasks: readonly Line[] }[] {
  const byUnit = Map.groupBy(
    lines.filter((line) => line.missing.length > 0),
    leadNames,
  );
  return [...byUnit].map(([unit, tasks]) => ({ unit, tasks }));
}
