/** Before all tests of a run: whichever of its workers starts a PostgreSQL, it lives as long as this process. */
export function setup(): void {
  process.env.QIPAN_TEST_KEEPER = String(process.pid);
}
