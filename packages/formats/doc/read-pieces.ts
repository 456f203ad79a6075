import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import { openCompoundFile } from './compound-file.ts';
import { type ParagraphMark, readParagraphMarks } from './paragraph-marks.ts';

/** The texts of a Word 97–2003 file in the order in which it stores them (MS-DOC §2.4.1). */
export interface DocTexts {
  readonly body: string;
  readonly footnotes: string;
  readonly headers: string;
  readonly endnotes: string;
  readonly textBoxes: string;
  /** Properties of the paragraph in which the sign at a place of the body stands. */
  readonly markAt: (position: number) => ParagraphMark;
}

const wordSignature = 0xa5ec;
const firstKnownVersion = 0x00c1;
/** Places in the file information block (MS-DOC §2.5.1 ff.): flags, lengths of the texts, the piece table. */
const flagsAt = 10;
const encrypted = 0x0100;
const tableOne = 0x0200;

/** Puts the text together from its pieces, each of one byte (Windows-1252) or two bytes (UTF-16) a sign. O(text). */
export function readPieces(bytes: Uint8Array): DocTexts {
  const file = openCompoundFile(bytes);
  const stream = file.read('WordDocument') ?? broken();
  const view = viewOf(stream);
  if (stream.length < 0x200 || view.getUint16(0, true) !== wordSignature) broken();
  if (view.getUint16(2, true) < firstKnownVersion) broken();
  const flags = view.getUint16(flagsAt, true);
  if ((flags & encrypted) !== 0) stop('formats.encrypted', {});
  const table = file.read((flags & tableOne) === 0 ? '0Table' : '1Table') ?? broken();
  const pieces = pieceTable(view, table);
  const text = joinPieces(stream, pieces);
  const places = part(table, view.getUint32(0x102, true), view.getUint32(0x106, true));
  const properties = readParagraphMarks(stream, places);
  const lengths = [0x4c, 0x50, 0x54, 0x58, 0x5c, 0x60, 0x64].map((at) => Math.max(0, view.getInt32(at, true)));
  let at = 0;
  const [body = '', footnotes = '', headers = '', , , endnotes = '', textBoxes = ''] = lengths.map((length) => {
    at += length;
    return text.slice(at - length, at);
  });
  const markAt = (position: number) => properties(byteOf(pieces, position));
  return { body, footnotes, headers, endnotes, textBoxes, markAt };
}

function broken(): never {
  return stop('formats.doc-broken', {});
}

function part(bytes: Uint8Array, start: number, size: number): Uint8Array {
  return start + size <= bytes.length ? bytes.subarray(start, start + size) : new Uint8Array();
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

interface Piece {
  /** Position of its first sign in the text. */
  readonly from: number;
  readonly signs: number;
  readonly at: number;
  readonly compressed: boolean;
}

/** The Clx: property runs are skipped, then comes the piece table (MS-DOC §2.9.38). */
function pieceTable(view: DataView, table: Uint8Array): Piece[] {
  const [start, size] = [view.getUint32(0x1a2, true), view.getUint32(0x1a6, true)];
  if (start + size > table.length || size < 5) broken();
  const clx = viewOf(table.subarray(start, start + size));
  let at = 0;
  while (at + 3 <= size && clx.getUint8(at) === 1) at += 3 + clx.getUint16(at + 1, true);
  if (at + 5 > size || clx.getUint8(at) !== 2) broken();
  const bytes = Math.min(clx.getUint32(at + 1, true), size - at - 5);
  const count = Math.floor((bytes - 4) / 12);
  const first = at + 5;
  return Array.from({ length: Math.max(0, count) }, (_, index): Piece => {
    const from = clx.getUint32(first + index * 4, true);
    const signs = clx.getUint32(first + (index + 1) * 4, true) - from;
    const place = clx.getUint32(first + (count + 1) * 4 + index * 8 + 2, true);
    const compressed = (place & 0x40000000) !== 0;
    return { from, signs, at: compressed ? (place & 0x3fffffff) >>> 1 : place & 0x3fffffff, compressed };
  });
}

function joinPieces(stream: Uint8Array, pieces: readonly Piece[]): string {
  const single = new TextDecoder('windows-1252');
  const double = new TextDecoder('utf-16le');
  const parts: string[] = [];
  let total = 0;
  for (const { signs, at, compressed } of pieces) {
    const end = at + signs * (compressed ? 1 : 2);
    if (signs < 0 || end > stream.length) broken();
    total += signs;
    if (total > limits.characters * 2) stop('formats.too-much-text', { limit: limits.characters });
    parts.push((compressed ? single : double).decode(stream.subarray(at, end)));
  }
  return parts.join('');
}

/** Where a sign of the text stands in the stream. */
function byteOf(pieces: readonly Piece[], position: number): number {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((pieces[middle]?.from ?? 0) <= position) low = middle;
    else high = middle - 1;
  }
  const piece = pieces[low];
  return piece ? piece.at + (position - piece.from) * (piece.compressed ? 1 : 2) : 0;
}
