/** A stretch of text that two versions share, or that one of them alone has. */
export interface DiffPart {
  readonly kind: 'same' | 'struck' | 'added';
  readonly text: string;
}

/** Signs of two texts more than this multiplied are not compared sign by sign: the whole is struck and added. */
const maxCells = 4_000_000;

/** Words of letters and figures whole (`95%`, `2026`, `GB/T`), every other sign by itself. */
function tokensOf(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*[%％‰]?|[A-Za-z]+(?:[-/][A-Za-z]+)*|[\s\S]/gu) ?? [];
}

/**
 * What was struck and what was added between two texts, in reading order: first what is struck, then what stands in its
 * place. A single sign that happens to stand in both amid changes is changed along: it would only make them hard to read.
 * O(a · b) after what both begin and end with.
 */
export function diffTexts(earlier: string, later: string): DiffPart[] {
  const a = tokensOf(earlier);
  const b = tokensOf(later);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middle = diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const parts: DiffPart[] = [
    { kind: 'same', text: a.slice(0, head).join('') },
    ...middle,
    { kind: 'same', text: a.slice(a.length - tail).join('') },
  ];
  return joined(withoutIslands(joined(parts)));
}

function diffMiddle(a: readonly string[], b: readonly string[]): DiffPart[] {
  if (a.length === 0 || b.length === 0 || a.length * b.length > maxCells)
    return [
      { kind: 'struck', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ];
  const width = b.length + 1;
  // longest[i * width + j]: signs that a from i and b from j have in common in the same order.
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i * width + j] =
        a[i] === b[j]
          ? 1 + (longest[(i + 1) * width + j + 1] ?? 0)
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push({ kind: 'same', text: a[i] ?? '' });
      i += 1;
      j += 1;
    } else if (
      j >= b.length ||
      (i < a.length && (longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0))
    ) {
      parts.push({ kind: 'struck', text: a[i] ?? '' });
      i += 1;
    } else {
      parts.push({ kind: 'added', text: b[j] ?? '' });
      j += 1;
    }
  }
  return parts;
}

/** A shared single sign between two changes belongs to both of them. */
function withoutIslands(parts: readonly DiffPart[]): DiffPart[] {
  return parts.flatMap((part, index): DiffPart[] => {
    const inside = index > 0 && index < parts.length - 1;
    return inside && part.kind === 'same' && [...part.text].length === 1
      ? [
          { kind: 'struck', text: part.text },
          { kind: 'added', text: part.text },
        ]
      : [part];
  });
}

/** Neighbours of one kind become one; within a run of changes all that is struck comes before all that is added. */
function joined(parts: readonly DiffPart[]): DiffPart[] {
  const out: DiffPart[] = [];
  let [struck, added] = ['', ''];
  const flush = () => {
    if (struck !== '') out.push({ kind: 'struck', text: struck });
    if (added !== '') out.push({ kind: 'added', text: added });
    [struck, added] = ['', ''];
  };
  for (const part of parts.filter((entry) => entry.text !== '')) {
    if (part.kind === 'struck') struck += part.text;
    else if (part.kind === 'added') added += part.text;
    else {
      flush();
      const last = out.at(-1);
      if (last?.kind === 'same') out[out.length - 1] = { kind: 'same', text: last.text + part.text };
      else out.push(part);
    }
  }
  flush();
  return out;
}
