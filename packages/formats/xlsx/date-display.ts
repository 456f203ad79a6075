const dayMs = 86_400_000;
/** Serial numbers up to 9999-12-31. */
const lastSerial = 2_958_466;

/** Which parts of a moment a format shows. */
interface Shown {
  readonly year: boolean;
  readonly month: boolean;
  readonly day: boolean;
  readonly time: boolean;
  readonly seconds: boolean;
}

/** The format without its literals, colours and locale marks. */
function bare(format: string): string {
  return (
    format
      .split(';')[0]
      ?.replace(/"[^"]*"|\\.|_.|\*./gs, '')
      .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
      .toLowerCase() ?? ''
  );
}

/** Whether a number format shows a date or a time (ECMA-376 Part 1 §18.8.31). */
export function isDateFormat(format: string): boolean {
  const letters = bare(format);
  return (
    !letters.includes('general') && !/[0#?]/.test(letters.replace(/s\.0+/g, 's')) && /[ymdhse]|上午|下午/.test(letters)
  );
}

/**
 * A serial number as a date: a whole date in ISO form, so that every reader takes it the same way; a format that leaves the
 * day or the year out is shown as it is printed (2025年12月, 12月31日), because a day that nobody wrote would be invented.
 * null for a number that is no date. Source: ECMA-376 Part 1 §18.17.4 (1900 and 1904 systems; 1900-02-29 never was).
 */
export function displayDate(serial: number, format: string, from1904: boolean): string | null {
  if (serial < 0 || serial >= lastSerial) return null;
  const shown = shownParts(bare(format));
  const moment = toMoment(serial, from1904);
  const date = displayDay(moment, shown);
  const time = shown.time ? displayTime(serial, moment, shown) : '';
  if (date === '') return time === '' ? null : time;
  return time === '' || (shown.day && /^0?0:00(:00)?$/.test(time)) ? date : `${date} ${time}`;
}

function shownParts(letters: string): Shown {
  const year = /[ye]/.test(letters);
  const day = /d/.test(letters);
  const time = /[hs]|上午|下午/.test(letters);
  const month = /m/.test(letters) && (year || day || !time);
  return { year, month, day, time, seconds: /s/.test(letters) };
}

/** Rounded to whole seconds, as a UTC moment that stands for local time. */
function toMoment(serial: number, from1904: boolean): Date {
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  return new Date(Date.UTC(1899, 11, 30) + Math.round((days * dayMs) / 1000) * 1000);
}

function displayDay(moment: Date, shown: Shown): string {
  const year = moment.getUTCFullYear();
  const month = moment.getUTCMonth() + 1;
  const day = moment.getUTCDate();
  if (shown.year && shown.month && shown.day) return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return `${shown.year ? `${year}年` : ''}${shown.month ? `${month}月` : ''}${shown.day ? `${day}日` : ''}`;
}

function displayTime(serial: number, moment: Date, shown: Shown): string {
  const hours =
    shown.year || shown.month || shown.day ? moment.getUTCHours() : Math.floor(serial) * 24 + moment.getUTCHours();
  const minutes = pad(moment.getUTCMinutes(), 2);
  return `${hours}:${minutes}${shown.seconds ? `:${pad(moment.getUTCSeconds(), 2)}` : ''}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
