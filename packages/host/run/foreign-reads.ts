import { type Actor, type QueryOperation, shanghaiDate, topJurisdiction } from '@qipan/kernel';
import { sql } from 'kysely';
import { appendAudit, auditActor } from '../audit.ts';
import { canonicalJson, sha256Hex } from '../canonical.ts';
import type { HostParts } from '../parts.ts';
import { chainOf, identityScope } from '../scope.ts';

/** A row of another top jurisdiction in an answer. */
interface ForeignRow {
  readonly regionCode: string;
  readonly id: string;
  readonly version: number | null;
}

/** Rows of an answer that belong to another top jurisdiction than the reader's: objects that carry an id and a region. O(size of the answer). */
export function foreignRows(parts: HostParts, actor: Actor, answer: unknown): ForeignRow[] {
  const own = topJurisdiction(parts.place, actor.regionCode);
  const tops = new Map<string, string>();
  const topOf = (code: string) => {
    const known = tops.get(code) ?? topJurisdiction(parts.place, code);
    tops.set(code, known);
    return known;
  };
  const found = new Map<string, ForeignRow>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
    const { id, regionCode, version } = value as { id?: unknown; regionCode?: unknown; version?: unknown };
    if (typeof id === 'string' && typeof regionCode === 'string' && topOf(regionCode) !== own)
      found.set(id, { id, regionCode, version: typeof version === 'number' ? version : null });
    for (const entry of Object.values(value)) walk(entry);
  };
  walk(answer);
  return [...found.values()];
}

/**
 * Leaves an entry in the other jurisdiction's chain: who read which of its rows, at which version. The same rows read
 * again by the same person on the same day leave no second one. Fails when it cannot be written, and the read with it.
 */
export async function logForeignReads(
  parts: HostParts,
  given: { actor: Actor; operation: QueryOperation; answer: unknown },
): Promise<void> {
  const { actor, operation, answer } = given;
  if (operation.reference) return;
  const byChain = Map.groupBy(foreignRows(parts, actor, answer), ({ regionCode }) =>
    chainOf(parts.place, { regionCode, demonstration: actor.demonstration }),
  );
  const at = parts.now();
  const today = new Date(`${shanghaiDate(at)}T00:00:00+08:00`).toISOString();
  for (const [chain, rows] of byChain) {
    const changes = rows.map(({ id, version }) => ({ table: operation.name, id, from: version, to: version }));
    const subject = `外辖区查阅 ${rows.length} 行（${sha256Hex(canonicalJson(changes)).slice(0, 12)}）`;
    const isLogged = await parts.store.read(identityScope(chain), async (db) => {
      const found =
        await sql`select 1 from host.audit where chain = ${chain} and at >= ${today} and subject = ${subject} and actor ->> 'personId' = ${actor.personId} limit 1`.execute(
          db,
        );
      return found.rows.length > 0;
    });
    if (isLogged) continue;
    await parts.store.write(identityScope(chain), (db) =>
      appendAudit(db, { chain, at, actor: auditActor(actor), operation: operation.name, subject, changes }),
    );
  }
}
