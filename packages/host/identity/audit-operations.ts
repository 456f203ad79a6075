import { defineQuery, ok, type ReadPorts, topJurisdiction } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import { z } from 'zod';
import { verifyAudit } from '../audit.ts';
import { chainOf } from '../scope.ts';

const entrySchema = z.object({
  seq: z.number().int(),
  at: z.string(),
  actor: z.object({ personName: z.string(), unitName: z.string(), role: z.string(), tokenId: z.string().optional() }),
  operation: z.string(),
  subject: z.string(),
  changes: z.array(
    z.object({ table: z.string(), id: z.string(), from: z.number().nullable(), to: z.number().nullable() }),
  ),
  hash: z.string(),
});

const readAudit = defineQuery({
  name: 'host.read-audit',
  title: { zh: '查看审计记录', en: 'Read the audit' },
  kind: 'query',
  permission: 'host.audit',
  /** Entries below `before`, newest first. Below the top of a jurisdiction only what was done in the auditor's own region. */
  input: z.object({ before: z.number().int().optional(), limit: z.number().int().min(1).max(500).default(100) }),
  output: z.object({ chain: z.string(), entries: z.array(entrySchema), next: z.number().int().nullable() }),
  async read({ db }: ReadPorts<AnyDb>, input, { actor, place }) {
    const chain = chainOf(place, actor);
    const atTop = topJurisdiction(place, actor.regionCode) === actor.regionCode;
    const own = atTop ? sql`true` : sql`host.region_within(actor ->> 'regionCode')`;
    const found = await sql<
      z.infer<typeof entrySchema>
    >`select seq, at, actor, operation, subject, changes, hash from host.audit where chain = ${chain} and ${own} and seq < ${input.before ?? 2_147_483_647} order by seq desc limit ${input.limit}`.execute(
      db,
    );
    const last = found.rows.at(-1)?.seq ?? 1;
    return ok({ chain, entries: found.rows, next: found.rows.length === input.limit && last > 1 ? last : null });
  },
});

const verifyOwnChain = defineQuery({
  name: 'host.verify-audit',
  title: { zh: '核验审计链', en: 'Verify the audit' },
  kind: 'query',
  permission: 'host.audit',
  input: z.object({}),
  output: z.object({
    entries: z.number().int(),
    fault: z.object({ seq: z.number().int(), what: z.string() }).nullable(),
  }),
  async read({ db }: ReadPorts<AnyDb>) {
    const report = await verifyAudit(db, null);
    return ok({ entries: report.entries, fault: report.fault });
  },
});

export const auditOperations = [readAudit, verifyOwnChain] as const;
