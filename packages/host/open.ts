import type { Outcome } from '@qipan/kernel';
import { answerCommands } from './backup/online.ts';
import { openDatabase } from './opening/database.ts';
import { openFolder } from './opening/folder.ts';
import type { Host, OpenOptions } from './opening/options.ts';

export type { Host, OpenOptions };

/** Opens the store that the options name: a database on a server, or the embedded one of the data folder. */
export function openHost(options: OpenOptions): Promise<Outcome<Host>> {
  return options.database ? openDatabase(options, options.database) : openFolder(options, answerCommands);
}
