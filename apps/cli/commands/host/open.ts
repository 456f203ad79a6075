import { fileURLToPath } from 'node:url';
import { type Host, openHost, type OpenOptions } from '@qipan/host';
import { type Outcome, type PlaceTables, refuse } from '@qipan/kernel';
import { modules } from '@qipan/modules';
import type { CommandEnd, OptionHelp } from '../../command.ts';

const cacheDirectory = fileURLToPath(new URL('../../../../node_modules/.cache/qipan/', import.meta.url));

export type Options = Readonly<Record<string, string | boolean | undefined>>;

export const dataOption: OptionHelp = {
  name: 'data',
  value: 'DIR',
  zh: '数据目录，默认 data；设置了 DATABASE_URL 或 DATABASE_OWNER_URL 时只放原始文件',
};

/** Where the store is: the folder of `--data`, or the database that the environment names, reached as its owner. */
export function openOptions(options: Options, place: PlaceTables): OpenOptions {
  const directory = typeof options.data === 'string' ? options.data : 'data';
  const url = process.env.DATABASE_URL || undefined;
  const ownerUrl = process.env.DATABASE_OWNER_URL || undefined;
  const database = url === undefined && ownerUrl === undefined ? undefined : { ownerUrl };
  return { directory, place, manifests: modules, cacheDirectory, existing: true, database };
}

/** The same, refused when a database is named and its owner is not. */
export function ownerOptions(options: Options, place: PlaceTables): Outcome<OpenOptions> {
  const given = openOptions(options, place);
  return given.database && given.database.ownerUrl === undefined
    ? refuse('storage.owner-address-missing', {})
    : { ok: true, value: given };
}

export async function withHost(options: OpenOptions, work: (host: Host) => Promise<CommandEnd>): Promise<CommandEnd> {
  const opened = await openHost(options);
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}
