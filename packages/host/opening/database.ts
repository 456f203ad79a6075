import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Outcome, type Refusal, refuse, systemFault } from '@qipan/kernel';
import { type AnyDb, openPostgres, placeOf, type PostgresAddress, type Scope, type Store } from '@qipan/storage';
import { sql } from 'kysely';
import { appliedSteps, migrationSteps, stepName } from '../migrate.ts';
import { assemble, type Host, type OpenOptions } from './options.ts';

/**
 * Opens a database on a server, whose schema must be the one that this program knows. As many processes as one likes may
 * have it open; the original files are in the folder, which they share.
 */
export async function openDatabase(options: OpenOptions, address: PostgresAddress): Promise<Outcome<Host>> {
  const foreign = await unfitFolder(options.directory);
  if (foreign) return foreign;
  const opened = await openPostgres(address);
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    const unfit = (await unfitDatabase(store, options, address)) ?? (await claimFolder(options.directory, address));
    if (!unfit) return ok(assemble(options, { store, created: false, release: async () => undefined }));
    await store.close();
    return unfit;
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** In the folder of files: to which database on a server they belong, without its login. */
const claim = 'database.txt';

/** Two databases must not share a folder of files: each would sweep those of the other. The first one to open it owns it. */
async function claimFolder(directory: string, address: PostgresAddress): Promise<Refusal | null> {
  const place = placeOf(address.url ?? address.ownerUrl ?? '');
  const file = path.join(directory, claim);
  try {
    await writeFile(file, `${place}\n`, { flag: 'wx' });
    return null;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code !== 'EEXIST') return refuse('storage.folder-unwritable', { directory, detail: String(error.code) });
  }
  const found = (await readFile(file, 'utf8')).trim();
  return found === place ? null : refuse('storage.folder-of-other-database', { directory, found, place, file });
}

const owner: Scope = { role: 'owner', settings: {} };

/** Files of an embedded database and of one on a server are swept by different registers: they must not lie together. */
export async function unfitFolder(directory: string): Promise<Refusal | null> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    return refuse('storage.folder-unwritable', { directory, ...systemFault(error) });
  }
  const embedded = await access(path.join(directory, 'qipan.json')).then(
    () => true,
    () => false,
  );
  return embedded ? refuse('storage.folder-embedded', { directory }) : null;
}

async function unfitDatabase(store: Store, options: OpenOptions, address: PostgresAddress): Promise<Refusal | null> {
  const scope: Scope = address.url === undefined ? owner : { role: 'app', settings: {} };
  return store.read(scope, async (db) => {
    const strong = address.url === undefined ? null : await strongLogin(db);
    if (strong !== null) return refuse('storage.login-too-strong', { login: strong });
    return unfitSteps(await appliedSteps(db), options, address);
  });
}

/** The login's name when row-level security would not bind it. */
async function strongLogin(db: AnyDb): Promise<string | null> {
  const found = await sql<{ login: string; strong: boolean }>`
    select session_user as login, r.rolsuper or r.rolbypassrls or exists (
      select from pg_namespace n where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public') and pg_has_role(session_user, n.nspowner, 'MEMBER')) as strong
    from pg_roles r where r.rolname = session_user`.execute(db);
  const [login] = found.rows;
  return login?.strong ? login.login : null;
}

function unfitSteps(applied: readonly string[], options: OpenOptions, address: PostgresAddress): Refusal | null {
  const known = migrationSteps(options.manifests).map(stepName);
  const place = placeOf(address.url ?? address.ownerUrl ?? '');
  const foreign = applied.filter((name) => !known.includes(name));
  if (foreign.length > 0) return refuse('storage.schema-newer', { place, found: foreign.join('、') });
  const missing = known.filter((name) => !applied.includes(name)).length;
  return missing > 0 ? refuse('storage.schema-older', { place, missing }) : null;
}
