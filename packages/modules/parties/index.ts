export { printedKey, type Unit, unitSchema, unitsByPrintedName } from './model.ts';
export { listUnits } from './store.ts';
