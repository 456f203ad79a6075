import { readFile } from 'node:fs/promises';
import { createRegistry, openApiOf, pathOf, recordOf } from '@qipan/host';
import { modules } from '@qipan/modules';
import { place } from '@qipan/place-langfang';
import { expect, test } from 'vitest';
import { calculationCommands } from '../../apps/cli/commands/calculations.ts';
import { operationCommands } from '../../apps/cli/commands/operations.ts';
import { referenceText } from './reference.ts';

test('the reference is what the declarations say; `npm run format` writes it anew', async () => {
  expect(await readFile(new URL('../../docs/reference/operations.md', import.meta.url), 'utf8')).toBe(referenceText());
});

test('a file is shown as it is sent: as a part of a form, never as JSON', () => {
  expect(referenceText()).not.toContain('"bytes"');
  expect(referenceText()).toContain("-F 'file=@FILE' http://127.0.0.1:8686/api/parties/import-units");
});

test('description, command line and reference know the same operations', () => {
  const registry = createRegistry(modules, []);
  const names = [...registry.operations.keys()].sort();
  const reference = [...referenceText().matchAll(/^### `([a-z-]+\.[a-z-]+)` /gm)].map((found) => found[1]).sort();
  expect(reference.filter((name) => registry.operations.has(name ?? ''))).toEqual(names);
  const commands = [...operationCommands(registry), ...calculationCommands(registry, place)];
  expect(commands.map((command) => `${command.group}.${command.name}`).sort()).toEqual(names);
  const paths = Object.keys(recordOf(openApiOf(registry, { place: place.name, version: '0' }).paths));
  expect(paths.filter((path) => !path.endsWith('/preview')).sort()).toEqual(names.map(pathOf).sort());
});
