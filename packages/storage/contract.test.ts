import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openPglite } from './pglite/open.ts';
import { openPostgres } from './postgres/open.ts';
import { type ContractStore, storeContract } from './testing/contract.ts';
import { newDatabase, withoutPostgres } from './testing/postgres.ts';

async function onPglite(): Promise<ContractStore> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'qipan-contract-'));
  const reopen = () => openPglite(path.join(folder, 'database'));
  return { store: await reopen(), reopen, end: () => rm(folder, { recursive: true, force: true }) };
}

async function onPostgres(): Promise<ContractStore> {
  const database = await newDatabase();
  const reopen = async () => {
    const opened = await openPostgres(database);
    if (!opened.ok) throw new Error(`${opened.code} ${JSON.stringify(opened.values)}`);
    return opened.value;
  };
  return { store: await reopen(), reopen, end: database.drop };
}

storeContract('PGlite', onPglite);
storeContract('PostgreSQL', onPostgres, withoutPostgres());
