import { describe, expect, it } from 'vitest';
import { formatNumber, isKnownFormat } from './number-formats.ts';

const cases: readonly (readonly [format: string, expected: Readonly<Record<number, string>>])[] = [
  ['decimal', { 1: '1', 20: '20' }],
  ['decimalZero', { 3: '03', 10: '10', 123: '123' }],
  ['decimalFullWidth', { 12: '１２' }],
  ['decimalEnclosedCircle', { 1: '①', 20: '⑳', 21: '21' }],
  ['decimalEnclosedCircleChinese', { 3: '③' }],
  ['decimalEnclosedParen', { 2: '⑵' }],
  ['decimalEnclosedFullstop', { 2: '⒉' }],
  ['ideographEnclosedCircle', { 1: '㊀', 10: '㊉', 11: '11' }],
  [
    'chineseCounting',
    { 1: '一', 10: '十', 11: '十一', 20: '二十', 21: '二十一', 99: '九十九', 100: '一○○', 101: '一○一' },
  ],
  [
    'chineseCountingThousand',
    {
      10: '十',
      11: '十一',
      100: '一百',
      101: '一百〇一',
      110: '一百一十',
      111: '一百一十一',
      1001: '一千〇一',
      1010: '一千〇一十',
      10000: '一万',
      10001: '一万〇一',
      100000: '十万',
      110500: '十一万〇五百',
    },
  ],
  ['chineseLegalSimplified', { 1: '壹', 10: '壹拾', 11: '壹拾壹', 105: '壹佰零伍' }],
  ['ideographLegalTraditional', { 6: '陸', 23: '貳拾參' }],
  ['ideographDigital', { 9: '九', 10: '一〇', 105: '一〇五' }],
  ['japaneseCounting', { 10: '十', 100: '百', 101: '百一', 1111: '千百十一' }],
  ['taiwaneseCounting', { 10: '十', 12: '十二', 100: '一○○' }],
  ['taiwaneseCountingThousand', { 101: '一百零一', 20000: '二萬' }],
  ['ideographTraditional', { 1: '甲', 10: '癸', 11: '11' }],
  ['ideographZodiac', { 1: '子', 12: '亥', 13: '13' }],
  ['ideographZodiacTraditional', { 1: '甲子', 60: '癸亥', 61: '61' }],
  ['upperLetter', { 1: 'A', 26: 'Z', 27: 'AA', 53: 'AAA', 2000000: '2000000' }],
  ['lowerLetter', { 2: 'b' }],
  ['upperRoman', { 4: 'IV', 1994: 'MCMXCIV', 4000: '4000' }],
  ['lowerRoman', { 9: 'ix' }],
  ['numberInDash', { 1: '- 1 -' }],
  ['ordinal', { 1: '1st', 2: '2nd', 11: '11th', 23: '23rd' }],
  ['none', { 1: '' }],
  ['bullet', { 1: '' }],
];

describe('formats of automatic numbers', () => {
  for (const [format, expected] of cases) {
    it(format, () => {
      for (const [value, text] of Object.entries(expected)) expect(formatNumber(Number(value), format)).toBe(text);
      expect(isKnownFormat(format)).toBe(true);
    });
  }

  it('prints an unknown format in plain digits and says that it is unknown', () => {
    expect(formatNumber(7, 'koreanCounting')).toBe('7');
    expect(isKnownFormat('koreanCounting')).toBe(false);
    expect(isKnownFormat('constructor')).toBe(false);
  });
});
