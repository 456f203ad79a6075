import type { z } from 'zod';
import type { Decision } from './decision.ts';
import type { Outcome } from './outcome.ts';
import type { PlaceTables } from './place.ts';
import type { Role, Title } from './roles.ts';

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
  /** A program that acts for the person: the token's id and the permissions that it was given. */
  readonly token?: { readonly id: string; readonly permissions: readonly string[] };
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

/** A pure part may wait for a decoder that is asynchronous by its nature; it still has no port and no clock. */
export type Answer<T> = Outcome<T> | Promise<Outcome<T>>;

/**
 * Who must agree before a command is carried out: someone of one of the roles, in the unit or, without a unit, anywhere
 * in the top jurisdiction of the region.
 */
export interface ApprovalParty {
  readonly unitId?: string;
  readonly regionCode: string;
  readonly roles: readonly Role[];
}

interface OperationFace<Input, Output> {
  /** `module.verb-noun`. */
  readonly name: string;
  readonly title: Title;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /** An input that the reference and OpenAPI show; without it one is made from the schema. */
  readonly example?: Readonly<Record<string, unknown>>;
  /** Runs in a worker thread: its pure part may take longer than some tens of milliseconds. */
  readonly heavy?: boolean;
  /** `identity`: on persons, posts and sessions, under the role that alone may touch them. The host's own operations. */
  readonly scope?: 'identity';
}

/** A question. Method syntax on purpose: it lets the registry hold operations of all inputs. */
export interface QueryOperation<Input = unknown, Output = unknown, Db = unknown> extends OperationFace<Input, Output> {
  readonly kind: 'query';
  readonly permission: string;
  /** Common reference data, open to all posts: reading the rows of another jurisdiction is not logged. */
  readonly reference?: boolean;
  read(ports: ReadPorts<Db>, input: Input, context: OperationContext): Promise<Outcome<Output>>;
}

export interface CommandOperation<Input = unknown, Facts = unknown, Output = unknown, Db = unknown>
  extends OperationFace<Input, Output> {
  readonly kind: 'command';
  readonly permission: string;
  /**
   * Takes the next of a row of numbers: such commands wait for each other instead of losing the race for it. Only for
   * those that decide quickly.
   */
  readonly inTurn?: boolean;
  /** The result holds something that is shown once (a link, a token): it is never kept to be answered again. */
  readonly secret?: boolean;
  read(ports: ReadPorts<Db>, input: Input, context: OperationContext): Promise<Outcome<Facts>>;
  decide(facts: Facts, input: Input, context: OperationContext): Answer<Decision<Output>>;
  /**
   * Who must agree. Empty: nobody, the command is carried out at once. A command that asks for agreement leaves the
   * check of versions to the host, so that a newer version with the same content does not void the agreements.
   */
  approval?(facts: Facts, input: Input, context: OperationContext): readonly ApprovalParty[];
}

/** Pure: no ports, no permission. */
export interface CalculationOperation<Input = unknown, Output = unknown> extends OperationFace<Input, Output> {
  readonly kind: 'calculation';
  calculate(input: Input, context: CalculationContext): Answer<Output>;
}

export type Operation = QueryOperation | CommandOperation | CalculationOperation;

/** The operation's own name as a type: the web client's map of names to inputs and outputs is made of these. */
type Named<Name extends string, Input, Given> = { readonly name: Name; readonly input: z.ZodType<Input, Given> };

export function defineQuery<const Name extends string, Input, Given, Output, Db>(
  operation: QueryOperation<Input, Output, Db> & Named<Name, Input, Given>,
): QueryOperation<Input, Output, Db> & Named<Name, Input, Given> {
  return operation;
}

export function defineCommand<const Name extends string, Input, Given, Facts, Output, Db>(
  operation: CommandOperation<Input, Facts, Output, Db> & Named<Name, Input, Given>,
): CommandOperation<Input, Facts, Output, Db> & Named<Name, Input, Given> {
  return operation;
}

export function defineCalculation<const Name extends string, Input, Given, Output>(
  operation: CalculationOperation<Input, Output> & Named<Name, Input, Given>,
): CalculationOperation<Input, Output> & Named<Name, Input, Given> {
  return operation;
}
