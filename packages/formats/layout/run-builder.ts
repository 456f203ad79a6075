import { plainSigns } from './joints.ts';
import type { Run } from './page-content.ts';

/** One sign at its place on the page. */
export interface DrawnGlyph {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

/** A wider gap (ems) ends a run: another sign may have been drawn into it, and the line decides about a blank. */
const widest = 0.12;

/** Owns the runs of a page while its glyphs pass by: what follows without a gap on the same baseline is one run. */
export class RunBuilder {
  readonly #runs: Run[] = [];
  #parts: string[] = [];
  #first: DrawnGlyph | null = null;
  #right = 0;
  #slanted: string[] = [];
  #invisible = 0;

  add(glyph: DrawnGlyph, how: { upright: boolean; visible: boolean }): void {
    const text = plainSigns(glyph.text);
    if (text === '' || !(glyph.size > 0.5 && glyph.size < 2_000)) return;
    if (!how.upright) {
      this.#slanted.push(text);
      return;
    }
    if (!how.visible) this.#invisible += text.length;
    const first = this.#first;
    const gap = (glyph.x - this.#right) / glyph.size;
    const follows =
      first !== null &&
      Math.abs(glyph.y - first.y) < 0.05 * first.size &&
      Math.abs(glyph.size - first.size) < 0.05 * first.size &&
      gap > -0.3 &&
      gap < widest;
    if (!follows) this.#close();
    this.#first ??= glyph;
    this.#parts.push(text);
    this.#right = follows ? Math.max(this.#right, glyph.x + glyph.width) : glyph.x + glyph.width;
  }

  finish(): { runs: readonly Run[]; slantedText: string; invisibleSigns: number } {
    this.#close();
    return { runs: this.#runs, slantedText: this.#slanted.join('').trim(), invisibleSigns: this.#invisible };
  }

  #close(): void {
    const first = this.#first;
    if (first) {
      const text = this.#parts.join('');
      this.#runs.push({ text, x: first.x, y: first.y, width: this.#right - first.x, size: first.size });
    }
    this.#first = null;
    this.#parts = [];
  }
}
