/** How like two short texts are, 0 to 1: pairs of neighbouring signs in common (Dice). Widths, case and spaces make no difference. */
export function likeness(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const total = sizeOf(a) + sizeOf(b);
  if (total === 0) return 0;
  let common = 0;
  for (const [pair, count] of a) common += Math.min(count, b.get(pair) ?? 0);
  return (2 * common) / total;
}

function pairsOf(text: string): Map<string, number> {
  const signs = [...text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')];
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < signs.length; at += 1) {
    const pair = `${signs[at]}${signs[at + 1]}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

function sizeOf(pairs: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const count of pairs.values()) size += count;
  return size;
}
