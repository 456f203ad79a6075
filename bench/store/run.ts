import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { runOperation } from '../../packages/host/run-operation.ts';
import { openSample } from '../../packages/host/testing/open-sample.ts';
import { officer } from '../../packages/host/testing/sample.ts';
import { medianMs } from '../median.ts';

/** A whole command (read, decide, write, audit, row security) against the bare insert that it ends in; opening a folder against its limit. */
export async function measureStore() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-bench-'));
  const bare = await PGlite.create(path.join(folder, 'bare'));
  await bare.exec('create table note (id serial primary key, text text not null)');
  const bareMs = await medianMs(60, () => bare.query("insert into note (text) values ('一')"));
  await bare.close();
  const directory = path.join(folder, 'data');
  const host = await openSample(directory);
  const commandMs = await medianMs(60, () =>
    runOperation(host, officer, { name: 'note.write-note', input: { text: '一' } }),
  );
  await host.close();
  const openMs = await medianMs(5, async () => (await openSample(directory)).close());
  await rm(folder, { recursive: true, force: true });
  return [
    {
      work: 'one command with its audit entry',
      own: commandMs,
      unit: 'ms',
      peer: 'bare PGlite insert',
      peerValue: bareMs,
    },
    {
      work: 'open a data folder again, and close it',
      own: openMs,
      unit: 'ms',
      peer: 'limit of a second start',
      peerValue: 4_000,
    },
  ];
}
