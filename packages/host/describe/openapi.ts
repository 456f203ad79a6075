import type { Operation } from '@qipan/kernel';
import type { Registry } from '../registry.ts';
import { exampleOf, fileFields, type JsonSchema, jsonSchemaOf, recordOf } from './schema.ts';

/** The path of an operation: `documents.list-documents` is `/api/documents/list-documents`. */
export function pathOf(name: string): string {
  return `/api/${name.replace('.', '/')}`;
}

/** The OpenAPI 3.1 document of everything that the registry declares. Derived: nothing in it is written by hand for one operation. */
export function openApiOf(registry: Registry, given: { place: string; version: string }): JsonSchema {
  const paths: Record<string, unknown> = {};
  for (const operation of registry.operations.values()) {
    const post = operationOf(registry, operation, false);
    paths[pathOf(operation.name)] = operation.kind === 'query' ? { get: getOf(operation, post), post } : { post };
    if (operation.kind === 'command')
      paths[`${pathOf(operation.name)}/preview`] = { post: operationOf(registry, operation, true) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `棋盘 Qipan（${given.place}）`,
      version: given.version,
      description:
        '每个操作一个地址。查询只读；命令在一个事务里完成，可先预演（…/preview）。拒绝以 RFC 9457 的形式给出原因和办法。\n\nOne address for each operation. Queries read; commands are one transaction and can be previewed. Refusals are RFC 9457 problem details.',
    },
    tags: registry.manifests.map(({ name, title }) => ({ name, description: `${title.zh} ${title.en}` })),
    paths,
    components: { securitySchemes, responses: { Problem: problemResponse }, schemas: { Problem: problemSchema } },
    security: [{ token: [] }, { session: [] }],
  };
}

const securitySchemes = {
  token: { type: 'http', scheme: 'bearer', description: '程序令牌，在“程序令牌”页新建 A token for a program' },
  session: { type: 'apiKey', in: 'cookie', name: 'qipan_session', description: '登录后的会话 A signed-in session' },
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'remedy', 'code', 'values'],
  properties: {
    type: { type: 'string', examples: ['urn:qipan:host.bad-input'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: '什么、哪里、为什么 What, where and why' },
    remedy: { type: 'string', description: '怎么办 What to do' },
    code: { type: 'string' },
    at: { type: 'string', description: '有关的字段、行或文件 The field, row or file' },
    values: { type: 'object' },
    requestId: { type: 'string' },
  },
};

const problemResponse = {
  description: '拒绝 Refused',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

function operationOf(registry: Registry, operation: Operation, preview: boolean): JsonSchema {
  const holders =
    operation.kind === 'calculation' ? null : (registry.permissions.get(operation.permission) ?? []).join(', ');
  const { title, kind, name } = operation;
  const example = preview ? null : fileExample(operation);
  return {
    operationId: preview ? `${name}.preview` : name,
    tags: [name.split('.')[0]],
    summary: preview ? `预演：${title.zh}` : title.zh,
    description: [
      preview ? `Preview: ${title.en}.` : `${title.en}.`,
      `${kind}${holders === null ? '' : `; ${holders}`}.`,
    ].join(' '),
    ...(kind === 'command' ? parametersOf(operation, preview) : {}),
    requestBody: { required: true, content: requestContent(operation) },
    ...(example === null ? {} : { 'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: example }] }),
    responses: {
      200: preview ? previewResponse : answerOf(operation),
      ...(kind === 'command' && !preview ? { 202: parkedResponse } : {}),
      ...Object.fromEntries(
        [400, 401, 403, 404, 409, 422, 429].map((status) => [status, { $ref: '#/components/responses/Problem' }]),
      ),
    },
  };
}

/** A query read with GET: its input as JSON in the address, or its plain fields one by one. */
function getOf(operation: Operation, post: JsonSchema): JsonSchema {
  const { requestBody: _body, operationId, ...rest } = post;
  const { properties, required = [] } = jsonSchemaOf(operation.input, 'input');
  const plain = Object.entries(recordOf(properties)).filter(([, schema]) =>
    ['string', 'number', 'integer', 'boolean'].includes(String(recordOf(schema).type)),
  );
  const whole = {
    name: 'input',
    in: 'query',
    content: { 'application/json': { schema: { type: 'object' } } },
    description: `整个输入的 JSON，或把各项分开写${Array.isArray(required) && required.length > 0 ? `（须有 ${required.join('、')}）` : ''} The whole input as JSON, or its fields one by one`,
  };
  const parameters = [whole, ...plain.map(([name, schema]) => ({ name, in: 'query', schema }))];
  return { ...rest, operationId: `${String(operationId)}.get`, parameters };
}

function parametersOf(operation: Operation, preview: boolean): JsonSchema {
  const [key, ...match] = commandHeaders(operation);
  const parameters = preview ? match : [key, ...match];
  return parameters.length > 0 ? { parameters } : {};
}

/** `If-Match` stands for the input's own `version`, where there is one. */
function commandHeaders(operation: Operation): JsonSchema[] {
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    schema: { type: 'string', maxLength: 200 },
    description: '同一个键重发，只执行一次 Sent again under the same key, it is done once',
  };
  const match = {
    name: 'If-Match',
    in: 'header',
    schema: { type: 'string', pattern: '^"v[0-9]+"$' },
    description: '读到的 ETag，代替输入里的 version The ETag that was read, in place of the input’s version',
  };
  const fields = recordOf(jsonSchemaOf(operation.input, 'input').properties);
  return 'version' in fields ? [key, match] : [key];
}

/** An input that can be sent as JSON: the operation's own example, or the smallest that its schema allows; null where a file is needed. */
export function inputExample(operation: Operation): unknown {
  const { schema, needsFile } = formOf(operation);
  return needsFile ? null : (operation.example ?? exampleOf(schema));
}

/** A command line that sends a file with the smallest input that goes with it; null where the operation takes no file. */
export function fileExample(operation: Operation): string | null {
  const { schema, files } = formOf(operation);
  if (files.length === 0) return null;
  const parts = [
    `--form-string 'input=${JSON.stringify(exampleOf(schema))}'`,
    ...files.map((name) => `-F '${name}=@FILE'`),
  ];
  return `curl -H 'Authorization: Bearer TOKEN' ${parts.join(' ')} http://127.0.0.1:8686${pathOf(operation.name)}`;
}

/** An input in the parts in which a form sends it: its files, and all else as JSON. */
function formOf(operation: Operation): { schema: JsonSchema; files: readonly string[]; needsFile: boolean } {
  const whole = jsonSchemaOf(operation.input, 'input');
  const files = fileFields(whole);
  if (files.length === 0) return { schema: whole, files, needsFile: false };
  const isPlain = (name: string) => !files.includes(name);
  const required = Array.isArray(whole.required) ? whole.required.map(String) : [];
  const properties = Object.fromEntries(Object.entries(recordOf(whole.properties)).filter(([name]) => isPlain(name)));
  const schema = { ...whole, properties, required: required.filter(isPlain) };
  return { schema, files, needsFile: !required.every(isPlain) };
}

/** A file is sent as a part of a form, with the rest of the input as JSON in the part `input`; never as JSON itself. */
function requestContent(operation: Operation): JsonSchema {
  const { schema, files, needsFile } = formOf(operation);
  if (files.length === 0) return { 'application/json': { schema, example: inputExample(operation) } };
  const form = {
    type: 'object',
    properties: {
      input: schema,
      ...Object.fromEntries(files.map((name) => [name, { type: 'string', format: 'binary' }])),
    },
    ...(needsFile ? { required: files } : {}),
  };
  const multipart = { schema: form, encoding: { input: { contentType: 'application/json' } } };
  return {
    'multipart/form-data': multipart,
    ...(needsFile ? {} : { 'application/json': { schema, example: inputExample(operation) } }),
  };
}

function answerOf(operation: Operation): JsonSchema {
  const schema = jsonSchemaOf(operation.output, 'output');
  const content = fileFields(schema).includes('file')
    ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema } };
  return { description: '结果 Answer', content };
}

const parkedResponse = {
  description: '已提请，待各方同意 Waits for the agreement of all parties',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['parked'],
        properties: {
          parked: {
            type: 'object',
            required: ['approvalId', 'expiresAt'],
            properties: {
              approvalId: { type: 'string' },
              expiresAt: { type: 'string' },
              parties: { type: 'array', items: { type: 'object' } },
              overlaps: { type: 'array', items: { type: 'object' } },
            },
          },
        },
      },
    },
  },
};

const previewResponse = {
  description: '会改什么 What would change',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['operation', 'subject', 'changes', 'events', 'figures', 'notices', 'parties'],
        properties: {
          operation: { type: 'string' },
          subject: { type: 'string' },
          changes: { type: 'array', items: { type: 'object' } },
          events: { type: 'array', items: { type: 'object' } },
          figures: { type: 'array', items: { type: 'object' } },
          notices: { type: 'integer' },
          parties: { type: 'array', items: { type: 'object' } },
        },
      },
    },
  },
};
