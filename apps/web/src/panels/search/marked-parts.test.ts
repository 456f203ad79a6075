import { expect, test } from 'vitest';
import { markedParts } from './marked-parts.ts';

const shown = (text: string, place: [number, number], words: readonly string[]) =>
  markedParts({ text, from: place[0], to: place[1] }, words)
    .map((part) => (part.marked ? `[${part.text}]` : part.text))
    .join('');

test('the first match and every other word are marked, neighbours as one', () => {
  expect(shown('推动产业协作，产业转移', [2, 4], ['产业', '转移'])).toBe('推动[产业]协作，[产业转移]');
  expect(shown('市发改委牵头', [0, 4], ['市发展改革委'])).toBe('[市发改委]牵头');
  expect(shown('GDP增长', [0, 0], ['gdp'])).toBe('[GDP]增长');
  expect(shown('没有', [0, 0], ['', '项目'])).toBe('没有');
});
