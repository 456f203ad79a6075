import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { verifyAudit } from './audit.ts';
import { openSample, withFolder } from './testing/open-sample.ts';

const writer = fileURLToPath(new URL('./testing/writer.ts', import.meta.url));
const kills = Number(process.env.QIPAN_KILLS ?? 12);
const owner = { role: 'owner', settings: {} } as const;

/** Starts the writer, kills it `delayMs` after it began to open (or to write), and returns every id that it had acknowledged. */
function writeAndKill(directory: string, moment: { from: 'start' | 'open'; delayMs: number }): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', writer, directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ids: string[] = [];
    const killSoon = () => setTimeout(() => child.kill('SIGKILL'), moment.delayMs);
    child.on('error', reject);
    if (moment.from === 'start') killSoon();
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line !== 'open') ids.push(line);
      else if (moment.from === 'open') killSoon();
    });
    child.on('close', () => resolve(ids));
  });
}

test(`killed ${kills} times at random moments, nothing acknowledged is lost and the audit stays sound`, {
  timeout: kills * 15_000,
}, async () => {
  await withFolder(async (directory) => {
    let seed = 20_261_124;
    const acknowledged = new Set<string>();
    for (let round = 0; round < kills; round += 1) {
      // A small linear congruence: the same moments in every run, some of them while the database is still opening.
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      // Every third one dies while it still opens the folder, the others while they write.
      const moment =
        round % 3 === 0
          ? ({ from: 'start', delayMs: 100 + (seed % 900) } as const)
          : ({ from: 'open', delayMs: seed % 600 } as const);
      for (const id of await writeAndKill(directory, moment)) acknowledged.add(id);
    }
    const host = await openSample(directory);
    const found = await host.store.read(owner, (db) => sql<{ id: string }>`select id from note.note`.execute(db));
    const there = new Set(found.rows.map((row) => row.id));
    expect([...acknowledged].filter((id) => !there.has(id))).toEqual([]);
    // However slow the machine, some writers lived long enough: else nothing would be proved.
    expect(acknowledged.size).toBeGreaterThan(kills / 4);
    const report = await host.store.read(owner, (db) => verifyAudit(db, null));
    expect(report.fault).toBeNull();
    expect(report.entries).toBe(there.size);
    await host.close();
  });
});
