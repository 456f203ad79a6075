import { nearestWord } from '@qipan/kernel';
import { z } from 'zod';

/** A field that a schema does not know: where it stands, and what the schema knows there. */
export interface UnknownField {
  readonly path: readonly string[];
  readonly known: readonly string[];
}

/** The first field anywhere in a value that its schema does not know; a schema would drop it without a word. O(value). */
export function findUnknownField(
  schema: z.core.$ZodType,
  value: unknown,
  path: readonly string[] = [],
): UnknownField | null {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray && Array.isArray(value))
    return first(value.entries(), ([index, entry]) => findUnknownField(inner.element, entry, [...path, `${index}`]));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  if (inner instanceof z.ZodObject) return inFields(inner, value, path);
  if (inner instanceof z.ZodRecord)
    return first(Object.entries(value), ([key, entry]) => findUnknownField(inner.valueType, entry, [...path, key]));
  if (inner instanceof z.ZodUnion) return inChoice(inner, value, path);
  return null;
}

/** What is a part of another schema's making: a default, an optional, what stands before a change of form. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodCatch
  )
    return unwrapped(schema.def.innerType);
  if (schema instanceof z.ZodPipe) return unwrapped(schema.def.in);
  return schema instanceof z.ZodLazy ? unwrapped(schema.def.getter()) : schema;
}

function inFields(schema: z.ZodObject, value: object, path: readonly string[]): UnknownField | null {
  const { shape } = schema;
  const catchall = schema.def.catchall instanceof z.ZodNever ? undefined : schema.def.catchall;
  return first(Object.entries(value), ([key, entry]) => {
    const field = Object.hasOwn(shape, key) ? shape[key] : catchall;
    return field ? findUnknownField(field, entry, [...path, key]) : { path: [...path, key], known: Object.keys(shape) };
  });
}

/** Of several forms the one that its mark names, or those that take the value: one of them has to know every field. */
function inChoice(schema: z.ZodUnion, value: object, path: readonly string[]): UnknownField | null {
  const mark = 'discriminator' in schema.def ? String(schema.def.discriminator) : null;
  const fitting = schema.options.filter((option) => {
    const inner = unwrapped(option);
    if (mark === null || !(inner instanceof z.ZodObject)) return z.safeParse(option, value).success;
    const field = inner.shape[mark];
    return field !== undefined && z.safeParse(field, Reflect.get(value, mark)).success;
  });
  const found = fitting.map((option) => findUnknownField(option, value, path));
  return found.includes(null) ? null : (found[0] ?? null);
}

function first<T>(entries: Iterable<T>, find: (entry: T) => UnknownField | null): UnknownField | null {
  for (const entry of entries) {
    const found = find(entry);
    if (found) return found;
  }
  return null;
}

/** The field that was probably meant: the same but for case and hyphens, or a slip or two away. */
export function meantField({ path, known }: UnknownField): string | null {
  const given = path.at(-1) ?? '';
  const plain = (name: string) => name.replace(/[-_]/g, '').toLowerCase();
  return known.find((name) => plain(name) === plain(given)) ?? nearestWord(given, known, given.length > 4 ? 2 : 1);
}

/** Signs that no one sees: C0 without tab and line ends, and those that turn the direction of what follows (UAX #9 §2.1 to §2.4). */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/;

/** Where a value stands: a link to what holds it, so that a deep value costs no more than a flat one. */
interface Standing {
  readonly value: unknown;
  readonly name: string;
  readonly within: Standing | null;
}

/** The first text in a value, or name of a field, with a sign that no one sees. Tab and line ends are fine. O(value). */
export function findControlSign(given: unknown): { path: readonly string[]; sign: string } | null {
  const waiting: Standing[] = [{ value: given, name: '', within: null }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value } = next;
    const sign = typeof value === 'string' ? controlIn(value) : null;
    if (sign !== null) return { path: pathOf(next), sign };
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) continue;
    for (const [name, entry] of Object.entries(value).reverse()) {
      const odd = Array.isArray(value) ? null : controlIn(name);
      if (odd !== null) return { path: pathOf(next), sign: odd };
      waiting.push({ value: entry, name, within: next });
    }
  }
  return null;
}

function controlIn(text: string): string | null {
  const sign = control.exec(text)?.[0];
  return sign === undefined ? null : `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function pathOf(standing: Standing): readonly string[] {
  const path: string[] = [];
  for (let at: Standing = standing; at.within; at = at.within) path.push(at.name);
  return path.reverse();
}
