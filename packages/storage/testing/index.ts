export { storeContract } from './contract.ts';
export { newDatabase, runSql, type TestDatabase, withoutPostgres } from './postgres.ts';
