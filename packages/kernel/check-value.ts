import type { z } from 'zod';
import { type InputIssue, inputWords } from './input-words.ts';
import { ok, type Ok } from './outcome.ts';
import type { Title } from './roles.ts';

/** One thing that is wrong with a value: where, and why in words. */
export interface ValueFault {
  readonly path: readonly string[];
  readonly words: Title;
}

/** A value as its schema makes it, or all that is wrong with it. A message that a schema says itself holds a line for each language. */
export function checkValue<T>(
  schema: z.ZodType<T>,
  given: unknown,
): Ok<T> | { readonly ok: false; readonly faults: readonly ValueFault[] } {
  const said = new Map<string, Title>();
  const parsed = schema.safeParse(given, {
    error: (issue) => {
      const words = inputWords(wholeNumber(issue));
      said.set(words.zh, words);
      return words.zh;
    },
  });
  if (parsed.success) return ok(parsed.data);
  const faults = parsed.error.issues.map(({ path, message }) => {
    const [zh = message, en = zh] = message.split('\n');
    return { path: path.map(String), words: said.get(message) ?? { zh, en } };
  });
  return { ok: false, faults };
}

/** Text where a whole number is due is refused as no number: what is due is known to the schema alone. */
function wholeNumber(issue: InputIssue & { readonly inst?: unknown }): InputIssue {
  if (issue.expected !== 'number') return issue;
  const { inst } = issue;
  const isWhole = typeof inst === 'object' && inst !== null && 'isInt' in inst && inst.isInt === true;
  return isWhole ? { ...issue, expected: 'int' } : issue;
}
