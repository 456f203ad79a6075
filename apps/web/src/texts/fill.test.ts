import { expect, test } from 'vitest';
import { fillText } from './fill.ts';
import { texts } from './index.ts';

test('a value is put in, and the word beside it is of one or of several', () => {
  const said = (count: number | string) => fillText('{count} {count:task|tasks}, {other}', { count });
  expect([said(0), said(1), said('1'), said(2)]).toEqual([
    '0 tasks, {other}',
    '1 task, {other}',
    '1 task, {other}',
    '2 tasks, {other}',
  ]);
});

test('both languages of every text take the same values', () => {
  const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((found) => found[1]))].sort();
  const unlike = [...texts].filter(([, [zh, en]]) => names(zh).join() !== names(en).join());
  expect(unlike).toEqual([]);
});
