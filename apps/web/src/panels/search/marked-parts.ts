/** A stretch of an excerpt: of a match, or between two. */
export interface MarkedPart {
  readonly text: string;
  readonly marked: boolean;
}

/** An excerpt with its first match and every other searched word marked. Overlapping marks are one. O(words · text). */
export function markedParts(
  excerpt: { readonly text: string; readonly from: number; readonly to: number },
  words: readonly string[],
): MarkedPart[] {
  const { text, from, to } = excerpt;
  const lower = text.toLowerCase();
  const places: [number, number][] = to > from ? [[from, to]] : [];
  // Lower case that is of another length would put the marks elsewhere.
  for (const word of lower.length === text.length ? words : [])
    for (let at = lower.indexOf(word); word !== '' && at >= 0; at = lower.indexOf(word, at + word.length))
      places.push([at, at + word.length]);
  places.sort((a, b) => a[0] - b[0]);
  const parts: MarkedPart[] = [];
  let at = 0;
  const put = (end: number, marked: boolean) => {
    if (end <= at) return;
    const before = parts.at(-1);
    if (before?.marked === marked) parts[parts.length - 1] = { text: before.text + text.slice(at, end), marked };
    else parts.push({ text: text.slice(at, end), marked });
    at = end;
  };
  for (const [start, end] of places) {
    put(start, false);
    put(end, true);
  }
  put(text.length, false);
  return parts;
}
