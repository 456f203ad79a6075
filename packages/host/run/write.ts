import type { Actor, DomainEvent, Manifest, Notice, OperationContext, Outcome, Refusal } from '@qipan/kernel';
import { refuse } from '@qipan/kernel';
import {
  type AnyDb,
  type AppliedChange,
  applyChanges,
  checkVersions,
  FileDamaged,
  FilesFull,
  type RowChange,
  type RowVersion,
  RowInUse,
  StoreBusy,
  StoreUnreachable,
  StoreUnwritable,
  UniqueConflict,
  takeScope,
  VersionConflict,
} from '@qipan/storage';
import { appendAudit, auditActor } from '../audit.ts';
import { insertNotices } from '../notice-store.ts';
import { type Call, contextOf, operationScope } from './decide.ts';
import type { HostParts } from '../parts.ts';
import { chainOf, identityScope, scopeOf } from '../scope.ts';
import type { CommandOperation, Decision } from '@qipan/kernel';

/** A handler of an event refused: the whole command ends with its refusal, and nothing is written. */
export class HandlerRefused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** What a decision and the handlers of its events have written. */
export interface Written {
  readonly changes: readonly RowChange[];
  readonly applied: readonly AppliedChange[];
  readonly events: readonly DomainEvent[];
  readonly notices: readonly Notice[];
}

/** A decision on an open transaction: versions checked, rows written, events handled in module order. */
export async function applyDecision(
  parts: HostParts,
  operation: CommandOperation,
  given: { db: AnyDb; call: Call; decision: Decision<unknown> },
): Promise<Written> {
  const { db, call, decision } = given;
  await takeScope(db, operationScope(parts, operation, call.actor));
  const written = collector();
  await written.take(db, decision);
  const queue = [...(decision.events ?? [])];
  for (let event = queue.shift(); event; event = queue.shift()) {
    for (const { manifest, handler } of handlersOf(parts, event)) {
      const { role, settings } = scopeOf(parts.place, call.actor);
      await takeScope(db, { role, settings: { ...settings, handler: manifest.name } });
      const context = contextOf(parts, { ...call, seed: `${call.seed}:${manifest.name}:${written.all.events.length}` });
      const answer = await handle(parts, { db, handler, event, context });
      await written.take(db, answer);
      queue.push(...(answer.events ?? []));
    }
    written.all.events.push(event);
  }
  return written.all;
}

function collector() {
  const all = {
    changes: [] as RowChange[],
    applied: [] as AppliedChange[],
    events: [] as DomainEvent[],
    notices: [] as Notice[],
  };
  return {
    all,
    async take(db: AnyDb, decision: Pick<Decision<unknown>, 'changes' | 'restsOn' | 'notices'>) {
      await checkVersions(db, decision.restsOn as readonly RowVersion[]);
      all.applied.push(...(await applyChanges(db, decision.changes)));
      all.changes.push(...decision.changes);
      all.notices.push(...(decision.notices ?? []));
    },
  };
}

/** Handlers of modules that come later than the one that emitted, so that a cascade always ends. */
function handlersOf(parts: HostParts, event: DomainEvent) {
  const definition = parts.registry.events.get(event.name);
  if (!definition) throw new Error(`event ${event.name} is not declared`);
  definition.payload.parse(event.payload);
  const { manifests } = parts.registry;
  const emitter = manifests.findIndex((manifest) => event.name.startsWith(`${manifest.name}.`));
  return manifests
    .slice(emitter + 1)
    .flatMap((manifest) =>
      (manifest.handlers ?? [])
        .filter((handler) => handler.event === event.name)
        .map((handler) => ({ manifest, handler })),
    );
}

async function handle(
  parts: HostParts,
  given: {
    db: AnyDb;
    handler: NonNullable<Manifest['handlers']>[number];
    event: DomainEvent;
    context: OperationContext;
  },
): Promise<Decision<null>> {
  const { db, handler, event, context } = given;
  const facts = await handler.read({ db, files: parts.files }, event.payload, context);
  if (!facts.ok) throw new HandlerRefused(facts);
  const decided = await handler.decide(facts.value, event.payload, context);
  if (!decided.ok) throw new HandlerRefused(decided);
  return decided.value;
}

/** The entry of the audit and the notices, in the same transaction. */
export async function recordCommand(
  parts: HostParts,
  given: { db: AnyDb; actor: Actor; operation: string; subject: string; written: Written; at: string },
): Promise<void> {
  const { db, actor, operation, subject, written, at } = given;
  const chain = chainOf(parts.place, actor);
  await takeScope(db, identityScope(chain));
  await appendAudit(db, { chain, at, actor: auditActor(actor), operation, subject, changes: written.applied });
  await insertNotices(parts, { db, notices: written.notices, actor, at });
}

/** A lost race: the same may succeed when it is read and decided again. */
function isPassing(error: unknown): boolean {
  return error instanceof UniqueConflict || error instanceof StoreBusy;
}

/** How a write that threw ends: it is tried again, or refused with a reason. A programmer's error goes on. */
export function endOfWrite(error: unknown): Outcome<never> | 'again' {
  if (isPassing(error)) return 'again';
  const refusal = writeRefusal(error);
  if (refusal) return refusal;
  throw error;
}

/** What went wrong while writing, as a refusal; null for a programmer's error. */
export function writeRefusal(error: unknown): Outcome<never> | null {
  if (error instanceof HandlerRefused) return error.refusal;
  if (error instanceof VersionConflict) return refuse('host.conflict', { table: error.table }, error.id);
  if (error instanceof RowInUse) return refuse('host.in-use', {});
  if (error instanceof StoreUnwritable) return refuse('host.store-unwritable', {});
  if (error instanceof FileDamaged) return refuse('storage.file-damaged', { sha256: error.sha256 });
  if (error instanceof FilesFull) return refuse('storage.files-full', inMegabytes(error));
  if (error instanceof StoreUnreachable) return refuse('host.store-unreachable', {});
  if (error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EROFS'))
    return refuse('host.store-unwritable', {});
  return null;
}

function inMegabytes(full: FilesFull): { usedMb: number; limitMb: number; fileMb: number } {
  const megabytes = (bytes: number) => Math.round(bytes / 104_857.6) / 10;
  return { usedMb: megabytes(full.usedBytes), limitMb: megabytes(full.limitBytes), fileMb: megabytes(full.bytes) };
}
