import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrationSteps, stepName } from '../migrate.ts';
import { openHost } from '../open.ts';
import { runOperation } from '../run-operation.ts';
import { addOddRows, everything, oddManifests } from '../testing/odd-rows.ts';
import { accepted } from '../testing/open-modules.ts';
import { cacheDirectory, withFolder } from '../testing/open-sample.ts';
import { officer, samplePlace } from '../testing/sample.ts';
import { backupHeld, readHeldHeads, verifyHeldAudit } from './online.ts';
import { restoreBackup } from './restore.ts';

test('a folder in use is backed up by its holder, of one moment while it goes on writing', async () => {
  await withFolder(async (folder) => {
    const options = {
      directory: path.join(folder, 'own'),
      place: samplePlace,
      manifests: oddManifests,
      cacheDirectory,
    };
    const host = accepted(await openHost(options));
    await addOddRows(host);
    const target = (name: string) => ({
      file: path.join(folder, name),
      known: new Set(migrationSteps(oddManifests).map(stepName)),
    });
    let written = 0;
    let writing = true;
    const writer = (async () => {
      while (writing) {
        accepted(await runOperation(host, officer, { name: 'note.write-note', input: { text: `写 ${written}` } }));
        written += 1;
      }
    })();
    const [first, second] = await Promise.all([
      backupHeld(options.directory, target('1.qipan')),
      backupHeld(options.directory, target('2.qipan')),
    ]);
    const after = written;
    writing = false;
    await writer;
    const made = [first, second].filter((done) => done.ok);
    expect(made.length).toBeGreaterThan(0);
    for (const done of [first, second])
      if (!done.ok) expect(done.code).toBe('backup.running');
      else expect(done.value.manifest.audit).toMatchObject({ fault: null });
    expect(after).toBeGreaterThan(0);

    const heads = accepted(await readHeldHeads(options.directory));
    expect(heads).toMatchObject([{ chain: '990100' }]);
    expect(accepted(await verifyHeldAudit(options.directory, heads))).toMatchObject({
      fault: null,
      proved: 'complete',
    });
    const later = heads.map((head) => ({ ...head, seq: head.seq + 1 }));
    expect(accepted(await verifyHeldAudit(options.directory, later))).toMatchObject({ fault: { what: 'cut' } });

    const quiet = accepted(await backupHeld(options.directory, target('quiet.qipan')));
    const before = await everything(host);
    await host.close();
    expect(quiet.manifest.audit.entries).toBe(4 + written);
    const restored = { ...options, directory: path.join(folder, 'restored') };
    accepted(await restoreBackup(restored, path.join(folder, 'quiet.qipan')));
    const again = accepted(await openHost({ ...restored, existing: true }));
    expect(await everything(again)).toEqual(before);
    await again.close();
    expect(await backupHeld(options.directory, target('gone.qipan'))).toMatchObject({
      ok: false,
      code: 'storage.control-unreadable',
    });
    expect((await readdir(options.directory)).sort()).toEqual(['database', 'files', 'qipan.json']);
    expect((await readdir(folder)).filter((name) => /partial|gone/.test(name))).toEqual([]);
  });
});
