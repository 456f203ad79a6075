import { limits } from '../limits.ts';
import { stop } from '../stop.ts';

export interface ArchiveEntry {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly headerOffset: number;
}

interface DirectoryPlace {
  readonly count: number;
  readonly offset: number;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const entrySignature = 0x02014b50;
const longestComment = 0xffff;

/**
 * The central directory of a zip, by lower-case name. Refuses encrypted entries, unknown methods, more entries or declared
 * bytes than the limits, two entries of one name, and names that would leave a folder. O(directory). Source: APPNOTE.TXT §4.3, §4.5.3.
 */
export function readDirectory(bytes: Uint8Array): Map<string, ArchiveEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const place = findDirectory(view);
  if (place.count > limits.archiveEntries) stop('formats.archive-bomb', { part: `${place.count}` });
  const entries = new Map<string, ArchiveEntry>();
  let declared = 0;
  let at = place.offset;
  for (let index = 0; index < place.count; index += 1) {
    const found = readEntry(view, bytes, at);
    at = found.next;
    declared += found.declaredBytes;
    if (declared > limits.archiveDeclaredBytes) stop('formats.archive-bomb', { part: found.entry.name });
    if (found.entry.name.endsWith('/')) continue;
    const key = found.entry.name.toLowerCase();
    if (entries.has(key)) stop('formats.archive-broken', { part: found.entry.name });
    entries.set(key, found.entry);
  }
  return entries;
}

function findDirectory(view: DataView): DirectoryPlace {
  const lowest = Math.max(0, view.byteLength - 22 - longestComment);
  for (let at = view.byteLength - 22; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) !== endSignature) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    return count === 0xffff || offset === 0xffffffff ? findDirectory64(view, at) : { count, offset };
  }
  return stop('formats.archive-broken', { part: '' });
}

function findDirectory64(view: DataView, end: number): DirectoryPlace {
  const locator = end - 20;
  if (locator < 0 || view.getUint32(locator, true) !== locator64Signature) stop('formats.archive-broken', { part: '' });
  const at = readSize64(view, locator + 8);
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== end64Signature)
    stop('formats.archive-broken', { part: '' });
  return { count: readSize64(view, at + 32), offset: readSize64(view, at + 48) };
}

function readEntry(
  view: DataView,
  bytes: Uint8Array,
  at: number,
): { entry: ArchiveEntry; declaredBytes: number; next: number } {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature)
    stop('formats.archive-broken', { part: '' });
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  if (next > view.byteLength) stop('formats.archive-broken', { part: '' });
  const name = checkName(bytes.subarray(at + 46, at + 46 + nameLength));
  if (flags & 0x41) stop('formats.encrypted', {});
  if (method !== 0 && method !== 8) stop('formats.archive-broken', { part: name });
  const sizes = readSizes(view, at, at + 46 + nameLength);
  const entry = {
    name,
    method,
    checksum: view.getUint32(at + 16, true),
    packedBytes: sizes.packed,
    headerOffset: sizes.offset,
  };
  return { entry, declaredBytes: sizes.declared, next };
}

/** Sizes of FFFFFFFF stand in the zip64 extra field instead, in a fixed order and only those that are needed. */
function readSizes(
  view: DataView,
  at: number,
  extraStart: number,
): { declared: number; packed: number; offset: number } {
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const extraEnd = extraStart + view.getUint16(at + 30, true);
  let field = extraStart;
  let long = -1;
  while (field + 4 <= extraEnd && long < 0) {
    if (view.getUint16(field, true) === 1) long = field + 4;
    field += 4 + view.getUint16(field + 2, true);
  }
  const [declared = 0, packed = 0, offset = 0] = short.map((value) => {
    if (value !== 0xffffffff) return value;
    if (long < 0 || long + 8 > extraEnd) return stop('formats.archive-broken', { part: '' });
    long += 8;
    return readSize64(view, long - 8);
  });
  return { declared, packed, offset };
}

function readSize64(view: DataView, at: number): number {
  return Math.min(Number(view.getBigUint64(at, true)), Number.MAX_SAFE_INTEGER);
}

/** Names are never used as paths here; one that tries to leave its folder still marks a file made to harm. */
function checkName(raw: Uint8Array): string {
  const name = new TextDecoder().decode(raw).replaceAll('\\', '/');
  const outside =
    name.startsWith('/') || /^[a-z]:/i.test(name) || name.includes('\0') || name.split('/').includes('..');
  if (outside) stop('formats.archive-unsafe-name', { part: name.slice(0, 80).replaceAll('\0', '') });
  return name;
}
