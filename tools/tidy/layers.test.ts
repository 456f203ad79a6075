import { moduleOrder } from '../../packages/modules/order.ts';
import { modules } from '../../packages/modules/index.ts';
import { describe, expect, test } from 'vitest';
import { checkLayers, checkSiblings, findCycles, findFolderCycles } from './layers.ts';
import { isCode, isTest, listFiles, readSources } from './sources.ts';

/** Tests may reach across layers: a module is tested on a real place and a real host. */
const code = readSources(listFiles().filter((file) => isCode(file) && !isTest(file)));
const uses = new Map(modules.map((manifest) => [manifest.name, manifest.uses]));

describe('the project', () => {
  test('imports only down the layers', () => expect(checkLayers(code)).toEqual([]));
  test('keeps engines and modules apart', () => expect(checkSiblings(code, moduleOrder, uses)).toEqual([]));
  test('has no ring of files', () => expect(findCycles(code)).toEqual([]));
  test.each([
    'packages/engines/decompose/',
    'packages/formats/',
    'packages/storage/',
    'packages/host/',
    'apps/web/src/',
  ])('has no ring of folders in %s', (folder) => {
    expect(findFolderCycles(code, folder)).toEqual([]);
  });
  test('declares its modules in one order', () =>
    expect(modules.map((manifest) => manifest.name)).toEqual(
      moduleOrder.filter((name) => modules.some((manifest) => manifest.name === name)),
    ));
});

describe('the checks', () => {
  const file = (path: string, text: string) => ({ path, text });
  test('a layer breach is found, an allowed import is not', () => {
    expect(checkLayers([file('packages/kernel/a.ts', "import { x } from '@qipan/host';")])).toHaveLength(1);
    expect(
      checkLayers([file('packages/modules/a/store.ts', "import type { Db } from '@qipan/storage';")]),
    ).toHaveLength(1);
    expect(
      checkLayers([file('packages/modules/a/store.ts', "import type { Db } from '@qipan/storage/port';")]),
    ).toEqual([]);
    expect(checkLayers([file('packages/host/a.ts', "import { p } from '@qipan/place-langfang';")])).toHaveLength(1);
    expect(checkLayers([file('packages/modules/a.ts', "import { h } from '@qipan/host';")])).toHaveLength(1);
    expect(checkLayers([file('packages/modules/a.test.ts', "import { h } from '@qipan/host/testing';")])).toEqual([]);
  });
  test('an import past an index, of a later module or without uses is found', () => {
    const order = ['a', 'b'];
    const check = (path: string, specifier: string, used: string[]) =>
      checkSiblings([file(path, `import { x } from '${specifier}';`)], order, new Map([['b', used]]));
    expect(check('packages/modules/b/x.ts', '../a/index.ts', ['a'])).toEqual([]);
    expect(check('packages/modules/b/x.ts', '../a/store.ts', ['a'])).toHaveLength(1);
    expect(check('packages/modules/b/x.ts', '../a/index.ts', [])).toHaveLength(1);
    expect(check('packages/modules/a/x.ts', '../b/index.ts', [])).toHaveLength(1);
    expect(check('packages/engines/a/x.ts', '../b/index.ts', [])).toHaveLength(1);
  });
  test('a ring of files or folders is found', () => {
    const ring = [
      file('p/a/x.ts', "import { y } from '../b/y.ts';"),
      file('p/b/y.ts', "import { x } from '../a/x.ts';"),
    ];
    expect(findCycles(ring)).toEqual([['p/a/x.ts', 'p/b/y.ts', 'p/a/x.ts']]);
    expect(findFolderCycles(ring, 'p/')).toEqual([['a', 'b', 'a']]);
  });
});
