/** What PostgreSQL text cannot hold (NUL, half a surrogate pair) becomes U+FFFD. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}

/** A statement's parameters as the database can take them: an id with a NUL in it finds nothing, instead of failing. */
export function storableParameters(parameters: readonly unknown[]): readonly unknown[] {
  return parameters.map((parameter) => (typeof parameter === 'string' ? storable(parameter) : parameter));
}
