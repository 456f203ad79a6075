/**
 * The two ways in which an expected thing ends: it is answered, or it is refused with a reason that a person can act on.
 * A programmer's error throws; a refusal is a value.
 */
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

/** What a message needs to fill its placeholders. Only printable values, never a secret. */
export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * A refusal: `code` names the entry of the message catalogue that renders what, why and what to do;
 * `at` is the field, row or file that it concerns; `values` fill the entry's placeholders.
 */
export interface Refusal {
  readonly ok: false;
  readonly code: string;
  readonly at?: string;
  readonly values: MessageValues;
}

export type Outcome<T> = Ok<T> | Refusal;

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

export function refuse(code: string, values: MessageValues = {}, at?: string): Refusal {
  return at === undefined ? { ok: false, code, values } : { ok: false, code, at, values };
}
