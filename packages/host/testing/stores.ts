import { ok, type Outcome } from '@qipan/kernel';
import { newDatabase, withoutPostgres } from '@qipan/storage/testing';
import { describe } from 'vitest';
import { type Host, openHost, type OpenOptions } from '../open.ts';
import { schemaKey } from '../opening/folder.ts';
import { migrateStore } from '../opening/migrate-store.ts';

/** Where a test runs: on the embedded database, or on a server. */
export type StoreKind = 'pglite' | 'postgres';

const names: Readonly<Record<StoreKind, string>> = { pglite: 'PGlite', postgres: 'PostgreSQL' };

/** The same tests on both stores; on a machine without PostgreSQL the second half is skipped and says why. */
export function eachStore(body: (store: StoreKind) => void): void {
  for (const store of ['pglite', 'postgres'] as const) {
    const reason = store === 'postgres' ? withoutPostgres() : null;
    describe.skipIf(reason !== null)(`on ${names[store]}${reason === null ? '' : `（${reason}）`}`, () => body(store));
  }
}

/** Opens a host as the product does; on a server in a database of its own, which goes when the host is closed. */
export async function openOn(store: StoreKind, options: OpenOptions): Promise<Outcome<Host>> {
  if (store === 'pglite') return openHost(options);
  const { place, manifests } = options;
  const database = await newDatabase({
    key: `${schemaKey(manifests)} ${JSON.stringify(place.regions)}`,
    async make({ ownerUrl }) {
      const done = await migrateStore({ ...options, database: { ownerUrl } }, { down: null });
      if (!done.ok) throw new Error(`${done.code} ${JSON.stringify(done.values)}`);
    },
  });
  const opened = await openHost({ ...options, database });
  if (!opened.ok) return opened;
  const close = async () => {
    await opened.value.close();
    await database.drop();
  };
  return ok({ ...opened.value, close });
}
