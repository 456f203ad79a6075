import { readFile } from 'node:fs/promises';
import { createRegistry } from '@qipan/host';
import { modules } from '@qipan/modules';
import { expect, test } from 'vitest';
import { referenceText } from './reference.ts';

test('the reference is what the declarations say; `npm run format` writes it anew', async () => {
  expect(await readFile(new URL('../../docs/reference/operations.md', import.meta.url), 'utf8')).toBe(referenceText());
});

test('route, description, command, client and reference know the same operations', async () => {
  const registry = createRegistry(modules, []);
  const names = [...registry.operations.keys()].sort();
  const reference = [...referenceText().matchAll(/^### `([a-z-]+\.[a-z-]+)` /gm)].map((found) => found[1]).sort();
  expect(reference.filter((name) => registry.operations.has(name ?? ''))).toEqual(names);
});
