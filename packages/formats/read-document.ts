import type { Outcome, SourceDocument } from '@qipan/kernel';
import { openArchive } from './archive/read-archive.ts';
import { readDocx } from './docx/read-docx.ts';
import { readDoc } from './doc/read-doc.ts';
import { limits } from './limits.ts';
import { readOfd } from './ofd/read-ofd.ts';
import { sniffArchive, sniffBytes, sniffOle } from './sniff.ts';
import { settle, settleLater, stop } from './stop.ts';
import { decodeText, dropControls } from './text/decode-text.ts';
import { readMarkdown } from './text/read-markdown.ts';
import { readPlainText } from './text/read-text.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

export interface FileInput {
  readonly bytes: Uint8Array;
  /** Name with extension as the person has it; null where there is none (then the content alone decides). */
  readonly fileName: string | null;
}

/** Kinds that are refused by their extension, each with its own next step. */
const refusedExtensions: ReadonlyMap<string, string> = new Map([
  ['wps', 'formats.wps'],
  ['wpt', 'formats.wps'],
  ['et', 'formats.et'],
  ['ett', 'formats.et'],
  ['xls', 'formats.xls'],
  ['xlt', 'formats.xls'],
  ['xlsb', 'formats.xls'],
  ['rtf', 'formats.rtf'],
]);

type ReadKind = 'docx' | 'xlsx' | 'doc' | 'pdf' | 'ofd' | 'txt' | 'md';

/** Extensions that are read, and what must be inside. A macro file is read like the plain one; its macros are not. */
const readExtensions: ReadonlyMap<string, ReadKind> = new Map([
  ['docx', 'docx'],
  ['docm', 'docx'],
  ['xlsx', 'xlsx'],
  ['xlsm', 'xlsx'],
  ['doc', 'doc'],
  ['dot', 'doc'],
  ['pdf', 'pdf'],
  ['ofd', 'ofd'],
  ['txt', 'txt'],
  ['md', 'md'],
  ['markdown', 'md'],
]);

/**
 * A file to its paragraphs and tables, by content and extension together: where the two disagree, or the kind is not read,
 * the refusal says so with the next step (codes in `messages.ts`). Never throws for any bytes; time and memory are bounded by
 * `limits`. O(bytes + inflated bytes).
 */
export async function readDocument(input: FileInput): Promise<Outcome<SourceDocument>> {
  return settleLater(() => readFile(input));
}

/** Text that was pasted into the page: each line one paragraph. Refuses empty text and text beyond the limits. */
export function readPastedText(text: string): Outcome<SourceDocument> {
  return settle(() => {
    if (text.length > limits.characters) stop('formats.too-much-text', { limit: limits.characters });
    return readPlainText(dropControls(text), { format: 'paste', notes: [] });
  });
}

async function readFile({ bytes, fileName }: FileInput): Promise<SourceDocument> {
  if (bytes.length > limits.fileBytes) {
    stop('formats.too-large', { size: Math.ceil(bytes.length / 1024 / 1024), limit: limits.fileBytes / 1024 / 1024 });
  }
  if (bytes.length === 0) stop('formats.empty', {});
  const extension = extensionOf(fileName);
  const refused = refusedExtensions.get(extension ?? '');
  if (refused !== undefined) stop(refused, {});
  const expected = extension === null ? null : readExtensions.get(extension);
  if (expected === undefined) stop('formats.unknown-kind', { extension: `.${extension}` });
  const kind = sniffBytes(bytes);
  if (kind === 'zip') return readPackage(bytes, expected, extension);
  if (kind === 'rtf') stop('formats.rtf', {});
  const found = kind === 'ole' ? sniffOle(bytes) : kind;
  if (found === 'encrypted') stop('formats.encrypted', {});
  if (found === 'xls') stop('formats.xls', {});
  if (kind === 'ole' && found === 'other')
    stop(expected === 'doc' ? 'formats.doc-broken' : 'formats.unknown-kind', { extension: 'OLE' });
  if (found === 'doc' || found === 'pdf') {
    checkName(found, expected, extension);
    return found === 'doc' ? readDoc(bytes) : (await import('./pdf/read-pdf.ts')).readPdf(bytes);
  }
  if (expected !== null && expected !== 'txt' && expected !== 'md')
    stop('formats.not-office', { extension: `.${extension}` });
  const { text, notes } = decodeText(bytes);
  return expected === 'md' ? readMarkdown(text, notes) : readPlainText(text, { format: 'txt', notes });
}

/** Stops where the name promises another kind than the content is. */
function checkName(kind: ReadKind, expected: ReadKind | null, extension: string | null): void {
  if (expected !== null && kind !== expected)
    stop('formats.wrong-extension', { extension: `.${extension}`, kind: `.${kind}` });
}

/** Lower case and cut to a printable length; null without one. */
function extensionOf(fileName: string | null): string | null {
  const name = fileName?.trim().split(/[/\\]/).at(-1) ?? '';
  const dot = name.lastIndexOf('.');
  return dot < 0
    ? null
    : name
        .slice(dot + 1)
        .toLowerCase()
        .slice(0, 12);
}

function readPackage(bytes: Uint8Array, expected: ReadKind | null, extension: string | null): SourceDocument {
  const archive = openArchive(bytes);
  const { kind, mainPart } = sniffArchive(archive);
  if (kind === 'xlsb') return stop('formats.xls', {});
  if (kind === 'other')
    return expected === null || expected === 'txt' || expected === 'md'
      ? stop('formats.unknown-kind', { extension: '.zip' })
      : stop('formats.not-office', { extension: `.${extension}` });
  checkName(kind, expected, extension);
  if (kind === 'ofd') return readOfd(archive);
  return kind === 'docx' ? readDocx(archive, mainPart) : readXlsx(archive, mainPart);
}
