import { createRegistry } from '@qipan/host';
import { roles } from '@qipan/kernel';
import { modules } from '@qipan/modules';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actorOf, callsOf, clearPlan, countAllRows, officer, type Opened, openPlace } from './testing/langfang.ts';

const registry = createRegistry(modules, []);
let opened: Opened;
let documentId: string;

beforeAll(async () => {
  opened = await openPlace();
  documentId = (await callsOf(opened, officer).importText(clearPlan)).documentId;
});
afterAll(() => opened.close());

const commandsAndQueries = [...registry.operations.values()].flatMap((operation) =>
  operation.kind === 'calculation' ? [] : [operation],
);
const refusals = commandsAndQueries.flatMap((operation) => {
  const allowed = registry.permissions.get(operation.permission) ?? [];
  return roles.filter((role) => !allowed.includes(role)).map((role) => [operation.name, role] as const);
});

describe('every operation is refused for every post without its permission, and writes nothing', () => {
  test.each(refusals)('%s for %s', async (name, role) => {
    const before = await countAllRows(opened.host);
    const calls = callsOf(opened, actorOf(role, 'reform'));
    for (const input of [{}, { documentId, taskId: documentId, version: 1, text: '越权', name: '越权' }]) {
      expect(await calls.call(name, input)).toMatchObject({ ok: false, code: 'host.not-permitted' });
    }
    expect(await countAllRows(opened.host)).toEqual(before);
  });

  test('the posts that the product promises: who decides, who manages, who only reads', () => {
    const may = (name: string) =>
      roles.filter((role) =>
        commandsAndQueries.some(
          (entry) => entry.name === name && registry.permissions.get(entry.permission)?.includes(role),
        ),
      );
    for (const name of [
      'documents.import-document',
      'documents.revise-rows',
      'documents.remove-document',
      'programme.confirm-rows',
      'programme.add-task',
    ])
      expect(may(name)).toEqual(['reform-office']);
    for (const name of ['parties.add-units', 'parties.change-unit']) expect(may(name)).toEqual(['administrator']);
    expect(may('documents.read-document')).toEqual(['reform-office', 'leader', 'auditor']);
    expect(may('programme.list-tasks')).toEqual(['reform-office', 'responsible-unit', 'leader', 'auditor']);
  });
});

/** Of an object the fields that the operation knows: with others it would be refused before anything else is looked at. */
function knownOf(name: string, input: unknown): unknown {
  const schema = registry.operations.get(name)?.input;
  if (!(schema instanceof z.ZodObject) || typeof input !== 'object' || input === null || Array.isArray(input))
    return input;
  return Object.fromEntries(Object.entries(input).filter(([field]) => field in schema.shape));
}

describe('every operation', () => {
  test.each(commandsAndQueries.map((operation) => [operation.name]))(
    '%s answers nonsense with a refusal, never with a throw, and writes nothing',
    async (name) => {
      const before = await countAllRows(opened.host);
      const role = registry.permissions.get(
        registry.operations.get(name)?.kind === 'calculation'
          ? ''
          : (commandsAndQueries.find((entry) => entry.name === name)?.permission ?? ''),
      )?.[0];
      const calls = callsOf(opened, actorOf(role ?? 'reform-office', 'reform'));
      for (const input of [
        null,
        7,
        'text',
        [],
        { documentId: 7 },
        {
          documentId: "'; drop table x; --",
          version: -1,
          taskId: '\ud800',
          unitId: '\ud800',
          rows: [{ id: '\ud800', version: 1 }],
        },
      ]) {
        expect(await calls.call(name, { ...Object(input), dueBefor: 1 })).toMatchObject({ code: 'host.bad-input' });
        const outcome = await calls.call(name, knownOf(name, input));
        if (!outcome.ok) expect(registry.messages[outcome.code] ?? outcome.code).toBeTypeOf('object');
      }
      expect(await countAllRows(opened.host)).toEqual(before);
    },
  );
});
