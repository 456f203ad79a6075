import type { z } from 'zod';
import type { Decision } from './decision.ts';
import type { Answer, Operation, OperationContext, ReadPorts } from './operation.ts';
import type { Role, Title } from './roles.ts';
import type { Outcome } from './outcome.ts';

/** A step of a module's schema. `down` undoes `up`; both are SQL that PostgreSQL 15 understands. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly up: string;
  readonly down: string;
  /** What SQL cannot fill, as the owner after all steps. It runs at every migration, so it fills only what is missing. */
  fill?(db: unknown): Promise<void>;
}

/** Because: what, where and why. Remedy: what to do next. `{name}` is filled from the refusal's values. */
export interface Message {
  readonly because: string;
  readonly remedy: string;
}
export type MessageCatalogue = Readonly<Record<string, { readonly zh: Message; readonly en: Message }>>;

/** A kind of event that a module's commands emit. */
export interface EventDefinition<Payload = unknown> {
  /** `module.past-tense`. */
  readonly name: string;
  readonly title: Title;
  readonly payload: z.ZodType<Payload>;
}

/**
 * What a later module does about an event, in the same transaction: it reads what stands there now, decides, and its
 * changes are written with the command's. A refusal fails the command.
 */
export interface EventHandler<Payload = unknown, Facts = unknown, Db = unknown> {
  readonly event: string;
  read(ports: ReadPorts<Db>, payload: Payload, context: OperationContext): Promise<Outcome<Facts>>;
  decide(facts: Facts, payload: Payload, context: OperationContext): Answer<Decision<null>>;
}

/** A number that previews compare before and after: what it counts, in what unit, and the tables that it rests on. */
export interface Figure<Db = unknown> {
  /** `module.noun`. */
  readonly name: string;
  readonly title: Title;
  readonly unit: Title;
  /** What it is made of, in words: its 依据. */
  readonly basis: Title;
  readonly tables: readonly string[];
  /** Under the actor's rights. Null: unknown. */
  read(ports: ReadPorts<Db>, context: OperationContext): Promise<number | null>;
}

/** How the rows of a table are shown to a person: what one is, and the column that tells one from another. */
export interface TableFace {
  readonly title: Title;
  readonly label: string;
  /** A column that stands before the label, as the number of a task does. */
  readonly numbered?: string;
  /** Where its own columns tell nobody which one it is: the column with the id of the row that does, and that row's table. */
  readonly namedBy?: { readonly column: string; readonly table: string };
  /** Columns that a preview shows, with their titles; others change silently (search keys, counters). */
  readonly columns: Readonly<Record<string, Title>>;
}

/** What a running job may do: run operations as the person who started it, say how far it is, and see that it shall stop. */
export interface JobPorts {
  run(operation: string, input: unknown, idempotencyKey?: string): Promise<Outcome<unknown>>;
  /** Between 0 and 1, with a line in words. */
  progress(fraction: number, note: string): Promise<void>;
  isCancelled(): Promise<boolean>;
}

/** Work that outlasts a request. It may run again after a crash: its steps are commands with idempotency keys. */
export interface JobDefinition<Input = unknown> {
  /** `module.verb-noun`. */
  readonly name: string;
  readonly title: Title;
  readonly input: z.ZodType<Input>;
  /** Who may start it; null: the host alone. */
  readonly permission: string | null;
  /** Tries in all before it is given up. */
  readonly attempts: number;
  run(ports: JobPorts, input: Input): Promise<Outcome<Readonly<Record<string, unknown>>>>;
}

/** What a module declares of itself. */
export interface Manifest {
  readonly name: string;
  readonly title: Title;
  /** Earlier modules whose index it may import. */
  readonly uses: readonly string[];
  /** Permission → the roles that hold it. */
  readonly permissions: Readonly<Record<string, readonly Role[]>>;
  readonly operations: readonly Operation[];
  readonly migrations: readonly Migration[];
  readonly messages: MessageCatalogue;
  readonly events?: readonly EventDefinition[];
  readonly handlers?: readonly EventHandler[];
  readonly figures?: readonly Figure[];
  readonly jobs?: readonly JobDefinition[];
  readonly tables?: Readonly<Record<string, TableFace>>;
  /** Columns that name kept files by their SHA-256. */
  readonly fileColumns?: readonly { readonly table: string; readonly column: string }[];
}

/** Keeps the names of the operations as types. */
export function defineManifest<const M extends Manifest>(manifest: M): M {
  return manifest;
}

export function defineHandler<Payload, Facts, Db>(
  handler: EventHandler<Payload, Facts, Db>,
): EventHandler<Payload, Facts, Db> {
  return handler;
}

export function defineFigure<Db>(figure: Figure<Db>): Figure<Db> {
  return figure;
}

export function defineJob<Input>(job: JobDefinition<Input>): JobDefinition<Input> {
  return job;
}
