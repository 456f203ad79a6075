import { applyChanges } from '@qipan/storage';
import { idSource } from '../canonical.ts';
import { systemActor } from '../identity/posts.ts';
import type { HostParts } from '../parts.ts';
import { chainOf, identityScope } from '../scope.ts';
import { insertJob } from './operations.ts';
import { findOpenJob, lastEnd } from './store.ts';

/** The host's own jobs that run by themselves, and how often. */
const recurring = [
  { name: 'host.prune', everyMs: 86_400_000 },
  { name: 'host.sweep-files', everyMs: 7 * 86_400_000 },
] as const;

/** Puts each recurring job into the queue whose last run is long enough ago. Returns how many. */
export async function enqueueRecurring(parts: HostParts): Promise<number> {
  const actor = systemActor(parts.place, false);
  const now = parts.now();
  const newId = idSource(parts.newSeed());
  return parts.store.write(identityScope(''), async (db) => {
    let count = 0;
    for (const { name, everyMs } of recurring) {
      const ended = await lastEnd(db, name);
      if (ended !== null && Date.parse(now) - Date.parse(ended) < everyMs) continue;
      if (await findOpenJob(db, name, '')) continue;
      await applyChanges(db, [
        insertJob(newId(), { name, key: '', input: {}, actor, chain: chainOf(parts.place, actor), now }),
      ]);
      count += 1;
    }
    return count;
  });
}
