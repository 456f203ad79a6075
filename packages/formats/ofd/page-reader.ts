import { boxRule, lineRule } from '../layout/draw-rules.ts';
import { apply, type Matrix, multiply } from '../layout/matrix.ts';
import type { PageContent, Rule } from '../layout/page-content.ts';
import { RunBuilder } from '../layout/run-builder.ts';
import { stop } from '../stop.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml/read-xml.ts';
import { straightPaths } from './path-data.ts';
import { advancesOf } from './advances.ts';

/** Points of a millimetre. */
const point = 72 / 25.4;
/** Objects of a page: a page beyond is a drawing. */
const mostObjects = 500_000;

/** Owns what stands on a page while its layers pass by. Source: GB/T 33190-2016 §8.5 (graphics), §11 (text), §9.1 (paths). */
export class PageReader {
  readonly #builder = new RunBuilder();
  readonly #rules: Rule[] = [];
  readonly #box: readonly number[];
  readonly #base: Matrix;
  #objects = 0;

  constructor(box: readonly number[]) {
    this.#box = box;
    this.#base = [point, 0, 0, point, -(box[0] ?? 0) * point, -(box[1] ?? 0) * point];
  }

  /** The layers of a page or of the template below it. */
  addContent(page: XmlElement): void {
    const content = childOf(page, 'ofd:Content');
    for (const layer of content ? childrenOf(content, 'ofd:Layer') : []) this.#addObjects(layer);
  }

  finish(): PageContent {
    const { runs, slantedText, invisibleSigns } = this.#builder.finish();
    const [, , width = 0, height = 0] = this.#box;
    return { width: width * point, height: height * point, runs, rules: this.#rules, slantedText, invisibleSigns };
  }

  #addObjects(parent: XmlElement): void {
    for (const object of childrenOf(parent)) {
      this.#objects += 1;
      if (this.#objects > mostObjects) stop('formats.xml-too-large', { part: 'OFD' });
      if (object.attributes.Visible === 'false') continue;
      if (object.name === 'ofd:PageBlock') this.#addObjects(object);
      else if (object.name === 'ofd:TextObject') this.#addText(object);
      else if (object.name === 'ofd:PathObject') this.#addPath(object);
    }
  }

  /** An object's own space lies at the corner of its boundary, under its matrix. */
  #matrixOf(object: XmlElement): Matrix {
    const [x = 0, y = 0] = numbersOf(object.attributes.Boundary ?? '');
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbersOf(object.attributes.CTM ?? '');
    return multiply(this.#base, multiply([1, 0, 0, 1, x, y], [a, b, c, d, e, f]));
  }

  #addText(object: XmlElement): void {
    const matrix = this.#matrixOf(object);
    const size = numberOf(object.attributes.Size, 0);
    const scale = numberOf(object.attributes.HScale, 1) || 1;
    const level = Math.abs(matrix[1]) < 0.05 * Math.abs(matrix[0]) && matrix[0] > 0;
    const vertical = ['90', '270'].includes(object.attributes.ReadDirection ?? '0');
    const height = size * Math.hypot(matrix[2], matrix[3]);
    let [x, y] = [0, 0];
    for (const code of childrenOf(object, 'ofd:TextCode')) {
      x = numberOf(code.attributes.X, x);
      y = numberOf(code.attributes.Y, y);
      const signs = [...plainCode(textOf(code))];
      const right = advancesOf(code.attributes.DeltaX ?? '', signs.length);
      const down = advancesOf(code.attributes.DeltaY ?? '', signs.length);
      const upright = level && !vertical && !down.some((step) => Math.abs(step) > 0.3 * size);
      let [left, top] = [x, y];
      for (const [index, text] of signs.entries()) {
        const natural = naturalWidth(text) * size * scale;
        const step = right[index];
        const width = step !== undefined && step > 0 && step < Math.max(natural * 1.3, size * scale) ? step : natural;
        const [atX, atY] = apply(matrix, left, top);
        this.#builder.add({ text, x: atX, y: atY, width: width * matrix[0], size: height }, { upright, visible: true });
        left += step ?? (down.length > 0 ? 0 : natural);
        top += down[index] ?? 0;
      }
    }
  }

  #addPath(object: XmlElement): void {
    const data = childOf(object, 'ofd:AbbreviatedData');
    if (!data) return;
    const matrix = this.#matrixOf(object);
    const paths = straightPaths(textOf(data)).map((points) => points.map(([x, y]) => apply(matrix, x, y)));
    for (const points of paths) {
      if (object.attributes.Stroke !== 'false')
        for (const [index, to] of points.slice(1).entries()) {
          const rule = lineRule(points[index] ?? to, to);
          if (rule) this.#rules.push(rule);
        }
      else if (object.attributes.Fill === 'true') {
        const rule = boxRule(points);
        if (rule) this.#rules.push(rule);
      }
    }
  }
}

/** Signs that XML cannot hold may stand as a backslash with four hexadecimal digits (GB/T 33190-2016 §11.2). */
function plainCode(text: string): string {
  return text.replace(/\\([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Width of a sign in ems where the file does not say: its fonts are not read. */
function naturalWidth(sign: string): number {
  return /[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{20000}-\u{3ffff}\u2014\u2026\u201c\u201d]/u.test(
    sign,
  )
    ? 1
    : 0.5;
}

export function numbersOf(text: string): number[] {
  const numbers = text.trim().split(/\s+/).map(Number);
  return numbers.every((value) => Number.isFinite(value)) && text.trim() !== '' ? numbers : [];
}

function numberOf(text: string | undefined, otherwise: number): number {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : otherwise;
}
