import { defineConfig } from 'vitest/config';

/** What takes longer than a test run may: a thousand kills, ten thousand mutated files of each kind, minutes of load. */
export default defineConfig({
  test: {
    globalSetup: ['packages/storage/testing/keep-cluster.ts'],
    include: ['**/kill.test.ts', '**/fuzz.test.ts', '**/load.test.ts'],
    exclude: ['**/node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 3_600_000,
    env: { QIPAN_KILLS: '1000', QIPAN_FUZZ: '10000', QIPAN_LOAD_SECONDS: '240' },
  },
});
