import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { ok, type Outcome, type Refusal, refuse, systemCode, systemFault, type Title } from '@qipan/kernel';
import { ArchiveDamaged, readArchive } from './archive.ts';
import { backupFormat, type BackupManifest, headSchema, kindOf, manifestSchema, names } from './manifest.ts';
import { countPages, type PageCount } from './tables.ts';

/**
 * Reads a backup from end to end without writing anything: every checksum, every count, nothing missing and nothing
 * more. `known` are the migration steps of this program: a backup that has seen others is of a newer one.
 */
export async function checkBackup(file: string, known: ReadonlySet<string>): Promise<Outcome<BackupManifest>> {
  const found = collector(file, known);
  let foreign: Refusal | null = null;
  try {
    for await (const entry of readArchive(createReadStream(file, { highWaterMark: 1024 * 1024 }))) {
      if (foreign && entry.name.replace(/^\.\//, '') === names.head) return refuse('backup.altered', { file });
      const refusal: Refusal | null = foreign ?? found.take(entry);
      // An archive that does not begin as a backup may be one that was packed anew: the head then stands further on.
      if (refusal?.code === 'backup.foreign') foreign = refusal;
      else if (refusal) return refusal;
    }
    return foreign ?? found.end();
  } catch (error) {
    if (foreign && error instanceof ArchiveDamaged) return foreign;
    // What is wrong from its first sign on was never a backup: a Word file, a picture, an empty file.
    return error instanceof ArchiveDamaged && !found.begun()
      ? refuse('backup.foreign', { file })
      : unreadable(file, error);
  }
}

function damaged(file: string, { zh, en }: Title): Refusal {
  return refuse('backup.damaged', { file, detail: zh, detailEn: en });
}

/** Why a backup cannot be read, in words for a person. */
export function unreadable(file: string, error: unknown): Refusal {
  if (error instanceof ArchiveDamaged) return damaged(file, error.words);
  if (systemCode(error) === 'ENOENT') return refuse('backup.no-such-file', { file });
  if (systemCode(error) !== '') return refuse('backup.unreadable', { file, ...systemFault(error) });
  throw error;
}

function collector(file: string, known: ReadonlySet<string>) {
  const tables = new Map<string, PageCount>();
  const list = createHash('sha256');
  const files = { count: 0, bytes: 0 };
  let first = true;
  let manifest: BackupManifest | null = null;
  const damagedPart = (part: string) => damaged(file, { zh: `其中的“${part}”`, en: part });
  return {
    begun: () => !first,
    take(entry: { name: string; content: Uint8Array }): Refusal | null {
      if (first) {
        first = false;
        return entry.name === names.head ? refuseHead(file, entry.content, known) : refuse('backup.foreign', { file });
      }
      if (manifest) return damaged(file, { zh: '清单后面还有内容', en: 'an entry follows the manifest' });
      const kind = kindOf(entry.name);
      if (kind.kind === 'page') {
        const count = tables.get(kind.table) ?? countPages();
        tables.set(kind.table, count);
        count.add(
          entry.content,
          entry.content.reduce((sum, byte) => sum + (byte === 10 ? 1 : 0), 0),
        );
      } else if (kind.kind === 'file') {
        if (createHash('sha256').update(entry.content).digest('hex') !== kind.sha256) return damagedPart(entry.name);
        list.update(`${kind.sha256}\n`);
        files.count += 1;
        files.bytes += entry.content.length;
      } else if (entry.name === names.manifest) {
        manifest = parse(entry.content, manifestSchema.safeParse);
        if (!manifest) return damagedPart(names.manifest);
      } else return damagedPart(entry.name);
      return null;
    },
    end(): Outcome<BackupManifest> {
      if (first) return refuse('backup.foreign', { file });
      if (!manifest) return damaged(file, { zh: '缺少清单', en: 'the manifest is missing' });
      for (const table of manifest.tables) {
        const { rows, bytes, sha256 } = (tables.get(table.name) ?? countPages()).total();
        if (rows !== table.rows || bytes !== table.bytes || sha256 !== table.sha256) return damagedPart(table.name);
        tables.delete(table.name);
      }
      const [foreign] = tables.keys();
      if (foreign !== undefined) return damagedPart(foreign);
      const same = files.count === manifest.files.count && list.digest('hex') === manifest.files.sha256;
      return same ? ok(manifest) : damagedPart('files');
    },
  };
}

function refuseHead(file: string, content: Uint8Array, known: ReadonlySet<string>): Refusal | null {
  const head = parse(content, headSchema.safeParse);
  if (!head) return refuse('backup.foreign', { file });
  const foreign = head.steps.filter((step) => !known.has(step));
  if (head.format <= backupFormat && foreign.length === 0) return null;
  return refuse('backup.newer', {
    file,
    found: foreign.join('、') || `格式 ${head.format}`,
    foundEn: foreign.join(', ') || `format ${head.format}`,
  });
}

function parse<T>(content: Uint8Array, read: (value: unknown) => { success: boolean; data?: T }): T | null {
  try {
    const parsed = read(JSON.parse(Buffer.from(content).toString('utf8')));
    return parsed.success ? (parsed.data ?? null) : null;
  } catch {
    return null;
  }
}
