import {
  type Actor,
  type CommandOperation,
  type Decision,
  ok,
  type Operation,
  type OperationContext,
  type Outcome,
  type ReadPorts,
  refuse,
  shanghaiDate,
} from '@qipan/kernel';
import { type AnyDb, type Scope, takeScope } from '@qipan/storage';
import { idSource } from '../canonical.ts';
import type { Registry } from '../registry.ts';
import type { HostParts } from '../parts.ts';
import { type PureRequest, runPure } from './pure.ts';
import { chainOf, identityScope, isPermitted, scopeOf } from '../scope.ts';
import { parseInput } from './input.ts';

/** One run of an operation: who, with what, under which clock and seed. The same four give the same decision on the same rows. */
export interface Call {
  readonly actor: Actor;
  readonly input: unknown;
  readonly now: string;
  readonly seed: string;
}

/** What the host's own operations may do beside reading: ask a module's query as the person, in the same snapshot. */
export interface HostReadPorts extends ReadPorts<AnyDb> {
  query(name: string, input: unknown): Promise<Outcome<unknown>>;
  /** What is declared: for operations about operations. */
  readonly registry: Registry;
}

export function contextOf(parts: HostParts, call: Call): OperationContext {
  const { actor, now, seed } = call;
  return { actor, now, today: shanghaiDate(now), place: parts.place, newId: idSource(seed) };
}

/** Under whose rights an operation touches the store. */
export function operationScope(parts: HostParts, operation: Operation, actor: Actor): Scope {
  return operation.scope === 'identity' ? identityScope(chainOf(parts.place, actor)) : scopeOf(parts.place, actor);
}

/** The ports of the read phase on an open transaction. */
export function portsOf(parts: HostParts, given: { db: AnyDb; call: Call; scope: Scope }): HostReadPorts {
  const { db, call, scope } = given;
  return {
    db,
    files: parts.files,
    registry: parts.registry,
    async query(name, input) {
      const operation = parts.registry.operations.get(name);
      if (operation?.kind !== 'query' || !isPermitted(parts.registry, call.actor, operation))
        return refuse('host.unknown-operation', { name });
      const parsed = parseInput(operation, input);
      if (!parsed.ok) return parsed;
      await takeScope(db, scopeOf(parts.place, call.actor));
      const answer = await operation.read({ db, files: parts.files }, parsed.value, contextOf(parts, call));
      await takeScope(db, scope);
      return answer;
    },
  };
}

/** Read and decide: nothing is written, no connection is held while deciding. */
export async function decideCommand(
  parts: HostParts,
  operation: CommandOperation,
  call: Call,
): Promise<Outcome<{ decision: Decision<unknown>; facts: unknown }>> {
  const scope = operationScope(parts, operation, call.actor);
  const facts = await parts.store.read(scope, (db) =>
    operation.read(portsOf(parts, { db, call, scope }), call.input, contextOf(parts, call)),
  );
  if (!facts.ok) return facts;
  const { actor, input, now, seed } = call;
  const decided = await pure(parts, operation, pureRequest(parts, { actor, input, facts: facts.value, now, seed }));
  if (!decided.ok) return decided;
  // The pure part may have crossed a thread: its value is the operation's own Decision.
  return ok({ decision: decided.value as Decision<unknown>, facts: facts.value });
}

export function pureRequest(
  parts: HostParts,
  given: Pick<PureRequest, 'actor' | 'input' | 'facts' | 'seed' | 'now'>,
): PureRequest {
  return { ...given, today: shanghaiDate(given.now), place: parts.place };
}

/** The pure part, in the worker when it is heavy. */
export function pure(parts: HostParts, operation: Operation, request: PureRequest): Promise<Outcome<unknown>> {
  return operation.heavy && parts.heavy ? parts.heavy.run(operation.name, request) : runPure(operation, request);
}
