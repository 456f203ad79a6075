import { readRelationships } from './archive/package-parts.ts';
import type { Archive } from './archive/read-archive.ts';

/** What bytes are by their own look, before any extension is believed. */
export type ByteKind = 'zip' | 'ole' | 'pdf' | 'rtf' | 'other';

/** What an OLE compound file holds. */
export type OleKind = 'encrypted' | 'doc' | 'xls' | 'other';

/** What a zip archive holds, with the name of its main part. */
export type ArchiveKind =
  | { readonly kind: 'docx' | 'xlsx'; readonly mainPart: string }
  | { readonly kind: 'xlsb' | 'ofd' | 'other'; readonly mainPart: '' };

/** First bytes of the kinds that matter. Sources: APPNOTE.TXT §4.3.7, MS-CFB §2.2, ISO 32000-1 §7.5.2, RTF 1.9.1. */
export function sniffBytes(bytes: Uint8Array): ByteKind {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return 'zip';
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'ole';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
  if (/^\s{0,8}%PDF-/.test(head.replace('ï»¿', ''))) return 'pdf';
  return head.startsWith('{\\rtf') ? 'rtf' : 'other';
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((value, index) => bytes[index] === value);
}

/** Names of the streams of an OLE file: directory entries are 128 bytes, the name first (MS-CFB §2.6). O(bytes / 128). */
export function sniffOle(bytes: Uint8Array): OleKind {
  const names = new Set<string>();
  const decoder = new TextDecoder('utf-16le');
  for (let at = 512; at + 128 <= bytes.length; at += 128) {
    const length = (bytes[at + 64] ?? 0) | ((bytes[at + 65] ?? 0) << 8);
    if (length < 10 || length > 64 || (bytes[at + 66] ?? 0) > 5) continue;
    const name = decoder.decode(bytes.subarray(at, at + length - 2));
    if (/^[A-Za-z]{4,31}$/.test(name)) names.add(name);
  }
  if (names.has('EncryptedPackage')) return 'encrypted';
  if (names.has('WordDocument')) return 'doc';
  return names.has('Workbook') || names.has('Book') ? 'xls' : 'other';
}

/** What a package's main relationship points to (ECMA-376 Part 2 §6.5.2); an OFD names its root file (GB/T 33190-2016 §6). */
export function sniffArchive(archive: Archive): ArchiveKind {
  if (archive.has('ofd.xml')) return { kind: 'ofd', mainPart: '' };
  const main =
    readRelationships(archive, '').find((relationship) => relationship.type === 'officeDocument')?.target ?? '';
  for (const candidate of [main, 'word/document.xml', 'xl/workbook.xml']) {
    const name = candidate.toLowerCase();
    if (!archive.has(name)) continue;
    if (/^word\/[^/]+\.xml$/.test(name)) return { kind: 'docx', mainPart: candidate };
    if (/^xl\/[^/]+\.xml$/.test(name)) return { kind: 'xlsx', mainPart: candidate };
    if (/^xl\/[^/]+\.bin$/.test(name)) return { kind: 'xlsb', mainPart: '' };
    if (candidate === main) return { kind: 'other', mainPart: '' };
  }
  return { kind: 'other', mainPart: '' };
}
