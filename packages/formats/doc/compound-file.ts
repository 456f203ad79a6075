import { stop } from '../stop.ts';

/** An OLE compound file: its streams by name (of the root storage and all below; the first of a name counts). */
export interface CompoundFile {
  /** The bytes of a stream, null where there is none. Stops on a chain that leaves the file or never ends. */
  read(name: string): Uint8Array | null;
}

interface Entry {
  readonly start: number;
  readonly size: number;
}

const header = 512;
const endOfChain = 0xfffffffe;
const freeSector = 0xffffffff;
/** First 109 sectors of the allocation table stand in the header (MS-CFB §2.2). */
const headerSectors = 109;

/**
 * Opens a compound file. Sectors are looked up in the allocation table; every chain is as long as the file at most, so that a
 * ring ends. O(file) at opening, O(stream) per stream. Source: MS-CFB.
 */
export function openCompoundFile(bytes: Uint8Array): CompoundFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < header * 2) broken();
  const shift = view.getUint16(30, true);
  const miniShift = view.getUint16(32, true);
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) broken();
  const sectorBytes = 1 << shift;
  const sectorCount = Math.floor(bytes.length / sectorBytes);
  const sector = (index: number): Uint8Array => {
    const at = (index + 1) * sectorBytes;
    if (at >= bytes.length) broken();
    return bytes.subarray(at, at + sectorBytes);
  };
  const table = readTable(view, { sectorBytes, sectorCount, sector });
  const next = (index: number) => table[index] ?? endOfChain;
  const chain = (start: number, size: number) => joinChain({ start, size, next, sector, most: sectorCount });
  const directory = chain(view.getUint32(48, true), Number.MAX_SAFE_INTEGER);
  const entries = readEntries(directory);
  const root = entries.get('Root Entry');
  const cutoff = view.getUint32(56, true);
  const miniTable = words(chain(view.getUint32(60, true), Number.MAX_SAFE_INTEGER));
  const miniStream = root ? chain(root.start, root.size) : new Uint8Array();
  return {
    read(name) {
      const entry = entries.get(name);
      if (!entry) return null;
      if (entry.size >= cutoff) return chain(entry.start, entry.size);
      return joinChain({
        ...entry,
        next: (index) => miniTable[index] ?? endOfChain,
        sector: (index) => miniStream.subarray(index << miniShift, (index + 1) << miniShift),
        most: miniStream.length >> miniShift,
      });
    },
  };
}

function broken(): never {
  return stop('formats.doc-broken', {});
}

function readTable(
  view: DataView,
  file: { sectorBytes: number; sectorCount: number; sector: (index: number) => Uint8Array },
): Uint32Array {
  const { sectorBytes, sectorCount, sector } = file;
  const places: number[] = [];
  for (let index = 0; index < headerSectors; index += 1) places.push(view.getUint32(76 + index * 4, true));
  let more = view.getUint32(68, true);
  for (let count = 0; more < endOfChain - 1 && count < sectorCount; count += 1) {
    const list = words(sector(more));
    places.push(...list.subarray(0, -1));
    more = list.at(-1) ?? endOfChain;
  }
  const used = places.filter((place) => place < sectorCount).slice(0, Math.ceil((sectorCount * 4) / sectorBytes) + 1);
  const table = new Uint32Array((used.length * sectorBytes) / 4).fill(freeSector);
  for (const [index, place] of used.entries()) table.set(words(sector(place)), (index * sectorBytes) / 4);
  return table;
}

function joinChain(chain: {
  start: number;
  size: number;
  next: (index: number) => number;
  sector: (index: number) => Uint8Array;
  most: number;
}): Uint8Array {
  const pieces: Uint8Array[] = [];
  let total = 0;
  const seen = new Set<number>();
  for (let at = chain.start; at < endOfChain - 1 && total < chain.size; at = chain.next(at)) {
    if (seen.has(at) || seen.size > chain.most) broken();
    seen.add(at);
    const piece = chain.sector(at);
    pieces.push(piece);
    total += piece.length;
  }
  const joined = new Uint8Array(total);
  let to = 0;
  for (const piece of pieces) {
    joined.set(piece, to);
    to += piece.length;
  }
  return joined.subarray(0, Math.min(total, chain.size));
}

/** Little-endian 32-bit words; a rest is left out. */
function words(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, index) => view.getUint32(index * 4, true));
}

/** Names and places of streams (MS-CFB §2.6). */
function readEntries(directory: Uint8Array): Map<string, Entry> {
  const view = new DataView(directory.buffer, directory.byteOffset, directory.byteLength);
  const decoder = new TextDecoder('utf-16le');
  const entries = new Map<string, Entry>();
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = view.getUint16(at + 64, true);
    const kind = directory[at + 66] ?? 0;
    if (length < 4 || length > 64 || (kind !== 2 && kind !== 5)) continue;
    const name = decoder.decode(directory.subarray(at, at + length - 2));
    if (!entries.has(name))
      entries.set(name, { start: view.getUint32(at + 116, true), size: view.getUint32(at + 120, true) });
  }
  return entries;
}
