import { isIsoDate } from '@qipan/kernel';
import { stop } from '../stop.ts';
import { childOf, textOf, type XmlElement } from '../xml/read-xml.ts';
import { projectLimits } from './project-plan.ts';

/** The text of a child, null where there is none or it is empty. */
export function fieldOf(element: XmlElement, name: string): string | null {
  const child = childOf(element, `msp:${name}`);
  const text = child === null ? '' : textOf(child).trim();
  return text === '' ? null : text;
}

export function flagOf(element: XmlElement, name: string): boolean {
  const value = fieldOf(element, name);
  return value === '1' || value === 'true';
}

interface Range {
  /** Of the task, for the refusal. */
  readonly name: string;
  readonly least: number;
  readonly most: number;
}

/** A whole number within a range, null where there is none. Stops at anything else. */
export function numberOf(element: XmlElement, field: string, { name, least, most }: Range): number | null {
  const value = fieldOf(element, field);
  if (value === null) return null;
  const number = /^-?\d{1,12}(\.0+)?$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most)) stop('formats.project-number', { name, value: shown(value) });
  return number === 0 ? 0 : number;
}

/** A local moment to the second; a zone and parts of a second are dropped, as Project itself writes none. */
export function momentOf(element: XmlElement, field: string, name: string): string | null {
  const value = fieldOf(element, field);
  if (value === null || value === 'NA') return null;
  const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(value);
  const [, date = '', hour = '', minute = '', second = ''] = found ?? [];
  if (!isIsoDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    stop('formats.project-date', { name, value: shown(value) });
  return `${date}T${hour}:${minute}:${second}`;
}

/** Minutes of an ISO length like PT40H0M0S; zero where there is none. */
export function minutesOf(value: string | null, name: string): number {
  if (value === null) return 0;
  const found = /^P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?$/.exec(value);
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (found ?? []).slice(1).map((digits) => Number(digits ?? 0));
  const sum = days * 1440 + hours * 60 + minutes + seconds / 60;
  if (!found || sum > projectLimits.minutes) stop('formats.project-number', { name, value: shown(value) });
  return Math.round(sum * 10) / 10;
}

/** What a refusal shows of a value that may be of any length. */
function shown(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
