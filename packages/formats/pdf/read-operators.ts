import type { PageContent, Rule } from '../layout/page-content.ts';
import { type OperatorCodes, pathRules } from './path-rules.ts';
import { apply, type Matrix, multiply } from '../layout/matrix.ts';
import { type DrawnGlyph, RunBuilder } from '../layout/run-builder.ts';

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** What is needed of a font; null where the library has none under the name. */
export interface FontFacts {
  readonly scale: number;
  readonly vertical: boolean;
}

export interface PageSource {
  readonly operators: OperatorList;
  readonly codes: OperatorCodes;
  readonly fontOf: (name: string) => FontFacts | null;
  readonly width: number;
  readonly height: number;
  /** From the page's own space to points from the upper left corner. */
  readonly base: Matrix;
}

interface State {
  readonly matrix: Matrix;
  readonly font: FontFacts | null;
  readonly size: number;
  readonly charSpacing: number;
  readonly wordSpacing: number;
  readonly scale: number;
  readonly leading: number;
  readonly rise: number;
  readonly mode: number;
}

const unit: Matrix = [1, 0, 0, 1, 0, 0];
const deepest = 200;

/**
 * The operators of a page to runs and rules, in the way ISO 32000-1 §9.4 places glyphs. Invisible signs are kept and
 * counted: they are the text of a recognised scan. O(operators + glyphs).
 */
export function readOperators(source: PageSource): PageContent {
  return new PageReader(source).read();
}

/** Owns the graphics state while the operators of one page pass by. */
class PageReader {
  readonly #source: PageSource;
  readonly #builder = new RunBuilder();
  readonly #rules: Rule[] = [];
  readonly #stack: State[] = [];
  readonly #steps: ReadonlyMap<number, (args: readonly unknown[]) => void>;
  #state: State;
  #textMatrix: Matrix = unit;
  #x = 0;
  #y = 0;
  #lineX = 0;
  #lineY = 0;

  constructor(source: PageSource) {
    this.#source = source;
    this.#state = {
      matrix: source.base,
      font: null,
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0,
      mode: 0,
    };
    this.#steps = this.#makeSteps();
  }

  read(): PageContent {
    const { operators, width, height } = this.#source;
    for (const [index, code] of operators.fnArray.entries()) {
      const args = operators.argsArray[index];
      this.#steps.get(code)?.(Array.isArray(args) ? args : []);
    }
    const { runs, slantedText, invisibleSigns } = this.#builder.finish();
    return { width, height, runs, rules: this.#rules, slantedText, invisibleSigns };
  }

  #makeSteps(): Map<number, (args: readonly unknown[]) => void> {
    const set = (field: 'charSpacing' | 'wordSpacing' | 'rise' | 'mode' | 'leading') => (args: readonly unknown[]) => {
      this.#state = { ...this.#state, [field]: numberOf(args[0]) };
    };
    const steps: Record<string, (args: readonly unknown[]) => void> = {
      save: () => this.#save(),
      restore: () => this.#restore(),
      transform: (args) => this.#transform(args),
      paintFormXObjectBegin: (args) => {
        this.#save();
        if (isNumbers(args[0])) this.#transform(args[0]);
      },
      paintFormXObjectEnd: () => this.#restore(),
      beginText: () => this.#setTextMatrix(unit),
      setCharSpacing: set('charSpacing'),
      setWordSpacing: set('wordSpacing'),
      setTextRise: set('rise'),
      setTextRenderingMode: set('mode'),
      setLeading: set('leading'),
      setHScale: (args) => {
        this.#state = { ...this.#state, scale: numberOf(args[0]) / 100 };
      },
      setFont: (args) => {
        const font = this.#source.fontOf(String(args[0]));
        this.#state = { ...this.#state, font, size: numberOf(args[1]) };
      },
      setTextMatrix: (args) => this.#setTextMatrix(matrixOf(isNumbers(args[0]) ? args[0] : args)),
      moveText: (args) => this.#moveText(numberOf(args[0]), numberOf(args[1])),
      setLeadingMoveText: (args) => {
        this.#state = { ...this.#state, leading: -numberOf(args[1]) };
        this.#moveText(numberOf(args[0]), numberOf(args[1]));
      },
      nextLine: () => this.#moveText(0, -this.#state.leading),
      showText: (args) => this.#showText(args[0]),
      constructPath: (args) => {
        this.#rules.push(...pathRules(args, this.#state.matrix, this.#source.codes));
      },
    };
    return new Map(Object.entries(steps).map(([name, step]) => [this.#source.codes[name] ?? -1, step]));
  }

  #save(): void {
    if (this.#stack.length < deepest) this.#stack.push(this.#state);
  }

  #restore(): void {
    this.#state = this.#stack.pop() ?? this.#state;
  }

  #transform(args: ArrayLike<unknown>): void {
    this.#state = { ...this.#state, matrix: multiply(this.#state.matrix, matrixOf(args)) };
  }

  #setTextMatrix(matrix: Matrix): void {
    this.#textMatrix = matrix;
    this.#x = this.#lineX = 0;
    this.#y = this.#lineY = 0;
  }

  #moveText(x: number, y: number): void {
    this.#x = this.#lineX += x;
    this.#y = this.#lineY += y;
  }

  #showText(glyphs: unknown): void {
    if (!Array.isArray(glyphs)) return;
    const { font, size, charSpacing, wordSpacing, scale, rise, mode } = this.#state;
    const matrix = multiply(this.#state.matrix, this.#textMatrix);
    const upright =
      matrix[0] * size > 0 && Math.abs(matrix[1]) < 0.05 * Math.abs(matrix[0]) && !(font?.vertical ?? false);
    const height = Math.abs(size) * Math.hypot(matrix[2], matrix[3]);
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        this.#x -= ((glyph * size) / 1000) * scale;
        continue;
      }
      const { text, width, blank } = glyphOf(glyph);
      const advance = width * size * (font?.scale ?? 0.001) * scale;
      const [x, y] = apply(matrix, this.#x, this.#y + rise);
      const drawn: DrawnGlyph = { text, x, y, width: advance * matrix[0], size: height };
      this.#builder.add(drawn, { upright, visible: mode !== 3 });
      this.#x += advance + (charSpacing + (blank ? wordSpacing : 0)) * scale;
    }
  }
}

function glyphOf(glyph: unknown): { text: string; width: number; blank: boolean } {
  if (typeof glyph !== 'object' || glyph === null) return { text: '', width: 0, blank: false };
  const text = 'unicode' in glyph && typeof glyph.unicode === 'string' ? glyph.unicode : '';
  const width = 'width' in glyph ? numberOf(glyph.width) : 0;
  return { text, width, blank: 'isSpace' in glyph && glyph.isSpace === true };
}

function isNumbers(value: unknown): value is ArrayLike<number> {
  return typeof value === 'object' && value !== null && 'length' in value && value.length === 6;
}

function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function matrixOf(args: ArrayLike<unknown>): Matrix {
  return [
    numberOf(args[0]),
    numberOf(args[1]),
    numberOf(args[2]),
    numberOf(args[3]),
    numberOf(args[4]),
    numberOf(args[5]),
  ];
}
