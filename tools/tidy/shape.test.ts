import { describe, expect, test } from 'vitest';
import { place } from '../../places/langfang/place.ts';
import { checkForbidden, checkNames, checkParameters, checkPlaceNames, checkSizes } from './shape.ts';
import { isCode, isTest, listFiles, readSources } from './sources.ts';

const files = listFiles();
const code = readSources(files.filter((file) => isCode(file)));
const own = code.filter((file) => !isTest(file.path));
/** Names of the place's regions long enough to be no ordinary word, and the place's own. */
const placeNames = [
  ...place.regions
    .filter((region) => region.level !== 'township' && region.level !== 'province')
    .map((region) => region.name),
  '廊坊',
  'Langfang',
  'langfang',
];

describe('the project', () => {
  test('keeps its sizes', () => expect(checkSizes(own)).toEqual([]));
  test('keeps its parameters few', () => expect(checkParameters(own)).toEqual([]));
  test('leaves nothing over', () => expect(checkForbidden(own)).toEqual([]));
  test('names its files for something', () => expect(checkNames(files)).toEqual([]));
  test('names no place outside places/', () => expect(checkPlaceNames(code, placeNames)).toEqual([]));
  test('tracks no data, build or cache', () =>
    expect(files.filter((file) => /(^|\/)(data|dist|coverage|node_modules)\//.test(file))).toEqual([]));
});

describe('the checks', () => {
  const file = (path: string, text: string) => ({ path, text });
  test('a long file, a long function and many parameters are found', () => {
    expect(checkSizes([file('a.ts', 'x\n'.repeat(402))])).toHaveLength(1);
    expect(checkSizes([file('a.ts', `function f() {\n${'  x;\n'.repeat(70)}}\n`)])).toHaveLength(1);
    expect(checkSizes([file('a.ts', `function f() {\n${'  x;\n'.repeat(60)}}\n`)])).toEqual([]);
    expect(
      checkParameters([file('a.ts', 'function f(a: number, b: Map<string, number>, c: () => void, d: string) {')]),
    ).toHaveLength(1);
    expect(
      checkParameters([file('a.ts', 'function f(a: Map<string, [number, number]>, b: { c: number; d: string }) {')]),
    ).toEqual([]);
  });
  test('left-overs, empty names and place names are found', () => {
    expect(checkForbidden([file('a.ts', '// TODO later'), file('b.ts', 'const a = b as any;')])).toHaveLength(2);
    expect(checkNames(['packages/x/utils.ts', 'packages/x/text.ts'])).toHaveLength(1);
    expect(checkPlaceNames([file('packages/kernel/a.ts', "const a = '固安县';")], ['固安县'])).toHaveLength(1);
    expect(checkPlaceNames([file('packages/kernel/a.test.ts', "const a = '固安县';")], ['固安县'])).toEqual([]);
  });
});
