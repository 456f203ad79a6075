export { type Act, type ActKind, type Life, mayDo, type Phase } from './life.ts';
export type { HappenedRow, Standing } from './model.ts';
