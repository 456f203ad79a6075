export { runOperation } from '../run.ts';
export { countAllRows, type Opened, openModules, readAsOwner, valueOf } from './open-modules.ts';
