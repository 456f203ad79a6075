export {
  type Colour,
  colourSchema,
  type Dimension,
  dimensionSchema,
  type Facts,
  factsSchema,
  type Judged,
  judgedSchema,
  type Light,
  type LightRule,
  lightRuleSchema,
  type Measure,
  type Period,
  periodSchema,
  type Reading,
} from './contract.ts';
export { judge, overallOf, severityOf } from './judge.ts';
export { type Letter, type NextLetter, nextLetter } from './ladder.ts';
export { type Difference, type Replay, replay } from './replay.ts';
export { dueDates } from './rhythm.ts';
