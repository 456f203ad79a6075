import type { Actor, Operation, Outcome, PlaceTables } from '@qipan/kernel';
import { idSource } from '../canonical.ts';

/** All that the pure part of an operation needs, as plain data that can cross into a worker thread. */
export interface PureRequest {
  readonly input: unknown;
  readonly facts: unknown;
  readonly actor: Actor | null;
  readonly now: string;
  readonly today: string;
  readonly place: PlaceTables;
  readonly seed: string;
}

/** Decides a command or makes a calculation: no port, no clock, no randomness but the seed. */
export async function runPure(operation: Operation, request: PureRequest): Promise<Outcome<unknown>> {
  if (operation.kind === 'calculation') return operation.calculate(request.input, { place: request.place });
  if (operation.kind === 'query' || !request.actor) throw new Error(`${operation.name} has no pure part`);
  const { actor, now, today, place } = request;
  return operation.decide(request.facts, request.input, { actor, now, today, place, newId: idSource(request.seed) });
}
