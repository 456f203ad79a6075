/**
 * Automatic numbers as Word prints them, by the name of w:numFmt.
 * Sources: ECMA-376 Part 1 §17.18.59 (ST_NumberFormat); Chinese counting from 100 on as in the project's facts on docling#4335.
 */

const counting = '一二三四五六七八九';
const legalSimplified = '壹贰叁肆伍陆柒捌玖';
const legalTraditional = '壹貳參肆伍陸柒捌玖';
const legalJapanese = '壱弐参四伍六七八九';
const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';
/** Letters are repeated beyond z (27 is aa); Word stops at 780, and so does the cost of a hostile start value. */
const mostLetters = 780;

interface Grouping {
  readonly digits: string;
  readonly zero: string;
  /** Ten, hundred, thousand, ten thousand. */
  readonly units: readonly [string, string, string, string];
  /** A one before the ten is said (壹拾) or left out (十). */
  readonly oneTen: boolean;
  /** A one before hundred and thousand is said (一百) or left out (Japanese 百). */
  readonly oneHundred: boolean;
  readonly saysZero: boolean;
}

const thousand: Grouping = {
  digits: counting,
  zero: '〇',
  units: ['十', '百', '千', '万'],
  oneTen: false,
  oneHundred: true,
  saysZero: true,
};
const legal: Grouping = {
  digits: legalSimplified,
  zero: '零',
  units: ['拾', '佰', '仟', '万'],
  oneTen: true,
  oneHundred: true,
  saysZero: true,
};
const taiwanese: Grouping = { ...thousand, zero: '零', units: ['十', '百', '千', '萬'] };
const legalTaiwan: Grouping = { ...legal, digits: legalTraditional, units: ['拾', '佰', '仟', '萬'] };
const japanese: Grouping = { ...thousand, oneHundred: false, saysZero: false };
const japaneseLegal: Grouping = { ...legal, digits: legalJapanese, units: ['拾', '百', '阡', '萬'], saysZero: false };

type Format = (value: number) => string;

const formats: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['decimal', String],
  ['decimalHalfWidth', String],
  ['decimalZero', (value) => String(value).padStart(2, '0')],
  ['decimalFullWidth', fullWidth],
  ['decimalFullWidth2', fullWidth],
  ['decimalEnclosedCircle', (value) => enclosed(value, 0x2460, 20)],
  ['decimalEnclosedCircleChinese', (value) => enclosed(value, 0x2460, 20)],
  ['decimalEnclosedParen', (value) => enclosed(value, 0x2474, 20)],
  ['decimalEnclosedFullstop', (value) => enclosed(value, 0x2488, 20)],
  ['ideographEnclosedCircle', (value) => enclosed(value, 0x3280, 10)],
  ['chineseCounting', (value) => countOrDigits(value, '○')],
  ['taiwaneseCounting', (value) => countOrDigits(value, '○')],
  ['chineseCountingThousand', (value) => group(value, thousand)],
  ['taiwaneseCountingThousand', (value) => group(value, taiwanese)],
  ['chineseLegalSimplified', (value) => group(value, legal)],
  ['ideographLegalTraditional', (value) => group(value, legalTaiwan)],
  ['japaneseCounting', (value) => group(value, japanese)],
  ['japaneseLegal', (value) => group(value, japaneseLegal)],
  ['ideographDigital', (value) => digitByDigit(value, '〇')],
  ['japaneseDigitalTenThousand', (value) => digitByDigit(value, '〇')],
  ['taiwaneseDigital', (value) => digitByDigit(value, '○')],
  ['ideographTraditional', (value) => stems[value - 1] ?? String(value)],
  ['ideographZodiac', (value) => branches[value - 1] ?? String(value)],
  ['ideographZodiacTraditional', sexagenary],
  ['upperLetter', (value) => letters(value, 0x41)],
  ['lowerLetter', (value) => letters(value, 0x61)],
  ['upperRoman', roman],
  ['lowerRoman', (value) => roman(value).toLowerCase()],
  ['numberInDash', (value) => `- ${value} -`],
  ['ordinal', ordinal],
  ['hex', (value) => value.toString(16).toUpperCase()],
  ['none', () => ''],
  ['bullet', () => ''],
]);

/** Whether the format is printed as Word prints it; another one is printed in plain digits. */
export function isKnownFormat(format: string): boolean {
  return formats.has(format);
}

/** `value` (a whole number from 0) in a number format; plain digits where the format or the value is out of its range. O(digits). */
export function formatNumber(value: number, format: string): string {
  return (formats.get(format) ?? String)(value);
}

function fullWidth(value: number): string {
  return String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

function enclosed(value: number, first: number, count: number): string {
  return value >= 1 && value <= count ? String.fromCharCode(first + value - 1) : String(value);
}

function digitByDigit(value: number, zero: string): string {
  return String(value).replace(/\d/g, (digit) => counting[Number(digit) - 1] ?? zero);
}

/** 一 to 九十九, from a hundred on digit by digit. */
function countOrDigits(value: number, zero: string): string {
  return value >= 1 && value < 100 ? group(value, thousand) : digitByDigit(value, zero);
}

function group(value: number, grouping: Grouping): string {
  if (value === 0) return grouping.zero;
  if (value >= 100_000_000) return String(value);
  if (value < 10_000) return groupBelowTenThousand(value, grouping, true);
  const high = groupBelowTenThousand(Math.floor(value / 10_000), grouping, true) + grouping.units[3];
  const low = value % 10_000;
  if (low === 0) return high;
  const gap = low < 1000 && grouping.saysZero ? grouping.zero : '';
  return high + gap + groupBelowTenThousand(low, grouping, false);
}

function groupBelowTenThousand(value: number, grouping: Grouping, leads: boolean): string {
  const { units, digits } = grouping;
  let text = '';
  let gap = false;
  for (const [place, unit] of [
    [1000, units[2]],
    [100, units[1]],
    [10, units[0]],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / place) % 10;
    if (digit === 0) {
      gap = text !== '';
      continue;
    }
    const silentTen = place === 10 && !grouping.oneTen && (text === '' ? leads : !grouping.oneHundred);
    const silentHundred = place > 10 && !grouping.oneHundred;
    const silent = digit === 1 && (silentTen || silentHundred);
    text += (gap && grouping.saysZero ? grouping.zero : '') + (silent ? '' : (digits[digit - 1] ?? '')) + unit;
    gap = false;
  }
  return text;
}

function sexagenary(value: number): string {
  if (value < 1 || value > 60) return String(value);
  return `${stems[(value - 1) % 10]}${branches[(value - 1) % 12]}`;
}

function letters(value: number, first: number): string {
  if (value < 1 || value > mostLetters) return String(value);
  return String.fromCharCode(first + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
}

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value);
  const signs = ['M', 'CM', 'D', 'CD', 'C', 'XC', 'L', 'XL', 'X', 'IX', 'V', 'IV', 'I'];
  const worth = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
  let rest = value;
  let text = '';
  for (const [index, sign] of signs.entries()) {
    const each = worth[index] ?? 1;
    text += sign.repeat(Math.floor(rest / each));
    rest %= each;
  }
  return text;
}

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${ending}`;
}
