import { Inflate } from 'fflate';
import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import { crc32 } from './checksum.ts';
import { type ArchiveEntry, readDirectory } from './read-directory.ts';

/**
 * A zip archive that was looked at but not inflated. Names are as OPC compares them: lower case, '/' between segments
 * (ECMA-376 Part 2 §6.2.2).
 */
export interface Archive {
  readonly names: readonly string[];
  has(name: string): boolean;
  /** The bytes of one part, null where there is none. Stops on a broken part or beyond a limit. O(inflated bytes). */
  read(name: string): Uint8Array | null;
}

const pieceBytes = 16 * 1024;

/**
 * Opens a zip archive for reading parts on demand. Nothing is trusted: entry count, declared sizes, names, methods and
 * encryption are checked here, sizes again while inflating, and the checksum after it. Archives inside are never opened.
 * Source: APPNOTE.TXT 6.3.10.
 */
export function openArchive(bytes: Uint8Array): Archive {
  const entries = readDirectory(bytes);
  let budget: number = limits.inflatedBytes;
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(name.toLowerCase()),
    read(name) {
      const entry = entries.get(name.toLowerCase());
      if (!entry) return null;
      const part = inflateEntry({ bytes, entry, allowed: Math.min(budget, limits.partBytes) });
      budget -= part.length;
      return part;
    },
  };
}

function inflateEntry(source: { bytes: Uint8Array; entry: ArchiveEntry; allowed: number }): Uint8Array {
  const { bytes, entry, allowed } = source;
  const start = dataStart(bytes, entry);
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (packed.length < entry.packedBytes) stop('formats.archive-broken', { part: entry.name });
  if (entry.method === 0 && packed.length > allowed) stop('formats.archive-bomb', { part: entry.name });
  const pieces = entry.method === 0 ? [packed] : inflatePieces(packed, entry.name, allowed);
  let checksum = 0;
  for (const piece of pieces) checksum = crc32(piece, checksum);
  if (checksum !== entry.checksum) stop('formats.archive-broken', { part: entry.name });
  return joinPieces(pieces);
}

/** The local header repeats the name with an extra field of another length, so the data's start stands only there. */
function dataStart(bytes: Uint8Array, entry: ArchiveEntry): number {
  const at = entry.headerOffset;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50)
    stop('formats.archive-broken', { part: entry.name });
  return at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
}

function inflatePieces(packed: Uint8Array, name: string, allowed: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((piece) => {
    pieces.push(piece);
    total += piece.length;
  });
  for (let at = 0; at < packed.length || at === 0; at += pieceBytes) {
    const last = at + pieceBytes >= packed.length;
    if (!pushPiece(inflate, packed.subarray(at, at + pieceBytes), last)) stop('formats.archive-broken', { part: name });
    const ratio = total / Math.min(at + pieceBytes, packed.length);
    if (total > allowed || (total > limits.ratioFromBytes && ratio > limits.ratio))
      stop('formats.archive-bomb', { part: name });
  }
  return pieces;
}

/** fflate reports broken data by throwing. */
function pushPiece(inflate: Inflate, piece: Uint8Array, last: boolean): boolean {
  try {
    inflate.push(piece, last);
    return true;
  } catch {
    return false;
  }
}

function joinPieces(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (only && pieces.length === 1) return only;
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}
