import { readFile } from 'node:fs/promises';
import { type Refusal, refuse, systemCode, systemFault } from '@qipan/kernel';

/** The bytes of a file that an option names, or why they cannot be read. */
export async function readGiven(file: string, option: string): Promise<Buffer<ArrayBuffer> | Refusal> {
  try {
    return Buffer.from(await readFile(file));
  } catch (error) {
    return systemCode(error) === 'ENOENT'
      ? refuse('cli.no-such-file', { file }, option)
      : refuse('cli.unreadable-file', { file, ...systemFault(error) }, option);
  }
}
