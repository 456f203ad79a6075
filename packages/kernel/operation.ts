import type { z } from 'zod';
import type { Outcome } from './outcome.ts';
import type { PlaceTables } from './place.ts';

/** A text in both languages of the interface. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

/** The posts that a person can hold. 改革办, 责任单位, 领导, 审计, 管理员. */
export const roles = ['reform-office', 'responsible-unit', 'leader', 'auditor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Roles whose post reads by region: every row of their region's subtree. 责任单位 never does. */
export const rolesReadingByRegion: readonly Role[] = ['reform-office', 'leader', 'auditor'];

/** Who acts: a person in one of their posts. */
export interface Actor {
  readonly personId: string;
  readonly personName: string;
  readonly postId: string;
  readonly role: Role;
  readonly unitId: string;
  readonly unitName: string;
  readonly regionCode: string;
  /** Demonstration persons see demonstration rows and no others; real persons the reverse. */
  readonly demonstration: boolean;
}

/** What an operation may know beside its input. `newId` is seeded by the host, so that a decision can be made again. */
export interface OperationContext {
  readonly actor: Actor;
  /** ISO instant, UTC. */
  readonly now: string;
  /** ISO date in Asia/Shanghai. */
  readonly today: string;
  readonly place: PlaceTables;
  newId(): string;
}

/** A calculation knows the place's tables and nothing of persons or stores. */
export interface CalculationContext {
  readonly place: PlaceTables;
}

/** Original files, kept by the SHA-256 of their content. */
export interface FileReader {
  read(sha256: string): Promise<Uint8Array | null>;
}

/** What the read phase holds: a snapshot under the actor's rights, and the files. */
export interface ReadPorts<Db = unknown> {
  readonly db: Db;
  readonly files: FileReader;
}

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

/** What a command has decided: nothing of it is done until the host writes it. */
export interface Decision<Result> {
  readonly changes: readonly RowChange[];
  readonly restsOn: readonly RowVersion[];
  /** Files to keep before the rows are written. */
  readonly files: readonly { readonly sha256: string; readonly bytes: Uint8Array }[];
  /** One line for the audit: what was done, to what. */
  readonly subject: string;
  readonly result: Result;
}

interface OperationFace<Input, Output> {
  /** `module.verb-noun`. */
  readonly name: string;
  readonly title: Title;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /** Runs in a worker thread: its pure part may take longer than some tens of milliseconds. */
  readonly heavy?: boolean;
}

/** A question. Method syntax on purpose: it lets the registry hold operations of all inputs. */
export interface QueryOperation<Input = unknown, Output = unknown, Db = unknown> extends OperationFace<Input, Output> {
  readonly kind: 'query';
  readonly permission: string;
  read(ports: ReadPorts<Db>, input: Input, context: OperationContext): Promise<Outcome<Output>>;
}

export interface CommandOperation<Input = unknown, Facts = unknown, Output = unknown, Db = unknown>
  extends OperationFace<Input, Output> {
  readonly kind: 'command';
  readonly permission: string;
  read(ports: ReadPorts<Db>, input: Input, context: OperationContext): Promise<Outcome<Facts>>;
  decide(facts: Facts, input: Input, context: OperationContext): Outcome<Decision<Output>>;
}

/** Pure: no ports, no permission. */
export interface CalculationOperation<Input = unknown, Output = unknown> extends OperationFace<Input, Output> {
  readonly kind: 'calculation';
  calculate(input: Input, context: CalculationContext): Outcome<Output>;
}

export type Operation = QueryOperation | CommandOperation | CalculationOperation;

export function defineQuery<Input, Output, Db>(
  operation: QueryOperation<Input, Output, Db>,
): QueryOperation<Input, Output, Db> {
  return operation;
}

export function defineCommand<Input, Facts, Output, Db>(
  operation: CommandOperation<Input, Facts, Output, Db>,
): CommandOperation<Input, Facts, Output, Db> {
  return operation;
}

export function defineCalculation<Input, Output>(
  operation: CalculationOperation<Input, Output>,
): CalculationOperation<Input, Output> {
  return operation;
}

/** A step of a module's schema. `down` undoes `up`; both are SQL that PostgreSQL 15 understands. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly up: string;
  readonly down: string;
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
  /** Columns that name kept files by their SHA-256. */
  readonly fileColumns?: readonly { readonly table: string; readonly column: string }[];
}

/** Because: what, where and why. Remedy: what to do next. `{name}` is filled from the refusal's values. */
export interface Message {
  readonly because: string;
  readonly remedy: string;
}
export type MessageCatalogue = Readonly<Record<string, { readonly zh: Message; readonly en: Message }>>;
