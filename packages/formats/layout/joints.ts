/** Words are parted by blanks only where letters and digits of a Latin kind stand on both sides. */
const latin = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d%.,;:!?)\]'"&+*/@#$-]/u;
const latinStart = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\d([$#@'"&+*-]/u;
const letter = /\p{Script=Latin}/u;

/** Shapes that some writers map to radicals and ligatures instead of the signs themselves (U+2F00–2FD5, U+FB00–FB06). */
export function plainSigns(text: string): string {
  return text
    .replace(/[\u2f00-\u2fd5\ufb00-\ufb06\uf900-\ufaff]/g, (sign) => sign.normalize('NFKC'))
    .replace(/[\u00a0\u2002-\u200a]/g, ' ')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]/g, '');
}

/** What stands in a gap of so many ems between two texts of a line: a blank, or nothing where only spacing was stretched. */
export function gapText(before: string, after: string, ems: number): '' | ' ' {
  if (before === '' || after === '' || /\s$/u.test(before) || /^\s/u.test(after)) return '';
  const words = latin.test(lastSign(before)) && latinStart.test(firstSign(after));
  return ems > (words ? 0.15 : 0.75) ? ' ' : '';
}

/** Two lines of one paragraph to one text: a hyphen that parts a word goes, Latin words get a blank, Chinese nothing. */
export function joinLines(before: string, after: string): string {
  const head = before.trimEnd();
  const tail = after.trimStart();
  if (/\p{Ll}[-\u2010]$/u.test(head) && /^\p{Ll}/u.test(tail)) return head.slice(0, -1) + tail;
  const last = lastSign(head);
  const first = firstSign(tail);
  const blank =
    (letter.test(last) || (/[,.;:!?)]/.test(last) && letter.test(head.at(-2) ?? ''))) && latinStart.test(first)
      ? letter.test(first) || /[\d(]/.test(first)
      : /\d/.test(last) && letter.test(first) && /\s/.test(before.slice(head.length));
  return head + (blank ? ' ' : '') + tail;
}

export function lastSign(text: string): string {
  return /.$/su.exec(text)?.[0] ?? '';
}

export function firstSign(text: string): string {
  return /^./su.exec(text)?.[0] ?? '';
}
