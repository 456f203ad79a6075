export { enrol } from './enrol.ts';
export { runOperation } from '../run-operation.ts';
export { countAllRows, type Opened, openModules, readAsOwner, accepted } from './open-modules.ts';
export { eachStore, openOn, type StoreKind } from './stores.ts';
