/** Steps from sign to sign: numbers, and 'g n v' for n times v (GB/T 33190-2016 §11.3). No more than there are signs. */
export function advancesOf(text: string, signs: number): number[] {
  const steps: number[] = [];
  const words = text.trim().split(/\s+/);
  for (let at = 0; at < words.length && steps.length < signs; at += 1) {
    if (words[at] === 'g') {
      const count = Math.min(Number(words[at + 1]) || 0, signs - steps.length);
      const value = Number(words[at + 2]);
      for (let index = 0; index < count && Number.isFinite(value); index += 1) steps.push(value);
      at += 2;
    } else if (words[at] !== '') {
      const value = Number(words[at]);
      if (Number.isFinite(value)) steps.push(value);
    }
  }
  return steps;
}
