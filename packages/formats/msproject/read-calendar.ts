import { addDays } from '@qipan/kernel';
import { stop } from '../stop.ts';
import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';
import { projectLimits } from './project-plan.ts';
import { flagOf, momentOf, numberOf, fieldOf } from './read-values.ts';

export interface ReadCalendar {
  readonly uid: number | null;
  readonly daysOff: readonly string[];
  readonly workdays: readonly string[];
  /** Monday to Friday are worked, Saturday and Sunday are not. */
  readonly isPlainWeek: boolean;
  /** Exceptions that recur otherwise than daily, and are not read. */
  readonly unread: number;
}

/** The days on which a calendar differs from its week. Days of the week are numbered from Sunday, 1. */
export function calendarOf(element: XmlElement): ReadCalendar {
  const name = fieldOf(element, 'Name') ?? '';
  const kinds = new Map<string, boolean>();
  let isPlainWeek = true;
  let unread = 0;
  for (const day of childrenOf(childOf(element, 'msp:WeekDays') ?? element, 'msp:WeekDay')) {
    const type = numberOf(day, 'DayType', { name, least: 0, most: 7 });
    // Project 2003 wrote its exceptions as days of type 0.
    if (type === 0) addRange(kinds, day, name);
    else if (flagOf(day, 'DayWorking') === (type === 1 || type === 7)) isPlainWeek = false;
  }
  for (const exception of childrenOf(childOf(element, 'msp:Exceptions') ?? element, 'msp:Exception')) {
    const isDaily = (fieldOf(exception, 'Type') ?? '1') === '1' && (fieldOf(exception, 'Period') ?? '1') === '1';
    if (!isDaily || !addRange(kinds, exception, name)) unread += 1;
  }
  const daysOf = (isWorked: boolean) =>
    [...kinds]
      .filter(([, kind]) => kind === isWorked)
      .map(([date]) => date)
      .sort();
  const uid = numberOf(element, 'UID', { name, least: -1, most: 2 ** 31 });
  return { uid, daysOff: daysOf(false), workdays: daysOf(true), isPlainWeek, unread };
}

function addRange(kinds: Map<string, boolean>, exception: XmlElement, name: string): boolean {
  const period = childOf(exception, 'msp:TimePeriod');
  const from = period && momentOf(period, 'FromDate', name)?.slice(0, 10);
  const to = period && momentOf(period, 'ToDate', name)?.slice(0, 10);
  if (!from || !to || to < from) return false;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    kinds.set(day, flagOf(exception, 'DayWorking'));
    if (kinds.size > projectLimits.days) stop('formats.project-too-many', { limit: projectLimits.days });
    if (day === '9999-12-31') break;
  }
  return true;
}
