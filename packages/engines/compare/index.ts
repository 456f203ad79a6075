export { comparedWords, compareVersions, differencesOf } from './compare.ts';
export {
  type ComparedRow,
  comparedRowSchema,
  type Comparison,
  comparisonSchema,
  type Difference,
  differenceSchema,
  type Pair,
  type Related,
} from './contract.ts';
export { compareMessages } from './messages.ts';
