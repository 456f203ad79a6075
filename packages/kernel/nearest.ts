/** How many signs must be put in, left out, exchanged or swapped with their neighbour to make one word of the other. O(a·b). */
export function editDistance(a: string, b: string): number {
  const from = [...a];
  const to = [...b];
  let older: number[] = [];
  let row = to.map((_, index) => index + 1);
  row.unshift(0);
  from.forEach((sign, i) => {
    const next = [i + 1];
    to.forEach((other, j) => {
      const exchanged = (row[j] ?? 0) + (sign === other ? 0 : 1);
      const swapped = sign === to[j - 1] && from[i - 1] === other ? (older[j - 1] ?? 0) + 1 : exchanged;
      next.push(Math.min(exchanged, swapped, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    });
    older = row;
    row = next;
  });
  return row.at(-1) ?? 0;
}

/** The known word that is nearest to a given one, at most `most` changes away; ties go to the one that stands first. */
export function nearestWord(given: string, known: Iterable<string>, most: number): string | null {
  let nearest: string | null = null;
  let least = most + 1;
  for (const word of known) {
    if (Math.abs(word.length - given.length) >= least) continue;
    const distance = editDistance(given, word);
    if (distance >= least) continue;
    nearest = word;
    least = distance;
  }
  return nearest;
}
