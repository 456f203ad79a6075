import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A source of numbers from 0 to below a bound, the same for the same seed (mulberry32). */
export function seeded(seed: number): (bound: number) => number {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % Math.max(1, bound);
  };
}

type Random = (bound: number) => number;

const numbers = [
  '0',
  '-1',
  '1',
  '255',
  '65536',
  '2147483647',
  '4294967295',
  '99999999999',
  '1e308',
  '0.00001',
  '__proto__',
];
const texts = [
  '<',
  '>',
  '</',
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '&x;',
  '=cmd()',
  '<script>alert(1)</script>',
  '../../',
  '\u0000',
  '__proto__',
  'constructor',
  '\ud800',
];

/** Some edits of one file: bytes, cuts, repeats, swaps, and numbers made absurd. At most four times as long. */
export function mutateBytes(source: Uint8Array, random: Random): Uint8Array {
  let bytes: Uint8Array = source.slice();
  for (let edits = 1 + random(6); edits > 0 && bytes.length > 0; edits -= 1) {
    const at = random(bytes.length);
    const length = random(Math.min(200, bytes.length - at)) + 1;
    const kind = random(7);
    if (kind <= 1) bytes[at] = random(256);
    else if (kind === 2) bytes = join(bytes.subarray(0, at), bytes.subarray(at + length));
    else if (kind === 3 && bytes.length < source.length * 4)
      bytes = join(bytes.subarray(0, at + length), bytes.subarray(at));
    else if (kind === 4) bytes.copyWithin(random(bytes.length), at, at + length);
    else if (kind === 5 && random(4) === 0) bytes = bytes.slice(0, at);
    else bytes.set([0xff, 0xff, 0xff, 0x7f].slice(0, bytes.length - at), at);
  }
  return bytes;
}

/** The same of a text: marks, numbers and lines of markup moved about. */
export function mutateText(source: string, random: Random): string {
  let text = source;
  for (let edits = 1 + random(6); edits > 0 && text.length > 0; edits -= 1) {
    const at = random(text.length);
    const length = random(Math.min(200, text.length - at)) + 1;
    const kind = random(6);
    if (kind === 0) text = text.slice(0, at) + text.slice(at + length);
    else if (kind === 1) text = text.slice(0, at) + (texts[random(texts.length)] ?? '') + text.slice(at);
    else if (kind === 2 && text.length < source.length * 4)
      text = text.slice(0, at) + text.slice(at, at + length).repeat(1 + random(20)) + text.slice(at);
    else if (kind === 3)
      text = text.slice(0, at) + text.slice(at).replace(/\d+/, numbers[random(numbers.length)] ?? '');
    else if (kind === 4) {
      const tag = /<[^<>]{1,200}>/.exec(text.slice(at))?.[0] ?? '';
      const to = random(text.length);
      text = text.slice(0, to) + tag + text.slice(to);
    } else text = text.slice(0, at) + String.fromCharCode(random(0xffff)) + text.slice(at + 1);
  }
  return text;
}

/** A package whose archive is sound and one or two of whose parts are not; now and then the archive itself. */
export function mutatePackage(source: Uint8Array, random: Random): Uint8Array {
  if (random(4) === 0) return mutateBytes(source, random);
  const parts = unzipSync(source);
  const names = Object.keys(parts);
  for (let count = 1 + random(2); count > 0; count -= 1) {
    const name = names[random(names.length)] ?? '';
    parts[name] = strToU8(mutateText(strFromU8(parts[name] ?? new Uint8Array()), random));
  }
  return zipSync(parts, { level: 1, mtime: new Date(1980, 0, 1) });
}

function join(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}
