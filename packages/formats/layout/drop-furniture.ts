import type { Line } from './build-lines.ts';

export interface PageLines {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** Lines at each end of a page that may be a header or footer, and within which part of its height. */
const outermost = 3;
const margin = 0.13;
/** What no header says: the end of a clause, or who is responsible. Such a line is body unless most pages have it. */
const bodyWords = /[。；，、：;,:]$|(?:单位|部门|时限)[:：]/u;
/** A header stands further from the body than its lines from each other, by this factor. */
const apart = 1.25;
const pageNumber =
  /^[\s\-—–－·•~〜/|]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})(?:\s*页)?(?:[\s,，/／]*(?:of|共)?\s*\d{1,4}\s*页?)?[\s\-—–－·•~〜|]*$/iu;

/**
 * Parts page headers, footers and page numbers from the body: what repeats at the same height of several pages (word for
 * word, or with other digits where it is set apart from the body: items of a list are alike but for their number), and
 * numbers that stand alone at an edge. The texts come back once each, because a 密级 may stand there.
 */
export function dropFurniture(pages: readonly PageLines[]): { bodies: Line[][]; headers: string[] } {
  const seen = new Map<string, number>();
  for (const page of pages) {
    const keys = edgeLines(page).flatMap((line) => [wordsOf(line), ...(isSetApart(page, line) ? [keyOf(line)] : [])]);
    for (const key of new Set(keys)) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const headers = new Set<string>();
  const share = (of: number) => Math.max(2, Math.ceil(pages.length * of));
  const bodies = pages.map((page) => {
    const edges = new Set(edgeLines(page));
    const dropped = new Set<Line>();
    for (const line of edges) {
      const times = isSetApart(page, line)
        ? Math.max(seen.get(wordsOf(line)) ?? 0, seen.get(keyOf(line)) ?? 0)
        : (seen.get(wordsOf(line)) ?? 0);
      const needed = share(bodyWords.test(line.text) || !isSetApart(page, line) ? 0.6 : 0.25);
      const repeated = isAtMargin(page, line) && times >= needed;
      if (repeated || isPageNumber(page, line)) dropped.add(line);
    }
    for (const line of dropped) if (!isPageNumber(page, line)) headers.add(line.text);
    return page.lines.filter((line) => !dropped.has(line));
  });
  return { bodies, headers: [...headers] };
}

function edgeLines({ lines }: PageLines): Line[] {
  return lines.length <= 2 * outermost ? [...lines] : [...lines.slice(0, outermost), ...lines.slice(-outermost)];
}

function isAtMargin(page: PageLines, line: Line): boolean {
  return line.y < page.height * margin || line.y - line.size > page.height * (1 - margin);
}

/** A number alone in the margin: the last line, or the first. */
function isPageNumber(page: PageLines, line: Line): boolean {
  const atEnd = line === page.lines.at(-1) || line === page.lines[0];
  return atEnd && isAtMargin(page, line) && pageNumber.test(line.text);
}

/** Nothing between the line and the edge belongs to the body: within the outermost lines a gap follows that no paragraph has. */
function isSetApart({ lines }: PageLines, line: Line): boolean {
  const at = lines.indexOf(line);
  const gaps = lines.slice(1).map((next, index) => next.y - (lines[index]?.y ?? next.y));
  const usual = gaps.filter((gap) => gap > 0).sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const wide = (index: number) => (gaps[index] ?? Number.POSITIVE_INFINITY) > usual * apart;
  const fromTop = Array.from({ length: outermost - at }, (_, step) => at + step).some(wide);
  const below = lines.length - 1 - at;
  const fromEnd = Array.from({ length: outermost - below }, (_, step) => at - 1 - step).some(wide);
  return (at < outermost && fromTop) || (below < outermost && fromEnd);
}

function wordsOf(line: Line): string {
  return `= ${Math.round(line.y / 4)} ${line.text.replace(/\s/g, '')}`;
}

/** Same words at the same height, whatever the numbers in them; where they stand sideways changes with odd and even. */
function keyOf(line: Line): string {
  return `${Math.round(line.y / 4)} ${line.text.replace(/\d+|[一二三四五六七八九十]+/gu, '#').replace(/\s/g, '')}`;
}
