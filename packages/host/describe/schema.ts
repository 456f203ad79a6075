import { z } from 'zod';

/** A JSON Schema (2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Where a schema holds bytes: sent and answered as a file of its own, not as JSON. */
const bytesMark = 'x-bytes';

/**
 * The JSON Schema of what goes in or comes out. Bytes become a marked string; what JSON cannot say becomes "anything";
 * fields that a schema does not name are refused (`run/strict.ts`), and that is said.
 */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const made: unknown = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      if (def.type === 'custom') Object.assign(jsonSchema, { type: 'string', [bytesMark]: true });
      if (def.type === 'object' && !('catchall' in def && def.catchall)) jsonSchema.additionalProperties = false;
    },
  });
  const { $schema: _dialect, ...rest } = recordOf(made);
  return rest;
}

/** Top-level fields that hold a file: an object with bytes. */
export function fileFields(schema: JsonSchema): string[] {
  return Object.entries(recordOf(schema.properties)).flatMap(([name, field]) =>
    recordOf(recordOf(recordOf(field).properties).bytes)[bytesMark] === true ? [name] : [],
  );
}

export function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** A field that is given as text, in an address or on a command line: as its schema means it, or the text for the schema to refuse. */
export function valueOfText(field: JsonSchema, text: string): unknown {
  const types = [field.type, ...[field.anyOf, field.oneOf].flat().map((entry) => recordOf(entry).type)].flat();
  if (types.includes('string') && text !== 'null') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The smallest value that a schema allows, for an operation that names no example of its own. O(size of the schema). */
export function exampleOf(schema: JsonSchema, root: JsonSchema = schema): unknown {
  if (typeof schema.$ref === 'string') return exampleOf(resolve(root, schema.$ref), root);
  if ('default' in schema) return schema.default;
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const choice = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (choice) return exampleOf(recordOf(choice.find((entry) => recordOf(entry).type !== 'null') ?? choice[0]), root);
  if (Array.isArray(schema.type) && schema.type.includes('null')) return null;
  if (schema.type === 'object') return objectExample(schema, root);
  if (schema.type === 'array')
    return Array.from({ length: Number(schema.minItems ?? 0) }, () => exampleOf(recordOf(schema.items), root));
  if (schema.type === 'integer' || schema.type === 'number') return numberExample(schema);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'string') return textExample(schema);
  return {};
}

function resolve(root: JsonSchema, pointer: string): JsonSchema {
  return pointer
    .split('/')
    .slice(1)
    .reduce((at, name) => recordOf(at[name]), recordOf(root));
}

function objectExample(schema: JsonSchema, root: JsonSchema): unknown {
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const fields = recordOf(schema.properties);
  return Object.fromEntries(required.map((name) => [name, exampleOf(recordOf(fields[name]), root)]));
}

function numberExample(schema: JsonSchema): number {
  return Math.max(1, Number(schema.minimum ?? 1));
}

function textExample(schema: JsonSchema): string {
  if (schema.format === 'date') return '2026-12-31';
  if (schema.format === 'date-time') return '2026-12-31T00:00:00.000Z';
  return 'text'.padEnd(Number(schema.minLength ?? 0), '.');
}
