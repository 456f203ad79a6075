import type { Comparison, Condition, Reading } from './contract.ts';
import { measure, type Measured } from './measures.ts';

/** True, false, or null where it cannot be said. */
type Truth = boolean | null;

/**
 * Three-valued (Kleene 1952): `all` is false as soon as one part is, `any` true as soon as one is, whatever is unknown beside
 * it. O(parts).
 */
export function holds(condition: Condition, given: Measured): Truth {
  if ('all' in condition) return every(condition.all.map((part) => holds(part, given)));
  if ('any' in condition) return negate(every(condition.any.map((part) => negate(holds(part, given)))));
  if ('not' in condition) return negate(holds(condition.not, given));
  return compare(condition, measure(condition.measure, given));
}

function every(truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

function negate(truth: Truth): Truth {
  return truth === null ? null : !truth;
}

function compare({ op, value }: Comparison, now: number | boolean | null): Truth {
  if (now === null) return null;
  if (op === '=') return now === value;
  const [a, b] = [Number(now), Number(value)];
  if (op === '<') return a < b;
  if (op === '<=') return a <= b;
  return op === '>' ? a > b : a >= b;
}

/** Every comparison in a condition, with its value now. */
export function readingsOf(condition: Condition, given: Measured): Reading[] {
  if ('all' in condition) return condition.all.flatMap((part) => readingsOf(part, given));
  if ('any' in condition) return condition.any.flatMap((part) => readingsOf(part, given));
  if ('not' in condition) return readingsOf(condition.not, given);
  const { measure: name, op, value } = condition;
  return [{ measure: name, op, value, now: measure(name, given) }];
}

const opposite = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '=' } as const;

/** The comparisons whose turning would end the condition: what has to be otherwise, as it has to be. */
export function untilFalse(condition: Condition, given: Measured): Reading[] {
  if ('all' in condition) return condition.all.flatMap((part) => untilFalse(part, given));
  if ('any' in condition)
    return condition.any.filter((part) => holds(part, given) !== false).flatMap((part) => untilFalse(part, given));
  if ('not' in condition) return readingsOf(condition.not, given);
  const { measure: name, op, value } = condition;
  const needed = op === '=' && typeof value === 'boolean' ? !value : value;
  return [{ measure: name, op: opposite[op], value: needed, now: measure(name, given) }];
}
