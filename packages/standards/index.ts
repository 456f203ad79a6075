export { loadCalendar } from './calendar.ts';
