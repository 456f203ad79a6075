import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Title } from '@qipan/kernel';

/** Takes bytes one after the other; resolves when they are taken. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/** One entry of an archive, whole: a page of a table, a kept file, the manifest. */
export interface ArchiveEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Something in the bytes is not as it was written. */
export class ArchiveDamaged extends Error {
  readonly words: Title;
  constructor(words: Title) {
    super(words.en);
    this.words = words;
  }
}

const blockBytes = 512;
/** No page and no kept file is larger; a header that says so is damaged. */
const entryLimitBytes = 1024 ** 3;

export interface ArchiveWriter {
  add(name: string, content: Uint8Array): Promise<void>;
  /** Ends this part. Parts one after the other are one archive when the last of them ends it. */
  end(given: { last: boolean }): Promise<void>;
}

/** Writes a compressed tar, which any computer can open, in bounded memory. */
export function writeArchive(sink: Sink): ArchiveWriter {
  const gzip = createGzip({ level: 3 });
  let failure: unknown = null;
  const pumped = pump(gzip, sink).catch((error: unknown) => {
    failure = error;
  });
  const write = async (bytes: Uint8Array) => {
    await new Promise<void>((resolve, reject) => {
      gzip.write(bytes, (error) => (error ? reject(failure ?? error) : resolve()));
    });
  };
  return {
    async add(name, content) {
      await write(header(name, content.length));
      await write(content);
      await write(new Uint8Array(padding(content.length)));
    },
    async end({ last }) {
      if (last) await write(new Uint8Array(2 * blockBytes));
      gzip.end();
      await pumped;
      if (failure) throw failure;
    },
  };
}

async function pump(gzip: AsyncIterable<Uint8Array>, sink: Sink): Promise<void> {
  for await (const chunk of gzip) await sink(chunk);
}

function padding(length: number): number {
  return (blockBytes - (length % blockBytes)) % blockBytes;
}

/** POSIX ustar. Nothing of the machine goes in: no user, no time, so that equal content has equal bytes. */
function header(name: string, length: number): Uint8Array {
  const block = Buffer.alloc(blockBytes);
  if (Buffer.byteLength(name) > 100) throw new Error(`the entry's name ${name} is too long`);
  block.write(name, 0);
  block.write('0000600\0' + '0000000\0' + '0000000\0', 100);
  block.write(`${length.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\0' + '00', 257);
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

/** The sum of all bytes, those of the sum itself counted as blanks. */
function checksum(block: Uint8Array): number {
  return block.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 32 : byte), 0);
}

/** Reads an archive entry by entry. Throws `ArchiveDamaged` at the first byte that cannot be right, or that is missing. */
export async function* readArchive(source: AsyncIterable<Uint8Array>): AsyncGenerator<ArchiveEntry> {
  const bytes = byteReader(source);
  for (;;) {
    const block = await bytes.take(blockBytes);
    if (block.every((byte) => byte === 0)) break;
    const text = (from: number, length: number) =>
      Buffer.from(block)
        .toString('latin1', from, from + length)
        .split('\0')[0] ?? '';
    const length = Number.parseInt(text(124, 12), 8);
    if (Number.parseInt(text(148, 8), 8) !== checksum(block))
      throw new ArchiveDamaged({ zh: '文件头不对', en: 'a header is damaged' });
    if (!(length >= 0 && length <= entryLimitBytes))
      throw new ArchiveDamaged({ zh: '长度不对', en: 'a length is damaged' });
    const content = await bytes.take(length);
    await bytes.take(padding(length));
    yield { name: text(0, 100), content };
  }
  await bytes.take(blockBytes);
  await bytes.expectEnd();
}

function byteReader(source: AsyncIterable<Uint8Array>) {
  const iterator = gunzip(source)[Symbol.asyncIterator]();
  let chunks: Uint8Array[] = [];
  let held = 0;
  const more = async () => {
    const next = await iterator.next();
    if (next.done) return false;
    chunks.push(next.value);
    held += next.value.length;
    return true;
  };
  return {
    async take(length: number): Promise<Uint8Array> {
      while (held < length)
        if (!(await more())) throw new ArchiveDamaged({ zh: '后面缺了一段', en: 'the end is missing' });
      const all = chunks.length === 1 ? (chunks[0] ?? new Uint8Array()) : Buffer.concat(chunks);
      chunks = [all.subarray(length)];
      held -= length;
      return all.subarray(0, length);
    },
    async expectEnd(): Promise<void> {
      while (await more());
      if (held > 0) throw new ArchiveDamaged({ zh: '末尾多出内容', en: 'something follows the end' });
    },
  };
}

async function* gunzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = createGunzip();
  // What goes wrong in the source or in the bytes is thrown by the reading below.
  const fed = pipeline(source, stream).catch(() => undefined);
  try {
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    if (error instanceof Error && 'code' in error && /^Z_/.test(String(error.code)))
      throw new ArchiveDamaged({ zh: '压缩数据解不开', en: 'the compressed data cannot be read' });
    throw error;
  } finally {
    stream.destroy();
    await fed;
  }
}
