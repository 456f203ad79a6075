import { randomBytes } from 'node:crypto';
import {
  type Actor,
  type CommandOperation,
  type Decision,
  ok,
  type Operation,
  type Outcome,
  type PlaceTables,
  type QueryOperation,
  refuse,
  regionAncestors,
  shanghaiDate,
} from '@qipan/kernel';
import {
  applyChanges,
  checkVersions,
  type FileStore,
  type Scope,
  type Store,
  StoreUnwritable,
  UniqueConflict,
  VersionConflict,
} from '@qipan/storage';
import { appendAudit } from './audit.ts';
import { idSource } from './canonical.ts';
import type { HeavyRunner } from './heavy.ts';
import { type PureRequest, runPure } from './pure.ts';
import type { Registry } from './registry.ts';

/** What running operations needs. Clock and seeds are injected, so that tests can set them. */
export interface HostParts {
  readonly store: Store;
  readonly files: FileStore;
  readonly registry: Registry;
  readonly place: PlaceTables;
  readonly heavy: HeavyRunner | null;
  now(): string;
  newSeed(): string;
}

export function randomSeed(): string {
  return randomBytes(16).toString('hex');
}

/** The top jurisdiction of a region: the city or partner district below the province. Its audit chain is named for it. */
export function chainOf(place: PlaceTables, actor: Pick<Actor, 'regionCode' | 'demonstration'>): string {
  const levels = new Map(place.regions.map((region) => [region.code, region]));
  const chain = [...(regionAncestors(place.regions).get(actor.regionCode) ?? [])];
  const top = chain.findLast((code) => levels.get(code)?.level !== 'province') ?? place.regionCode;
  return actor.demonstration ? `${top}:demonstration` : top;
}

/** The transaction settings that row-level security reads. */
export function scopeOf(place: PlaceTables, actor: Actor): Scope {
  return {
    role: 'app',
    settings: {
      person: actor.personId,
      role: actor.role,
      unit: actor.unitId,
      region: actor.regionCode,
      demonstration: actor.demonstration ? 'on' : 'off',
      chain: chainOf(place, actor),
    },
  };
}

export function isPermitted(registry: Registry, actor: Actor, operation: Operation): boolean {
  return (
    operation.kind === 'calculation' || (registry.permissions.get(operation.permission)?.includes(actor.role) ?? false)
  );
}

/** A write that lost a race on a number or key is read and decided again this often. */
const attempts = 3;

/** Runs one operation for one person: input checked, permission checked, then read, decide and write. */
export async function runOperation(
  parts: HostParts,
  actor: Actor,
  call: { name: string; input: unknown; seed?: string },
): Promise<Outcome<unknown>> {
  const operation = parts.registry.operations.get(call.name);
  if (!operation) return refuse('host.unknown-operation', { name: call.name });
  if (!isPermitted(parts.registry, actor, operation))
    return refuse('host.not-permitted', { name: operation.title.zh, nameEn: operation.title.en });
  const input = parseInput(operation, call.input);
  if (!input.ok) return input;
  if (operation.kind === 'query') return runQuery(parts, actor, { operation, input: input.value });
  if (operation.kind === 'calculation')
    return decide(parts, operation, pureRequest(parts, { actor: null, input: input.value, facts: null, seed: '' }));
  for (let attempt = 1; ; attempt += 1) {
    const done = await runCommand(parts, actor, { operation, input: input.value, seed: call.seed ?? parts.newSeed() });
    if (done !== 'again') return done;
    if (attempt === attempts) return refuse('host.busy', {});
  }
}

/** Runs a calculation without a person or a store. */
export function calculate(
  registry: Registry,
  place: PlaceTables,
  call: { name: string; input: unknown },
): Outcome<unknown> {
  const operation = registry.operations.get(call.name);
  if (operation?.kind !== 'calculation') return refuse('host.unknown-operation', { name: call.name });
  const input = parseInput(operation, call.input);
  return input.ok ? operation.calculate(input.value, { place }) : input;
}

function parseInput(operation: Operation, given: unknown): Outcome<unknown> {
  const parsed = operation.input.safeParse(given);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return refuse(
    'host.bad-input',
    { field: issue?.path.join('.') || '(input)', detail: issue?.message ?? '' },
    issue?.path.join('.'),
  );
}

function pureRequest(parts: HostParts, given: Pick<PureRequest, 'actor' | 'input' | 'facts' | 'seed'>): PureRequest {
  const now = parts.now();
  return { ...given, now, today: shanghaiDate(now), place: parts.place };
}

async function decide(parts: HostParts, operation: Operation, request: PureRequest): Promise<Outcome<unknown>> {
  return operation.heavy && parts.heavy ? parts.heavy.run(operation.name, request) : runPure(operation, request);
}

async function runQuery(
  parts: HostParts,
  actor: Actor,
  call: { operation: QueryOperation; input: unknown },
): Promise<Outcome<unknown>> {
  const now = parts.now();
  const context = { actor, now, today: shanghaiDate(now), place: parts.place, newId: idSource(parts.newSeed()) };
  return parts.store.read(scopeOf(parts.place, actor), (db) =>
    call.operation.read({ db, files: parts.files }, call.input, context),
  );
}

async function runCommand(
  parts: HostParts,
  actor: Actor,
  call: { operation: CommandOperation; input: unknown; seed: string },
): Promise<Outcome<unknown> | 'again'> {
  const { operation, input } = call;
  const scope = scopeOf(parts.place, actor);
  const now = parts.now();
  const context = { actor, now, today: shanghaiDate(now), place: parts.place, newId: idSource(call.seed) };
  const facts = await parts.store.read(scope, (db) => operation.read({ db, files: parts.files }, input, context));
  if (!facts.ok) return facts;
  const decided = await decide(
    parts,
    operation,
    pureRequest(parts, { actor, input, facts: facts.value, seed: call.seed }),
  );
  if (!decided.ok) return decided;
  // The pure part may have crossed a thread: its value is the operation's own Decision.
  const decision = decided.value as Decision<unknown>;
  try {
    for (const file of decision.files) await parts.files.keep(file.sha256, file.bytes);
    await parts.store.write(scope, async (db) => {
      await checkVersions(db, decision.restsOn);
      const changes = await applyChanges(db, decision.changes);
      const { personId, personName, postId, role, unitId, unitName } = actor;
      const who = { personId, personName, postId, role, unitId, unitName };
      await appendAudit(db, {
        chain: chainOf(parts.place, actor),
        at: now,
        actor: who,
        operation: operation.name,
        subject: decision.subject,
        changes,
      });
    });
  } catch (error) {
    if (error instanceof UniqueConflict) return 'again';
    const refusal = writeRefusal(error);
    if (refusal) return refusal;
    throw error;
  }
  return ok(decision.result);
}

/** What went wrong while writing, as a refusal; null for a programmer's error. */
export function writeRefusal(error: unknown): Outcome<never> | null {
  if (error instanceof VersionConflict) return refuse('host.conflict', { table: error.table }, error.id);
  if (error instanceof StoreUnwritable) return refuse('host.store-unwritable', {});
  if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EROFS'))
    return refuse('host.store-unwritable', {});
  return null;
}
