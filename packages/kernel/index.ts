export * from './calendar.ts';
export * from './date.ts';
export * from './messages.ts';
export * from './operation.ts';
export * from './outcome.ts';
export * from './place.ts';
export * from './source-document.ts';
export * from './visibility.ts';
