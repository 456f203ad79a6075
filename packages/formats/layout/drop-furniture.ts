import type { Line } from './build-lines.ts';

export interface PageLines {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly Line[];
}

/** Lines at each end of a page that may be a header or footer, and within which part of its height. */
const outermost = 3;
const margin = 0.13;
const pageNumber =
  /^[\s\-—–－·•~〜/|]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})(?:\s*页)?(?:[\s,，/／]*(?:of|共)?\s*\d{1,4}\s*页?)?[\s\-—–－·•~〜|]*$/iu;

/**
 * Parts page headers, footers and page numbers from the body: what repeats at the same height of several pages (digits set
 * aside), and numbers that stand alone at an edge. The texts come back once each, because a 密级 may stand there.
 */
export function dropFurniture(pages: readonly PageLines[]): { bodies: Line[][]; headers: string[] } {
  const seen = new Map<string, number>();
  for (const page of pages) {
    for (const key of new Set(edgeLines(page).map((line) => keyOf(line)))) seen.set(key, (seen.get(key) ?? 0) + 1);
  }
  const headers = new Set<string>();
  const needed = Math.max(2, Math.ceil(pages.length * 0.25));
  const bodies = pages.map((page) => {
    const edges = new Set(edgeLines(page));
    const dropped = new Set<Line>();
    for (const line of edges) {
      const repeated = isAtMargin(page, line) && (seen.get(keyOf(line)) ?? 0) >= needed;
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

/** Same words at the same height, whatever the numbers in them; where they stand sideways changes with odd and even. */
function keyOf(line: Line): string {
  return `${Math.round(line.y / 4)} ${line.text.replace(/\d+|[一二三四五六七八九十]+/gu, '#').replace(/\s/g, '')}`;
}
