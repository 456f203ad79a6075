import type { SourceNote } from '@qipan/kernel';
import { stop } from '../stop.ts';

export interface DecodedText {
  readonly text: string;
  readonly notes: readonly SourceNote[];
}

/** Share of the signs beyond ASCII that must be everyday Chinese before bytes are believed to be GB18030. */
const everydayShare = 0.7;

/**
 * Bytes to text: UTF-16 by its mark, UTF-8 with or without one, else GB18030 (which holds GBK and GB 2312), said in a note.
 * Bytes that are none of these, and binary data, stop the reading: a wrong guess would give wrong characters. O(bytes).
 * Sources: Unicode §23.8 (byte order mark), GB 18030-2022.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const marked = markedEncoding(bytes);
  if (marked !== null) return { text: checkControls(decode(bytes, marked)), notes: [] };
  if (bytes.includes(0)) return stop('formats.binary', {});
  const text = decode(bytes, 'utf-8');
  if (text !== null) return { text: checkControls(text), notes: [] };
  if (!looksChinese(bytes)) return stop('formats.unknown-encoding', {});
  const note = { code: 'formats.read-as-gb18030', values: {} };
  return { text: checkControls(decode(bytes, 'gb18030')), notes: [note] };
}

function markedEncoding(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function decode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Counts double bytes: GB 2312 level 1 (B0–D7) and its signs (A1–A3) are what Chinese text is made of. UTF-8 that was cut in the middle
 * of a sign, or Big5, reads as GB18030 too, but as rare characters (涓浗). Source: GB/T 2312-1980, rows 1–3 and 16–55.
 */
function looksChinese(bytes: Uint8Array): boolean {
  let everyday = 0;
  let all = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    all += 1;
    const fourBytes = trail >= 0x30 && trail <= 0x39;
    if (trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3))) everyday += 1;
    at += fourBytes ? 3 : 1;
  }
  return everyday >= all * everydayShare;
}

/** Text of an office holds hardly any control characters; a binary file does. The few that copying leaves behind are dropped. */
function checkControls(text: string | null): string {
  if (text === null) return stop('formats.unknown-encoding', {});
  const controls = text.match(/[\0-\x08\x0e-\x1f\x7f]/g)?.length ?? 0;
  if (text.includes('\0') || controls > 8 + text.length / 500) return stop('formats.binary', {});
  return dropControls(text);
}

/** Without control characters; tab, line and page ends stay. */
export function dropControls(text: string): string {
  return /[\0-\x08\x0e-\x1f\x7f\ufeff]/.test(text) ? text.replace(/[\0-\x08\x0e-\x1f\x7f\ufeff]/g, '') : text;
}
