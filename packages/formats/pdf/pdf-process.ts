import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { limits } from '../limits.ts';
import type { Matrix } from '../layout/matrix.ts';
import type { PageContent } from '../layout/page-content.ts';
import { type FontFacts, readOperators } from './read-operators.ts';

/**
 * Runs as a process of its own, so that a file that never ends or eats memory is ended without the rest (a thread that runs out
 * of memory takes its whole process along). The library draws nothing here: images, annotations and fonts' faces are left
 * alone, nothing is fetched, no script is run.
 */
export interface PdfRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
}

export interface PdfAnswer {
  readonly id: number;
  readonly pages?: readonly PageContent[];
  readonly refusal?: { readonly code: string; readonly values: Readonly<Record<string, string | number>> };
}

type Library = typeof import('pdfjs-dist/legacy/build/pdf.mjs');
type PdfDocument = Awaited<ReturnType<Library['getDocument']>['promise']>;
type PdfPage = Awaited<ReturnType<PdfDocument['getPage']>>;

const folder = path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** Native code for drawing stays out of a process that reads foreign files; the library does without it. */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@napi-rs/canvas') throw new Error('nothing is drawn here');
    return next(specifier, context);
  },
});
/** Drawing needs these of a browser; reading only needs them to exist. */
for (const name of ['DOMMatrix', 'Path2D'])
  if (!(name in globalThis)) Object.defineProperty(globalThis, name, { value: class {} });
const library = import('pdfjs-dist/legacy/build/pdf.mjs');

async function readPages(bytes: Uint8Array): Promise<Omit<PdfAnswer, 'id'>> {
  const pdf = await library;
  const task = pdf.getDocument({
    data: bytes,
    verbosity: 0,
    cMapUrl: `${path.join(folder, 'cmaps')}${path.sep}`,
    cMapPacked: true,
    standardFontDataUrl: `${path.join(folder, 'standard_fonts')}${path.sep}`,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 1,
    disableAutoFetch: true,
    enableXfa: false,
  });
  try {
    const document = await task.promise;
    if (document.numPages > limits.pages)
      return { refusal: { code: 'formats.too-many-pages', values: { limit: limits.pages } } };
    const pages: PageContent[] = [];
    let signs = 0;
    for (let number = 1; number <= document.numPages; number += 1) {
      const page = await readPage(pdf, await document.getPage(number));
      signs += page.runs.reduce((sum, run) => sum + run.text.length, 0);
      if (signs > limits.characters)
        return { refusal: { code: 'formats.too-much-text', values: { limit: limits.characters } } };
      pages.push(page);
    }
    return { pages };
  } catch (error) {
    return { refusal: { code: codeOf(error), values: { part: 'PDF' } } };
  } finally {
    await task.destroy();
  }
}

async function readPage(pdf: Library, page: PdfPage): Promise<PageContent> {
  const operators = await page.getOperatorList({ annotationMode: pdf.AnnotationMode.DISABLE });
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const [a = 1, b = 0, c = 0, d = -1, e = 0, f = 0]: readonly number[] = transform;
  const base: Matrix = [a, b, c, d, e, f];
  const fontOf = (name: string): FontFacts | null => {
    const font: unknown = page.commonObjs.has(name) ? page.commonObjs.get(name) : null;
    return factsOf(font);
  };
  const content = readOperators({ operators, codes: pdf.OPS, fontOf, width, height, base });
  page.cleanup();
  return content;
}

function factsOf(font: unknown): FontFacts | null {
  if (typeof font !== 'object' || font === null) return null;
  const matrix = 'fontMatrix' in font ? font.fontMatrix : null;
  const scale: unknown = Array.isArray(matrix) ? matrix[0] : null;
  return { scale: typeof scale === 'number' ? scale : 0.001, vertical: 'vertical' in font && font.vertical === true };
}

/** The library's own errors carry a name; everything else that it throws means a file that it cannot follow. */
function codeOf(error: unknown): string {
  return error instanceof Error && error.name === 'PasswordException' ? 'formats.pdf-encrypted' : 'formats.pdf-broken';
}

/** A thread beside the busy one ends the process when it grows too large, or when the one that started it is gone. */
const watch = `
  const { workerData } = require('node:worker_threads');
  const parent = process.ppid;
  setInterval(() => {
    if (process.memoryUsage.rss() > workerData || process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  }, 20);
`;
new Worker(watch, { eval: true, workerData: limits.pdfBytes, execArgv: [] }).unref();

process.on('message', async ({ id, bytes }: PdfRequest) => {
  const answer: PdfAnswer = { id, ...(await readPages(bytes)) };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit());
await library;
process.send?.({ id: 0 } satisfies PdfAnswer);
