export { loadCalendar } from './calendar.ts';
export { loadLightRules } from './light-rules.ts';
