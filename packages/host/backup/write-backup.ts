import { createHash } from 'node:crypto';
import { FileDamaged, type FileStore, type Scope, type Store } from '@qipan/storage';
import { verifyAudit } from '../audit.ts';
import { appliedSteps } from '../migrate.ts';
import { type Sink, writeArchive } from './archive.ts';
import { type BackupHead, backupFormat, type BackupManifest, names } from './manifest.ts';
import { countPages, listSequences, listTables, readPages } from './tables.ts';

/** What a backup is made of. */
export interface BackupParts {
  readonly store: Store;
  readonly files: FileStore;
  now(): string;
}

/** The part of the manifest that the tables give. */
export type TablesPart = Omit<BackupManifest, 'files' | 'damagedFiles'>;

const owner: Scope = { role: 'owner', settings: {} };

/**
 * The tables of one moment, page by page, and the check of the audit of that moment. The embedded database answers
 * nobody else meanwhile, so the sink must be a fast one.
 */
export async function backupTables(parts: BackupParts, sink: Sink): Promise<TablesPart> {
  const archive = writeArchive(sink);
  const part = await parts.store.read(owner, async (db) => {
    const steps = await appliedSteps(db);
    const head: BackupHead = { product: 'qipan', format: backupFormat, at: parts.now(), steps };
    await archive.add(names.head, json(head));
    const tables: BackupManifest['tables'] = [];
    for (const table of await listTables(db)) {
      const count = countPages();
      let number = 0;
      for await (const page of readPages(db, table)) {
        const bytes = Buffer.from(page.text);
        count.add(bytes, page.rows);
        number += 1;
        await archive.add(names.page(table.name, number), bytes);
      }
      tables.push({ name: table.name, columns: [...table.columns], ...count.total() });
    }
    const report = await verifyAudit(db, null);
    const audit = { entries: report.entries, heads: [...report.chains], fault: report.fault };
    return { ...head, tables, sequences: await listSequences(db), audit };
  });
  await archive.end({ last: false });
  return part;
}

/** The kept files and the manifest: everything that a row of the tables' moment names was kept before it. */
export async function backupFiles(parts: BackupParts, tables: TablesPart, sink: Sink): Promise<BackupManifest> {
  const archive = writeArchive(sink);
  const list = createHash('sha256');
  const damagedFiles: string[] = [];
  let count = 0;
  let bytes = 0;
  for await (const file of parts.files.listKept()) {
    const content = await parts.files.read(file.sha256).catch((error: unknown) => {
      if (!(error instanceof FileDamaged)) throw error;
      damagedFiles.push(file.sha256);
      return null;
    });
    // Null otherwise: it was removed since the list was read.
    if (!content) continue;
    await archive.add(names.file(file.sha256), content);
    list.update(`${file.sha256}\n`);
    count += 1;
    bytes += content.length;
  }
  const manifest: BackupManifest = { ...tables, files: { count, bytes, sha256: list.digest('hex') }, damagedFiles };
  await archive.add(names.manifest, json(manifest));
  await archive.end({ last: true });
  return manifest;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}
