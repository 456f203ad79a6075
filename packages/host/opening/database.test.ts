import { expect, test } from 'vitest';
import { newDatabase, withoutPostgres } from '@qipan/storage/testing';
import { openHost } from '../open.ts';
import { migrateStore } from './migrate-store.ts';
import { cacheDirectory, withFolder } from '../testing/open-sample.ts';
import { note, samplePlace } from '../testing/sample.ts';

const options = { place: samplePlace, manifests: [note], cacheDirectory };
const make = async ({ ownerUrl }: { ownerUrl: string }) => {
  await withFolder(async (directory) => {
    await migrateStore({ ...options, directory, database: { ownerUrl } }, { down: null });
  });
};

test.skipIf(withoutPostgres() !== null)(
  'a folder of files belongs to one database: another one is refused, the same goes on',
  async () => {
    await withFolder(async (directory) => {
      const [first, second] = [await newDatabase({ key: 'files', make }), await newDatabase({ key: 'files', make })];
      for (let count = 0; count < 2; count += 1) {
        const opened = await openHost({ ...options, directory, database: first });
        expect(opened).toMatchObject({ ok: true });
        if (opened.ok) await opened.value.close();
      }
      expect(await openHost({ ...options, directory, database: second })).toMatchObject({
        code: 'storage.folder-of-another',
      });
      await first.drop();
      await second.drop();
    });
  },
);
