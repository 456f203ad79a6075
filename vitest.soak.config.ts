import { defineConfig } from 'vitest/config';

/** What takes longer than a test run may: a thousand kills. */
export default defineConfig({
  test: {
    include: ['**/kill.test.ts'],
    exclude: ['**/node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 3_600_000,
    env: { QIPAN_KILLS: '1000' },
  },
});
