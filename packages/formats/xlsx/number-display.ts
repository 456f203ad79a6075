import { displayDate, isDateFormat } from './date-display.ts';

/** Shows a number as a cell with one number format does. */
export type NumberDisplay = (value: number) => string;

/**
 * A number format, worked out once for all cells that carry it. Sections, thousands, scaling commas, percent, exponents,
 * literals between digits and conditions are followed; a fraction and a format that is not understood show the plain number.
 * Dates see `displayDate`. O(format), then O(digits) per number. Source: ECMA-376 Part 1 §18.8.30, §18.8.31.
 */
export function compileFormat(format: string, from1904: boolean): NumberDisplay {
  if (isDateFormat(format)) return (value) => displayDate(value, format, from1904) ?? displayGeneral(value);
  const sections = splitSections(format).map(compileSection);
  return (value) => {
    const { section, magnitude } = chooseSection(sections, value);
    return section ? section.display(magnitude) : displayGeneral(value);
  };
}

/** 'General': up to eleven digits as the cell would show them; whole numbers in full as far as they are exact. */
export function displayGeneral(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value === 0 ? 0 : value);
  const size = Math.abs(value);
  if (size >= 1e11 || size < 1e-9)
    return value
      .toExponential(5)
      .replace(/\.?0+e/, 'e')
      .replace('e', 'E')
      .replace(/E([+-])(\d)$/, 'E$10$2');
  return String(size < 1 ? Number(value.toFixed(9)) : Number(value.toPrecision(10)));
}

interface Token {
  readonly kind: 'digits' | 'literal' | 'percent' | 'general';
  readonly text: string;
}

interface Section {
  readonly display: NumberDisplay;
  readonly condition: { readonly comparison: string; readonly bound: number } | null;
}

function compileSection(section: string): Section {
  const tokens = tokenize(section);
  const match = /\[(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)\]/.exec(section);
  const condition = match ? { comparison: match[1] ?? '', bound: Number(match[2]) } : null;
  return { display: compileTokens(tokens, section), condition };
}

function compileTokens(tokens: readonly Token[], section: string): NumberDisplay {
  const digits = tokens.filter((token) => token.kind === 'digits');
  const isFraction = /[0#?]\s{0,9}\/\s{0,9}[0-9#?]/.test(section);
  if (isFraction) return displayGeneral;
  if (tokens.some((token) => token.kind === 'general')) return (value) => fill(tokens, displayGeneral(value));
  if (digits.length > 1)
    return digits.some((token) => /[.E]/i.test(token.text)) ? displayGeneral : (value) => spread(tokens, value);
  if (digits.length === 1) return (value) => fill(tokens, displayDigits(value, tokens));
  const literal = fill(tokens, '');
  return tokens.length === 0 && section.trim() !== '' ? displayGeneral : () => literal;
}

/** Negative numbers lose their sign in a section of their own. */
function chooseSection(
  sections: readonly Section[],
  value: number,
): { section: Section | undefined; magnitude: number } {
  const [first, second, third] = sections;
  if (sections.some((section) => section.condition !== null)) {
    const chosen = sections.find(
      (section) => section.condition !== null && holds(value, section.condition.comparison, section.condition.bound),
    );
    return { section: chosen ?? sections.find((section) => section.condition === null), magnitude: value };
  }
  if (value < 0 && second !== undefined) return { section: second, magnitude: -value };
  if (value === 0 && third !== undefined) return { section: third, magnitude: value };
  return { section: first, magnitude: value };
}

function holds(value: number, comparison: string, bound: number): boolean {
  if (comparison === '<') return value < bound;
  if (comparison === '<=') return value <= bound;
  if (comparison === '>') return value > bound;
  if (comparison === '>=') return value >= bound;
  return (comparison === '=') === (value === bound);
}

function splitSections(format: string): string[] {
  const sections = [''];
  for (const piece of format.match(/"[^"]*"|\\.|\[[^\]]*\]|;|[^;"\\[]|["\\[]/gs) ?? []) {
    if (piece === ';') sections.push('');
    else sections[sections.length - 1] += piece;
  }
  return sections;
}

function tokenize(section: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /"([^"]*)"|\\(.)|_.|\*.|\[([^\]]*)\]|(general|G\/通用格式|@)|([0#?.][0#?,.]*(?:E[+-]0+)?)|(%)|(.)/gis;
  for (const match of section.matchAll(pattern)) {
    const [, quoted, slashed, bracket, general, digits, percent, other] = match;
    if (bracket !== undefined) {
      const currency = /^\$([^-]*)/.exec(bracket)?.[1];
      if (currency) tokens.push({ kind: 'literal', text: currency });
    } else if (general !== undefined) tokens.push({ kind: 'general', text: '' });
    else if (digits !== undefined) tokens.push({ kind: /[0#?]/.test(digits) ? 'digits' : 'literal', text: digits });
    else if (percent !== undefined) tokens.push({ kind: 'percent', text: '%' });
    else tokens.push({ kind: 'literal', text: quoted ?? slashed ?? other ?? '' });
  }
  return tokens;
}

/** Literals between digits (000-0000-0000): each run takes its digits from the right, the first one the rest. */
function spread(tokens: readonly Token[], value: number): string {
  const places = tokens.map((token) => (token.kind === 'digits' ? token.text.replace(/[^0#?]/g, '').length : 0));
  const zeros = tokens.reduce(
    (sum, token) => sum + (token.kind === 'digits' ? (token.text.match(/0/g) ?? []).length : 0),
    0,
  );
  let rest = roundHalfUp(Math.abs(value), 0).padStart(zeros, '0');
  const parts = tokens.map(() => '');
  const first = tokens.findIndex((token) => token.kind === 'digits');
  for (let index = tokens.length - 1; index >= 0; index -= 1) {
    const taken = index === first ? rest.length : Math.min(places[index] ?? 0, rest.length);
    const isDigits = tokens[index]?.kind === 'digits';
    parts[index] = isDigits ? rest.slice(rest.length - taken) : (tokens[index]?.text ?? '');
    if (isDigits) rest = rest.slice(0, rest.length - taken);
  }
  return (value < 0 ? '-' : '') + parts.join('').trim();
}

/** The number stands where the first run of digits stood; a sign goes before everything. */
function fill(tokens: readonly Token[], number: string): string {
  const negative = number.startsWith('-');
  let text = '';
  let placed = false;
  for (const token of tokens) {
    const isPlace = token.kind === 'digits' || token.kind === 'general';
    if (isPlace && !placed) text += negative ? number.slice(1) : number;
    else if (!isPlace) text += token.text;
    placed ||= isPlace;
  }
  return (negative && placed ? '-' : '') + text.trim();
}

function displayDigits(magnitude: number, tokens: readonly Token[]): string {
  const pattern = tokens.find((token) => token.kind === 'digits')?.text ?? '0';
  const percents = tokens.filter((token) => token.kind === 'percent').length;
  const scale = /,*$/.exec(pattern.replace(/E[+-]0+$/i, ''))?.[0].length ?? 0;
  const scaled = shift(magnitude, Math.min(percents, 5) * 2 - scale * 3);
  const decimals = /\.([0#?]*)/.exec(pattern)?.[1] ?? '';
  const digits = Math.min(decimals.length, 20);
  if (/E[+-]/i.test(pattern)) return displayExponent(scaled, digits, /E([+-])(0+)$/i.exec(pattern)?.[2]?.length ?? 1);
  const rounded = roundHalfUp(scaled, digits);
  const [whole = '0', part = ''] = rounded.replace('-', '').split('.');
  const required = (/^[^.]*/.exec(pattern)?.[0].match(/0/g) ?? []).length;
  const grouped = /[0#?],[0#?]/.test(pattern);
  const head = (required === 0 && whole === '0' ? '' : whole).padStart(Math.min(required, 30), '0');
  const tail = trimOptional(part, decimals);
  const sign = rounded.startsWith('-') && /[1-9]/.test(rounded) ? '-' : '';
  return `${sign}${grouped ? head.replace(/\B(?=(\d{3})+$)/g, ',') : head}${tail === '' ? (pattern.includes('.') && decimals === '' ? '.' : '') : `.${tail}`}`;
}

/** Decimal shift through the printed form, so that 0.285 × 100 is 28.5. */
function shift(value: number, places: number): number {
  if (places === 0 || value === 0) return value;
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  return Number(`${mantissa}e${Number(exponent) + places}`);
}

/** Excel rounds the decimal form half away from zero, on fifteen digits; toFixed rounds the binary one. */
function roundHalfUp(value: number, digits: number): string {
  if (Math.abs(value) >= 1e20) return value.toExponential(5);
  const exact = Number(value.toPrecision(15));
  const moved = shift(Math.abs(exact), digits);
  const rounded = moved < 1e15 ? shift(Math.floor(moved + 0.5), -digits) : Math.abs(exact);
  return (exact < 0 ? '-' : '') + rounded.toFixed(digits);
}

function trimOptional(part: string, pattern: string): string {
  let end = part.length;
  while (end > 0 && part[end - 1] === '0' && pattern[end - 1] !== '0') end -= 1;
  return part.slice(0, end);
}

function displayExponent(value: number, digits: number, width: number): string {
  const [mantissa = '0', exponent = '+0'] = value.toExponential(digits).split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `${mantissa}E${sign}${exponent.replace(/^[+-]/, '').padStart(width, '0')}`;
}
