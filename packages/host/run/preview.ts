import {
  type Actor,
  type ApprovalParty,
  type CommandOperation,
  type DomainEvent,
  type Figure,
  ok,
  type Outcome,
  refuse,
  type Title,
} from '@qipan/kernel';
import { type AnyDb, takeScope } from '@qipan/storage';
import { type Call, contextOf, decideCommand, operationScope } from './decide.ts';
import { parseInput } from './input.ts';
import type { HostParts } from '../parts.ts';
import { notPermitted, scopeOf } from '../scope.ts';
import { nameChanges } from './labels.ts';
import { readRows, type ShownChange, showChanges } from './shown.ts';
import { applyDecision, endOfWrite, type Written } from './write.ts';

/** A registered figure on both sides of a command; null where it is unknown, `computed` false where time ran out. */
export interface FigureChange {
  readonly name: string;
  readonly title: Title;
  readonly unit: Title;
  readonly basis: Title;
  readonly computed: boolean;
  readonly before: number | null;
  readonly after: number | null;
}

/** What a command would do, were it carried out now. */
export interface Preview {
  readonly operation: string;
  readonly subject: string;
  readonly changes: readonly ShownChange[];
  readonly events: readonly (DomainEvent & { readonly title: Title })[];
  readonly figures: readonly FigureChange[];
  readonly notices: number;
  readonly parties: readonly ApprovalParty[];
}

/** All figures of a preview together may take this long; what is not reached in time is said, not waited for. */
const figureBudgetMs = 1_000;

/** Thrown at the end of a preview's transaction, which it rolls back. */
class RolledBack extends Error {
  readonly preview: Preview;
  constructor(preview: Preview) {
    super('preview');
    this.preview = preview;
  }
}

/** Reads, decides and writes as the command would, compares the registered figures, and rolls everything back. */
export async function previewOperation(
  parts: HostParts,
  actor: Actor,
  given: { name: string; input: unknown },
): Promise<Outcome<Preview>> {
  const operation = parts.registry.operations.get(given.name);
  if (operation?.kind !== 'command') return refuse('host.unknown-operation', { name: given.name });
  const refusal = notPermitted(parts.registry, actor, operation);
  if (refusal) return refusal;
  const input = parseInput(operation, given.input);
  if (!input.ok) return input;
  return tryOut(parts, operation, { actor, input: input.value, now: parts.now(), seed: parts.newSeed() });
}

/** A preview of a command whose input and rights have been checked. */
export async function tryOut(parts: HostParts, operation: CommandOperation, call: Call): Promise<Outcome<Preview>> {
  const decided = await decideCommand(parts, operation, call);
  if (!decided.ok) return decided;
  const { decision, facts } = decided.value;
  const parties = operation.approval?.(facts, call.input, contextOf(parts, call)) ?? [];
  const scope = scopeOf(parts.place, call.actor);
  try {
    await parts.store.write(scope, async (db) => {
      const clock = { spentMs: 0 };
      await takeScope(db, operationScope(parts, operation, call.actor));
      const rows = await readRows(db, decision.changes, false);
      const { tables } = parts.registry;
      const own = await nameChanges(db, showChanges(decision.changes, rows), { rows, tables });
      await takeScope(db, scope);
      const figures = await figuresBefore(parts, { db, call, tables: touched(decision.changes), clock });
      const written = await applyDecision(parts, operation, { db, call, decision });
      await takeScope(db, scope);
      throw new RolledBack({
        operation: operation.name,
        subject: decision.subject,
        changes: own.concat(await handled(parts, db, written.changes.slice(own.length))),
        events: written.events.map((event) => ({ ...event, title: titleOf(parts, event) })),
        figures: await figuresAfter(parts, { db, call, tables: touched(written.changes), clock, figures }),
        notices: written.notices.length,
        parties,
      });
    });
  } catch (error) {
    if (error instanceof RolledBack) return ok(error.preview);
    const end = endOfWrite(error);
    return end === 'again' ? refuse('host.busy', {}) : end;
  }
  throw new Error('a preview did not roll back');
}

/** Changes of handlers: shown without what stood there before, which was already changed when they ran. */
async function handled(parts: HostParts, db: AnyDb, changes: Written['changes']): Promise<ShownChange[]> {
  const rows = await readRows(db, changes, false);
  return nameChanges(db, showChanges(changes, new Map()), { rows, tables: parts.registry.tables });
}

function touched(changes: Written['changes']): ReadonlySet<string> {
  return new Set(changes.map((change) => change.table));
}

function titleOf(parts: HostParts, event: DomainEvent): Title {
  return parts.registry.events.get(event.name)?.title ?? { zh: event.name, en: event.name };
}

interface FigureRun {
  readonly db: AnyDb;
  readonly call: Call;
  readonly tables: ReadonlySet<string>;
  readonly clock: { spentMs: number };
}

/** Before the command it is not known which tables the handlers of its events will touch: their figures are read too. */
async function figuresBefore(parts: HostParts, run: FigureRun): Promise<ReadonlyMap<string, number | null>> {
  const values = new Map<string, number | null>();
  for (const figure of orderedFigures(parts, run.tables)) {
    const value = await timed(parts, figure, run);
    if (value !== undefined) values.set(figure.name, value);
  }
  return values;
}

/** Figures on the tables that the command itself touches come first, so that they are the last to be left out. */
function orderedFigures(parts: HostParts, tables: ReadonlySet<string>): Figure[] {
  const rests = (figure: Figure) => (figure.tables.some((table) => tables.has(table)) ? 0 : 1);
  return [...parts.registry.figures].sort((a, b) => rests(a) - rests(b));
}

async function figuresAfter(
  parts: HostParts,
  run: FigureRun & { readonly figures: ReadonlyMap<string, number | null> },
): Promise<FigureChange[]> {
  const changes: FigureChange[] = [];
  for (const figure of parts.registry.figures) {
    if (!figure.tables.some((table) => run.tables.has(table))) continue;
    const before = run.figures.get(figure.name);
    const after = before === undefined ? undefined : await timed(parts, figure, run);
    const { name, title, unit, basis } = figure;
    const computed = before !== undefined && after !== undefined;
    changes.push({ name, title, unit, basis, computed, before: before ?? null, after: after ?? null });
  }
  return changes;
}

/** A figure's value, or undefined when the time for figures is used up. */
async function timed(parts: HostParts, figure: Figure, run: FigureRun): Promise<number | null | undefined> {
  if (run.clock.spentMs >= figureBudgetMs) return undefined;
  const began = performance.now();
  const value = await figure.read({ db: run.db, files: parts.files }, contextOf(parts, run.call));
  run.clock.spentMs += performance.now() - began;
  return value;
}
