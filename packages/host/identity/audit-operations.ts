import { ok } from '@qipan/kernel';
import { sql } from 'kysely';
import { z } from 'zod';
import { verifyAudit } from '../audit.ts';
import { chainOf, scopeOf } from '../run.ts';
import { defineIdentity, type IdentityOperation } from './people.ts';

const readers = ['auditor'] as const;
const entrySchema = z.object({
  seq: z.number().int(),
  at: z.string(),
  actor: z.object({ personName: z.string(), unitName: z.string(), role: z.string() }),
  operation: z.string(),
  subject: z.string(),
  changes: z.array(
    z.object({ table: z.string(), id: z.string(), from: z.number().nullable(), to: z.number().nullable() }),
  ),
  hash: z.string(),
});

const readAudit = defineIdentity({
  name: 'host.read-audit',
  title: { zh: '查看审计记录', en: 'Read the audit' },
  kind: 'query',
  roles: readers,
  /** Entries below `before`, newest first. */
  input: z.object({ before: z.number().int().optional(), limit: z.number().int().min(1).max(500).default(100) }),
  output: z.object({ chain: z.string(), entries: z.array(entrySchema) }),
  run: (parts, actor, input) =>
    parts.store.read(scopeOf(parts.place, actor), async (db) => {
      const chain = chainOf(parts.place, actor);
      const found = await sql<
        z.infer<typeof entrySchema>
      >`select seq, at, actor, operation, subject, changes, hash from host.audit where chain = ${chain} and seq < ${input.before ?? 2_147_483_647} order by seq desc limit ${input.limit}`.execute(
        db,
      );
      return ok({ chain, entries: found.rows });
    }),
});

const verifyOwnChain = defineIdentity({
  name: 'host.verify-audit',
  title: { zh: '核验审计链', en: 'Verify the audit' },
  kind: 'query',
  roles: readers,
  input: z.object({}),
  output: z.object({
    entries: z.number().int(),
    fault: z.object({ seq: z.number().int(), what: z.string() }).nullable(),
  }),
  run: (parts, actor) =>
    parts.store.read(scopeOf(parts.place, actor), async (db) => {
      const report = await verifyAudit(db, null);
      return ok({ entries: report.entries, fault: report.fault });
    }),
});

export const auditOperations: readonly IdentityOperation[] = [readAudit, verifyOwnChain];
