import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Outcome, refuse, systemFault } from '@qipan/kernel';
import type { Sink } from './archive.ts';
import type { BackupManifest } from './manifest.ts';
import { checkBackup } from './read-backup.ts';
import { backupFiles, type BackupParts, backupTables } from './write-backup.ts';

/** A backup that was written and read back whole. */
export interface MadeBackup {
  readonly manifest: BackupManifest;
  readonly bytes: number;
}

/** Where to, and the migration steps that this program knows. */
export interface BackupTarget {
  readonly file: string;
  readonly known: ReadonlySet<string>;
}

/** Backs up a store that this process has open. */
export function backupOpen(parts: BackupParts, target: BackupTarget): Promise<Outcome<MadeBackup>> {
  return writeChecked(target, async (sink) => {
    await backupFiles(parts, await backupTables(parts, sink), sink);
    return ok(null);
  });
}

/**
 * Writes beside the target, reads all of it back with every checksum, and gives it its name then: a file with this name
 * is a whole backup. Never writes over one that is there.
 */
export async function writeChecked(
  target: BackupTarget,
  produce: (sink: Sink) => Promise<Outcome<unknown>>,
): Promise<Outcome<MadeBackup>> {
  const { file, known } = target;
  const there = await access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
  if (there) return refuse('backup.exists', { file });
  const partial = `${file}.partial`;
  try {
    const produced = await writeSynced(partial, produce);
    if (!produced.ok) return produced;
    const checked = await checkBackup(partial, known);
    if (!checked.ok) return checked;
    const { size } = await stat(partial);
    await rename(partial, file);
    return ok({ manifest: checked.value, bytes: size });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && 'syscall' in error)) throw error;
    return refuse('backup.unwritable', { file: path.resolve(file), ...systemFault(error) });
  } finally {
    await rm(partial, { force: true }).catch(() => undefined);
  }
}

async function writeSynced(
  partial: string,
  produce: (sink: Sink) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  const handle = await open(partial, 'w', 0o600);
  try {
    const produced = await produce(async (bytes) => void (await handle.writeFile(bytes)));
    await handle.sync();
    return produced;
  } finally {
    await handle.close();
  }
}
