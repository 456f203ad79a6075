import { z } from 'zod';

/** The version of the archive itself; the tables' version is in their steps. */
export const backupFormat = 1;

/** The first entry: enough to refuse what this program does not know before reading the rest. */
export const headSchema = z.object({
  product: z.literal('qipan'),
  format: z.number().int(),
  at: z.string(),
  /** The migration steps that the tables have seen, `module:number`. */
  steps: z.array(z.string()),
});
export type BackupHead = z.infer<typeof headSchema>;

const auditSchema = z.object({
  entries: z.number().int(),
  heads: z.array(z.object({ chain: z.string(), seq: z.number().int(), hash: z.string() })),
  /** Null: the chains were sound when the backup was made. */
  fault: z.object({ chain: z.string(), seq: z.number().int(), what: z.string() }).nullable(),
});

/** The last entry: what must be in the archive. */
export const manifestSchema = headSchema.extend({
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), type: z.string() })),
      rows: z.number().int(),
      bytes: z.number().int(),
      sha256: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
  files: z.object({ count: z.number().int(), bytes: z.number().int(), sha256: z.string() }),
  /** Kept files that were damaged already and are not in the archive. */
  damagedFiles: z.array(z.string()),
  audit: auditSchema,
});
export type BackupManifest = z.infer<typeof manifestSchema>;

export const names = {
  head: 'head.json',
  manifest: 'manifest.json',
  page: (table: string, number: number) => `tables/${table}/${String(number).padStart(8, '0')}.jsonl`,
  file: (sha256: string) => `files/${sha256.slice(0, 2)}/${sha256}`,
} as const;

/** What an entry is, by its name. */
export function kindOf(
  name: string,
): { kind: 'page'; table: string } | { kind: 'file'; sha256: string } | { kind: 'other' } {
  const [, table] = /^tables\/([^/]+)\/\d{8,}\.jsonl$/.exec(name) ?? [];
  if (table !== undefined) return { kind: 'page', table };
  const [, sha256] = /^files\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(name) ?? [];
  return sha256 === undefined ? { kind: 'other' } : { kind: 'file', sha256 };
}
