const dayMs = 86_400_000;
const shanghaiOffsetMs = 8 * 3_600_000;

/** The ISO date in Asia/Shanghai (UTC+8, no summer time since 1991) of an ISO instant. */
export function shanghaiDate(instant: string): string {
  return new Date(Date.parse(instant) + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** True for a day that exists, written YYYY-MM-DD. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** `date` moved by whole days. Throws on what is no date: a programmer's error. */
export function addDays(date: string, days: number): string {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!isIsoDate(date) || !Number.isInteger(days)) throw new RangeError(`addDays: ${date} + ${days}`);
  return new Date(time + days * dayMs).toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}
