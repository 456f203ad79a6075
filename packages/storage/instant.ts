/** An instant as PostgreSQL prints it in any zone, as ISO UTC. What ISO cannot say (infinity, years before Christ) stays as it is. */
export function parseInstant(text: string): string {
  const parts = /^(\d{4,6})-(\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-]\d\d)(?::?(\d\d))?$/.exec(text);
  if (!parts) return text;
  const [, year = '', day, time, hours, minutes = '00'] = parts;
  const instant = new Date(`${year.length > 4 ? `+${year.padStart(6, '0')}` : year}-${day}T${time}${hours}:${minutes}`);
  return Number.isNaN(instant.getTime()) ? text : instant.toISOString();
}
