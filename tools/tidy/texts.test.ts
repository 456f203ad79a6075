import { describe, expect, test } from 'vitest';
import { texts } from '../../apps/web/src/texts/index.ts';
import { isCode, listFiles, readSources } from './sources.ts';
import { checkPairs, checkWords } from './texts.ts';

const code = readSources(listFiles().filter((file) => isCode(file)));

describe('the interface', () => {
  test('says nothing outside its texts', () => expect(checkWords(code)).toEqual([]));
  test('says everything in both languages', () => expect(checkPairs(texts)).toEqual([]));
});

describe('the checks', () => {
  const page = (text: string) => checkWords([{ path: 'apps/web/src/panels/a/a-page.tsx', text }]);
  test('words outside the texts are found', () => {
    expect(page("const a = '保存';")).toHaveLength(1);
    expect(page('  return <b>Save it</b>;')).toHaveLength(1);
    expect(page('      <p>\n        Save it now.\n      </p>')).toHaveLength(1);
    expect(page('  <Input placeholder="Your name" />')).toHaveLength(1);
  });
  test('comments, code and texts are left alone', () => {
    expect(page('/** 依据 of a figure. */\n// 依据\nconst save = (a: Map<string, number>) => a;')).toEqual([]);
    expect(page('  return <b>{t(\'save\')}</b>;\n  <Link to="/tasks" className="nav active">')).toEqual([]);
    expect(checkWords([{ path: 'apps/web/src/texts/a.ts', text: "save: ['保存', 'Save']" }])).toEqual([]);
  });
  test('a pair that lacks a language is found', () => {
    expect(checkPairs(new Map([['a', ['保存', '']]]))).toHaveLength(1);
    expect(checkPairs(new Map([['a', ['Save', 'Save']]]))).toHaveLength(1);
    expect(checkPairs(new Map([['a', ['保存', '保存']]]))).toHaveLength(1);
    expect(checkPairs(new Map([['a', ['{count} 项', '{count}']]]))).toEqual([]);
  });
});
