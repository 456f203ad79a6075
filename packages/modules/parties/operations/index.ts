// One line for each operation of the module: its route, command, client and permission follow from it.
export { addUnits } from './add-units.ts';
export { changeUnit } from './change-unit.ts';
export { importUnits } from './import-units.ts';
export { listUnitsOperation } from './list-units.ts';
export { readUnitHistory } from './read-unit-history.ts';
export { readUnit } from './read-unit.ts';
export { reorganiseUnit } from './reorganise-unit.ts';
