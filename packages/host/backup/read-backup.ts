import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ok, type Outcome, type Refusal, refuse } from '@qipan/kernel';
import { ArchiveDamaged, readArchive } from './archive.ts';
import { backupFormat, type BackupManifest, headSchema, kindOf, manifestSchema, names } from './manifest.ts';
import { countPages, type PageCount } from './tables.ts';

/**
 * Reads a backup from end to end without writing anything: every checksum, every count, nothing missing and nothing
 * more. `known` are the migration steps of this program: a backup that has seen others is of a newer one.
 */
export async function checkBackup(file: string, known: ReadonlySet<string>): Promise<Outcome<BackupManifest>> {
  const found = collector(file, known);
  try {
    for await (const entry of readArchive(createReadStream(file, { highWaterMark: 1024 * 1024 }))) {
      const refusal = found.take(entry);
      if (refusal) return refusal;
    }
    return found.end();
  } catch (error) {
    return unreadable(file, error);
  }
}

/** Why a backup cannot be read, in words for a person. */
export function unreadable(file: string, error: unknown): Refusal {
  if (error instanceof ArchiveDamaged) return refuse('backup.damaged', { file, detail: error.message });
  if (error instanceof Error && 'code' in error)
    return refuse('backup.unreadable', { file, detail: String(error.code) });
  throw error;
}

function collector(file: string, known: ReadonlySet<string>) {
  const tables = new Map<string, PageCount>();
  const list = createHash('sha256');
  const files = { count: 0, bytes: 0 };
  let first = true;
  let manifest: BackupManifest | null = null;
  const damaged = (detail: string) => refuse('backup.damaged', { file, detail });
  return {
    take(entry: { name: string; content: Uint8Array }): Refusal | null {
      if (first) {
        first = false;
        return entry.name === names.head ? refuseHead(file, entry.content, known) : refuse('backup.foreign', { file });
      }
      if (manifest) return damaged('an entry follows the manifest');
      const kind = kindOf(entry.name);
      if (kind.kind === 'page') {
        const count = tables.get(kind.table) ?? countPages();
        tables.set(kind.table, count);
        count.add(
          entry.content,
          entry.content.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0),
        );
      } else if (kind.kind === 'file') {
        if (createHash('sha256').update(entry.content).digest('hex') !== kind.sha256) return damaged(entry.name);
        list.update(`${kind.sha256}\n`);
        files.count += 1;
        files.bytes += entry.content.length;
      } else if (entry.name === names.manifest) {
        manifest = parse(entry.content, manifestSchema.safeParse);
        if (!manifest) return damaged(names.manifest);
      } else return damaged(entry.name);
      return null;
    },
    end(): Outcome<BackupManifest> {
      if (!manifest) return damaged('the manifest is missing');
      for (const table of manifest.tables) {
        const { rows, bytes, sha256 } = (tables.get(table.name) ?? countPages()).total();
        if (rows !== table.rows || bytes !== table.bytes || sha256 !== table.sha256) return damaged(table.name);
        tables.delete(table.name);
      }
      const [foreign] = tables.keys();
      if (foreign !== undefined) return damaged(foreign);
      const same = files.count === manifest.files.count && list.digest('hex') === manifest.files.sha256;
      return same ? ok(manifest) : damaged('files');
    },
  };
}

function refuseHead(file: string, content: Uint8Array, known: ReadonlySet<string>): Refusal | null {
  const head = parse(content, headSchema.safeParse);
  if (!head) return refuse('backup.foreign', { file });
  const foreign = head.steps.filter((step) => !known.has(step));
  if (head.format <= backupFormat && foreign.length === 0) return null;
  return refuse('backup.newer', { file, found: foreign.join('、') || `format ${head.format}` });
}

function parse<T>(content: Uint8Array, read: (value: unknown) => { success: boolean; data?: T }): T | null {
  try {
    const parsed = read(JSON.parse(Buffer.from(content).toString('utf8')));
    return parsed.success ? (parsed.data ?? null) : null;
  } catch {
    return null;
  }
}
