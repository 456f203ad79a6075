import type { MessageValues } from './outcome.ts';

/** A value that a database column can hold; arrays and objects are stored as jsonb. */
export type ColumnValue = string | number | boolean | null | readonly unknown[] | { readonly [key: string]: unknown };

/** One row to write. Every table that a command writes has `id` and `version`; the host checks and raises the version. */
export type RowChange =
  | {
      readonly op: 'insert';
      readonly table: string;
      readonly id: string;
      readonly values: Readonly<Record<string, ColumnValue>>;
    }
  | {
      readonly op: 'update';
      readonly table: string;
      readonly id: string;
      readonly version: number;
      readonly values: Readonly<Record<string, ColumnValue>>;
    }
  | { readonly op: 'delete'; readonly table: string; readonly id: string; readonly version: number };

/** A row that a decision rests on without changing it. */
export interface RowVersion {
  readonly table: string;
  readonly id: string;
  readonly version: number;
}

/** Something that has happened, for later modules to act on in the same transaction. `name` is `module.past-tense`. */
export interface DomainEvent {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Who is told: a person, a unit, or all of a role in a top jurisdiction. */
export type Recipient =
  | { readonly personId: string }
  | { readonly unitId: string }
  | { readonly role: string; readonly regionCode: string };

/** A line in the page's notifications; `code` names the message that words it, `link` the page that it opens. */
export interface Notice {
  readonly to: Recipient;
  readonly code: string;
  readonly values: MessageValues;
  readonly link: string;
}

/** What a command has decided: nothing of it is done until the host writes it. */
export interface Decision<Result> {
  readonly changes: readonly RowChange[];
  readonly restsOn: readonly RowVersion[];
  /** Files to keep before the rows are written. */
  readonly files: readonly { readonly sha256: string; readonly bytes: Uint8Array }[];
  readonly events?: readonly DomainEvent[];
  readonly notices?: readonly Notice[];
  /** One line for the audit: what was done, to what. */
  readonly subject: string;
  readonly result: Result;
}
