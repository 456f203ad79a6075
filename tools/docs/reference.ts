import {
  createRegistry,
  fileExample,
  fileFields,
  inputExample,
  type JsonSchema,
  jsonSchemaOf,
  pathOf,
  recordOf,
} from '@qipan/host';
import type { Operation } from '@qipan/kernel';
import { modules } from '@qipan/modules';

/** The reference of all operations, from what they declare: what a reader of the code would otherwise have to collect. */
export function referenceText(): string {
  const registry = createRegistry(modules, []);
  const parts = registry.manifests.map((manifest) => {
    const sorted = [...manifest.operations].sort((a, b) => (a.name < b.name ? -1 : 1));
    const operations = sorted.map((operation) => {
      const holders =
        operation.kind === 'calculation' ? ['everybody'] : (registry.permissions.get(operation.permission) ?? []);
      return operationText(operation, holders);
    });
    const figures = (manifest.figures ?? []).map(
      (figure) => `- \`${figure.name}\` ${figure.title.zh}（${figure.unit.zh}）：${figure.basis.zh}`,
    );
    const events = (manifest.events ?? []).map((event) => `- \`${event.name}\` ${event.title.zh}`);
    const jobs = (manifest.jobs ?? []).map((job) => `- \`${job.name}\` ${job.title.zh}`);
    return [
      `## ${manifest.name} ${manifest.title.zh}`,
      ...operations,
      ...(figures.length > 0 ? ['### Figures 指标', figures.join('\n')] : []),
      ...(events.length > 0 ? ['### Events 事件', events.join('\n')] : []),
      ...(jobs.length > 0 ? ['### Jobs 后台任务', jobs.join('\n')] : []),
    ].join('\n\n');
  });
  const head =
    '# Operations\n\nMade from the declarations by `npm run format`; a test says when it is behind. The same as a program reads it: `/openapi.json`. A file is sent as a part of a form (`multipart/form-data`), the rest of the input as JSON in its part `input`; in the command lines put your token, file and address.';
  return `${[head, ...parts].join('\n\n')}\n`;
}

function operationText(operation: Operation, holders: readonly string[]): string {
  const { name, title, kind } = operation;
  const example = inputExample(operation);
  const withFile = fileExample(operation);
  return [
    `### \`${name}\` ${title.zh}`,
    `${title.en}. ${kind}; ${holders.join(', ')}. \`POST ${pathOf(name)}\`, \`qipan ${name.replace('.', ' ')}\``,
    `In: ${fieldsOf(jsonSchemaOf(operation.input, 'input'))}`,
    `Out: ${fieldsOf(jsonSchemaOf(operation.output, 'output'))}`,
    ...(example === null ? [] : [`Example: \`${JSON.stringify(example)}\``]),
    ...(withFile === null ? [] : [`With a file: \`${withFile}\``]),
  ].join('  \n');
}

function fieldsOf(schema: JsonSchema): string {
  const files = fileFields(schema);
  const required = new Set(Array.isArray(schema.required) ? schema.required.map(String) : []);
  const fields = Object.entries(recordOf(schema.properties)).map(
    ([name, field]) =>
      `\`${name}${required.has(name) ? '' : '?'}: ${files.includes(name) ? 'file' : typeOf(recordOf(field))}\``,
  );
  return fields.length > 0 ? fields.join(', ') : 'nothing';
}

function typeOf(schema: Record<string, unknown>): string {
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array') return `${typeOf(recordOf(schema.items))}[]`;
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map((entry) => typeOf(recordOf(entry))).join(' | ');
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  return typeof schema.type === 'string' ? schema.type : 'any';
}
