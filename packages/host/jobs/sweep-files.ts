import { defineJob, ok } from '@qipan/kernel';
import type { AnyDb } from '@qipan/storage';
import { sql } from 'kysely';
import { z } from 'zod';
import type { HostParts } from '../parts.ts';
import { identityScope } from '../scope.ts';
import type { HostJobPorts } from './host-job-ports.ts';

/** A file is kept before the rows that name it are written: younger ones are never swept. */
const safeAgeMs = 86_400_000;

/** Deletes kept files that no row names any more: of removed documents, of commands that failed after keeping their file. */
export const sweepFiles = defineJob({
  name: 'host.sweep-files',
  title: { zh: '清理无人引用的原始文件', en: 'Delete files that nothing names' },
  input: z.object({}),
  permission: 'host.maintain',
  attempts: 3,
  async run(ports) {
    const { parts } = ports as HostJobPorts;
    let kept = 0;
    let removed = 0;
    let freedBytes = 0;
    for await (const file of parts.files.listKept()) {
      kept += 1;
      if (Date.parse(parts.now()) - Date.parse(file.keptAt) < safeAgeMs) continue;
      const used = await parts.store.read(identityScope(''), (db) => isUsed(db, parts, file.sha256));
      if (used) continue;
      await parts.files.remove(file.sha256, file.keptAt);
      removed += 1;
      freedBytes += file.bytes;
      if (removed % 50 === 0) await ports.progress(0, `${removed}`);
    }
    return ok({ kept, removed, freedBytes });
  },
});

/** Named by a module's column, by a command that waits for agreement, or by a job that has not ended. */
async function isUsed(db: AnyDb, parts: HostParts, sha256: string): Promise<boolean> {
  for (const { table, column } of parts.registry.manifests.flatMap((manifest) => manifest.fileColumns ?? [])) {
    const found = await sql<{
      used: boolean;
    }>`select host.file_is_used(${table}, ${column}, ${sha256}) as used`.execute(db);
    if (found.rows[0]?.used) return true;
  }
  const mark = `%${sha256}%`;
  const waiting =
    await sql`select 1 where exists (select 1 from host.approval where state = 'waiting' and (input::text like ${mark} or shown::text like ${mark})) or exists (select 1 from host.job where state in ('waiting', 'running') and input::text like ${mark})`.execute(
      db,
    );
  return waiting.rows.length > 0;
}
