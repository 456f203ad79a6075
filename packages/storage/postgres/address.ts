import { type Refusal, refuse, systemFault } from '@qipan/kernel';

/** Which database an address names: its path, or the user's name as PostgreSQL has it. */
export function databaseOf(url: string): string {
  const { pathname, username } = new URL(url);
  return decodeURIComponent(pathname.slice(1) || username || 'postgres');
}

/** Where a database is, for people: without user and password. */
export function placeOf(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  const server = hostname || searchParams.get('host') || 'localhost';
  return `${server}${port ? `:${port}` : ''}/${databaseOf(url)}`;
}

/** Whether it is an address of PostgreSQL at all. */
export function isAddress(url: string): boolean {
  return URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol);
}

/** Why a database cannot be opened. Anything that is no answer of the server or the network is thrown on. */
export function unreachable(url: string, error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const place = placeOf(url);
  const user = decodeURIComponent(new URL(url).username);
  if (/^28/.test(code)) return refuse('storage.database-login', { place, user });
  if (code === '3D000') return refuse('storage.database-missing', { place });
  // The role at rest is not there, or not granted: nobody has run init-database.
  if (code === '22023' || code === '42501' || code === '42704')
    return refuse('storage.database-uninitialised', { place });
  if (error instanceof Error && (code !== '' || /timeout|terminated/.test(error.message)))
    return refuse('storage.database-unreachable', { place, ...systemFault(error) });
  throw error;
}
