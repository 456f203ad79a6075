import { type Actor, type CommandOperation, ok, type Outcome, type PlaceTables, refuse } from '@qipan/kernel';
import { afterAnswer } from './approvals/carry-out.ts';
import { park } from './approvals/park.ts';
import type { Registry } from './registry.ts';
import { type Call, contextOf, decideCommand, operationScope, portsOf, pure, pureRequest } from './run/decide.ts';
import { logForeignReads } from './run/foreign-reads.ts';
import { recallAnswer, rememberAnswer } from './run/idempotency.ts';
import { parseInput } from './run/input.ts';
import type { HostParts } from './parts.ts';
import { chainOf, notPermitted } from './scope.ts';
import { applyDecision, endOfWrite, recordCommand } from './run/write.ts';

/** A write that lost a race on a number or key is read and decided again this often. */
const attempts = 5;

/** What the host does of its own when a command of its own has been written, and what the command then answers. */
const afterwards: Readonly<Record<string, (parts: HostParts, result: unknown) => Promise<unknown>>> = {
  'host.answer-approval': afterAnswer,
};

/** What is asked of the host. A command with the same idempotency key answers the same again, also after a restart. */
export interface Request {
  readonly name: string;
  readonly input: unknown;
  readonly seed?: string;
  readonly idempotencyKey?: string;
}

/** Runs one operation for one person: input checked, permission checked, then read, decide and write. */
export async function runOperation(parts: HostParts, actor: Actor, request: Request): Promise<Outcome<unknown>> {
  const operation = parts.registry.operations.get(request.name);
  if (!operation) return refuse('host.unknown-operation', { name: request.name });
  const refusal = operation.kind === 'calculation' ? null : notPermitted(parts.registry, actor, operation);
  if (refusal) return refusal;
  const input = parseInput(operation, request.input);
  if (!input.ok) return input;
  const call: Call = { actor, input: input.value, now: parts.now(), seed: request.seed ?? parts.newSeed() };
  if (operation.kind === 'query') {
    const scope = operationScope(parts, operation, actor);
    const answer = await parts.store.read(scope, (db) =>
      operation.read(portsOf(parts, { db, call, scope }), call.input, contextOf(parts, call)),
    );
    if (answer.ok) await logForeignReads(parts, { actor, operation, answer: answer.value });
    return answer;
  }
  if (operation.kind === 'calculation')
    return pure(parts, operation, pureRequest(parts, { ...call, actor: null, facts: null }));
  const commanded = () => tryCommand(parts, operation, { call, request });
  return operation.inTurn
    ? parts.turns.take(`${chainOf(parts.place, actor)} ${operation.name}`, commanded)
    : commanded();
}

/** Runs a command, again when it lost a race, and then what the host does of its own. */
async function tryCommand(
  parts: HostParts,
  operation: CommandOperation,
  { call, request }: { call: Call; request: Request },
): Promise<Outcome<unknown>> {
  for (let attempt = 1; ; attempt += 1) {
    const again = attempt > 1 && request.seed === undefined ? { ...call, seed: parts.newSeed() } : call;
    const done = await runCommand(parts, operation, { call: again, key: request.idempotencyKey ?? null });
    if (done !== 'again') {
      const after = afterwards[operation.name];
      return done.ok && after ? ok(await after(parts, done.value)) : done;
    }
    if (attempt === attempts) return refuse('host.busy', {});
  }
}

/** Runs a calculation without a person or a store. */
export async function calculate(
  registry: Registry,
  place: PlaceTables,
  call: { name: string; input: unknown },
): Promise<Outcome<unknown>> {
  const operation = registry.operations.get(call.name);
  if (operation?.kind !== 'calculation') return refuse('host.unknown-operation', { name: call.name });
  const input = parseInput(operation, call.input);
  return input.ok ? operation.calculate(input.value, { place }) : input;
}

/** Everything from the first read to the commit, once. */
async function runCommand(
  parts: HostParts,
  operation: CommandOperation,
  given: { call: Call; key: string | null },
): Promise<Outcome<unknown> | 'again'> {
  const { call, key } = given;
  const recalled = key === null ? null : await recallAnswer(parts, operation, { call, key });
  if (recalled) return recalled;
  const decided = await decideCommand(parts, operation, call);
  if (!decided.ok) return decided;
  const { decision, facts } = decided.value;
  const parties = operation.approval?.(facts, call.input, contextOf(parts, call)) ?? [];
  if (parties.length > 0) return park(parts, operation, { call, key, decision, parties });
  try {
    for (const file of decision.files) await parts.files.keep(file.sha256, file.bytes);
    await parts.store.write(operationScope(parts, operation, call.actor), async (db) => {
      const written = await applyDecision(parts, operation, { db, call, decision });
      const { actor, now } = call;
      await recordCommand(parts, { db, actor, operation: operation.name, subject: decision.subject, written, at: now });
      if (key !== null) await rememberAnswer(db, operation, { call, key, result: decision.result });
    });
  } catch (error) {
    return endOfWrite(error);
  }
  return ok(decision.result);
}
