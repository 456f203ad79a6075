/** Full-width letters, digits and signs as half-width ones: a telephone number or a name to sign in with. */
export function halfWidth(text: string): string {
  return text.normalize('NFKC').trim();
}

/** A Chinese name without the spaces that set its signs apart (张 三); between foreign words they stay. */
export function closedUp(text: string): string {
  return text.trim().replace(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, '');
}
