import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Outcome } from '@qipan/kernel';
import { type Host, openHost } from '../open.ts';
import { runOperation } from '../run-operation.ts';
import { enrol } from './enrol.ts';
import { cacheDirectory } from './open-sample.ts';
import { pact, people, tally } from './pact.ts';
import { samplePlace } from './sample.ts';

export interface OpenedPact {
  readonly host: Host;
  readonly clock: { ms: number };
  as(who: keyof typeof people, name: string, input: unknown, key?: string): Promise<Outcome<unknown>>;
  /** Closes and opens the folder again, as after a restart of the program. */
  reopen(): Promise<OpenedPact>;
  close(): Promise<void>;
}

/** A host with the two made-up modules and their four people, in a folder of its own, under a clock that the test sets. */
export async function openPact(): Promise<OpenedPact> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-test-'));
  const clock = { ms: Date.parse('2026-03-02T01:00:00.000Z') };
  const opened = await openAt(folder, clock);
  await enrol(opened.host, Object.values(people));
  return opened;
}

async function openAt(folder: string, clock: { ms: number }): Promise<OpenedPact> {
  const opened = await openHost({
    directory: path.join(folder, 'data'),
    place: samplePlace,
    manifests: [pact, tally],
    cacheDirectory,
    now: () => new Date(clock.ms).toISOString(),
  });
  if (!opened.ok) throw new Error(opened.code);
  const host = opened.value;
  return {
    host,
    clock,
    as: (who, name, input, key) =>
      runOperation(host, people[who], { name, input, ...(key === undefined ? {} : { idempotencyKey: key }) }),
    async reopen() {
      await host.close();
      return openAt(folder, clock);
    },
    async close() {
      await host.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
