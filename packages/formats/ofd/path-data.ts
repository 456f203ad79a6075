type Point = readonly [number, number];

/** How many numbers follow each letter: start, move, line, quadratic and cubic curve, arc, close (GB/T 33190-2016 §9.1). */
const counts: ReadonlyMap<string, number> = new Map([
  ['S', 2],
  ['M', 2],
  ['L', 2],
  ['Q', 4],
  ['B', 6],
  ['A', 7],
  ['C', 0],
]);

/** The straight paths of an abbreviated path, each as its corners; a path with a curve is left out. O(text). */
export function straightPaths(text: string): Point[][] {
  const words = text.trim().split(/\s+/);
  const paths: { points: Point[]; curved: boolean }[] = [];
  for (let at = 0; at < words.length; ) {
    const letter = words[at] ?? '';
    const count = counts.get(letter);
    if (count === undefined) {
      at += 1;
      continue;
    }
    if (letter === 'S' || letter === 'M' || paths.length === 0) paths.push({ points: [], curved: false });
    const path = paths.at(-1);
    const first = path?.points[0];
    if (count === 2) path?.points.push([Number(words[at + 1]) || 0, Number(words[at + 2]) || 0]);
    else if (count === 0 && first) path?.points.push(first);
    else if (path && count > 2) path.curved = true;
    at += 1 + count;
  }
  return paths.filter((path) => !path.curved).map((path) => path.points);
}
