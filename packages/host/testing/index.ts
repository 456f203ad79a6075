export { runOperation } from '../run.ts';
export { countAllRows, type Opened, openModules, readAsOwner, accepted } from './open-modules.ts';
