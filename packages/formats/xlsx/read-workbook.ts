import type { Outcome } from '@qipan/kernel';
import { type Relationship, readRelationships } from '../archive/package-parts.ts';
import { type Archive, openArchive } from '../archive/read-archive.ts';
import { limits } from '../limits.ts';
import { sniffArchive, sniffBytes } from '../sniff.ts';
import { settle, stop } from '../stop.ts';
import { childOf, childrenOf, readXmlTree, streamXml, textOf, type XmlElement } from '../xml/read-xml.ts';
import { readCellFormats } from './cell-formats.ts';
import { arrangeRows, type WorkbookRow } from './arrange-rows.ts';
import { type CellContext, isTrue, readSheet, readString } from './read-sheet.ts';

/** One worksheet; hidden rows and columns are there and marked, so that ids kept in them come back. */
export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly WorkbookRow[];
  /** Columns from 0 that are hidden. */
  readonly hiddenColumns: ReadonlySet<number>;
  /** Texts of the sheet's page headers and footers, and of its text boxes. */
  readonly pageHeaders: readonly string[];
  readonly comments: number;
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  /** Custom document properties as text. */
  readonly properties: Readonly<Record<string, string>>;
  readonly hasMacros: boolean;
  /** Formulas without a stored result: their cells are empty here. */
  readonly missingResults: number;
}

/**
 * All sheets of an .xlsx, hidden ones too, with merges worked out; `readDocument` gives only what is visible. The name of a
 * file is not asked: what is no Excel sheet is refused as that. O(inflated bytes).
 */
export function readWorkbook(input: { readonly bytes: Uint8Array }): Outcome<Workbook> {
  return settle(() => {
    if (input.bytes.length > limits.fileBytes)
      stop('formats.too-large', {
        size: Math.ceil(input.bytes.length / 1024 / 1024),
        limit: limits.fileBytes / 1024 / 1024,
      });
    if (sniffBytes(input.bytes) !== 'zip') return stop('formats.not-a-sheet', {});
    const archive = openArchive(input.bytes);
    const sniffed = sniffArchive(archive);
    if (sniffed.kind !== 'xlsx') return stop('formats.not-a-sheet', {});
    return openWorkbook(archive, sniffed.mainPart);
  });
}

/** Source: ECMA-376 Part 1 §12.3 (parts), §18.2 (workbook). */
export function openWorkbook(archive: Archive, mainPart: string): Workbook {
  const relationships = readRelationships(archive, mainPart);
  const root = readXmlTree(archive.read(mainPart) ?? stop('formats.archive-broken', { part: mainPart }), mainPart);
  const settings = childOf(root, 'x:workbookPr');
  const context: CellContext = {
    strings: readStrings(archive, relationships),
    formats: readCellFormats(readRelated(archive, relationships, 'styles'), isTrue(settings?.attributes.date1904)),
    cost: { cells: 0, characters: 0, missingResults: 0 },
  };
  const list = childOf(root, 'x:sheets');
  const declared = list ? childrenOf(list, 'x:sheet') : [];
  if (declared.length > limits.sheets) stop('formats.xml-too-large', { part: mainPart });
  const sheets: WorkbookSheet[] = [];
  const targets = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  for (const sheet of declared) {
    const target = targets.get(sheet.attributes['r:id'] ?? '');
    const bytes = target?.type === 'worksheet' ? archive.read(target.target) : null;
    if (!target || !bytes) continue;
    sheets.push(readOneSheet({ archive, bytes, part: target.target, element: sheet }, context));
  }
  const hasMacros = archive.names.some((name) => name.endsWith('vbaproject.bin'));
  return { sheets, properties: readProperties(archive), hasMacros, missingResults: context.cost.missingResults };
}

interface SheetSource {
  readonly archive: Archive;
  readonly bytes: Uint8Array;
  readonly part: string;
  readonly element: XmlElement;
}

function readOneSheet(source: SheetSource, context: CellContext): WorkbookSheet {
  const { archive, bytes, part, element } = source;
  const sheet = readSheet(bytes, part, context);
  const relationships = readRelationships(archive, part);
  const state = element.attributes.state ?? 'visible';
  return {
    name: element.attributes.name ?? '',
    hidden: state !== 'visible',
    rows: arrangeRows(sheet, context),
    hiddenColumns: sheet.hiddenColumns,
    pageHeaders: [...sheet.pageHeaders, ...readTextBoxes(archive, relationships)],
    comments: countComments(archive, relationships),
  };
}

function readRelated(archive: Archive, relationships: readonly Relationship[], type: string): XmlElement | null {
  const part = relationships.find((relationship) => relationship.type === type)?.target;
  const bytes = part === undefined ? null : archive.read(part);
  return bytes && part !== undefined ? readXmlTree(bytes, part) : null;
}

function readStrings(archive: Archive, relationships: readonly Relationship[]): string[] {
  const strings: string[] = [];
  const part = relationships.find((relationship) => relationship.type === 'sharedStrings')?.target;
  const bytes = part === undefined ? null : archive.read(part);
  if (bytes && part !== undefined) {
    streamXml({
      bytes,
      part,
      parents: ['x:sst'],
      onChild: (item) => {
        if (item.name === 'x:si') strings.push(readString(item));
      },
    });
  }
  return strings;
}

/** Paragraphs of shapes that lie over the sheet. */
function readTextBoxes(archive: Archive, relationships: readonly Relationship[]): string[] {
  const lines = new Set<string>();
  const root = readRelated(archive, relationships, 'drawing');
  const visit = (element: XmlElement) => {
    for (const child of childrenOf(element)) {
      if (child.name !== 'a:p') visit(child);
      else lines.add(paragraphText(child));
    }
  };
  if (root) visit(root);
  lines.delete('');
  return [...lines];
}

function paragraphText(paragraph: XmlElement): string {
  let text = '';
  for (const run of childrenOf(paragraph)) for (const part of childrenOf(run, 'a:t')) text += textOf(part);
  return text.trim();
}

function countComments(archive: Archive, relationships: readonly Relationship[]): number {
  const root = readRelated(archive, relationships, 'comments');
  const list = root ? childOf(root, 'x:commentList') : null;
  return list ? childrenOf(list, 'x:comment').length : 0;
}

function readProperties(archive: Archive): Readonly<Record<string, string>> {
  const part = readRelationships(archive, '').find((relationship) => relationship.type === 'custom-properties')?.target;
  const bytes = part === undefined ? null : archive.read(part);
  const found: Record<string, string> = Object.create(null);
  if (!bytes || part === undefined) return found;
  for (const property of childrenOf(readXmlTree(bytes, part), 'cp:property'))
    found[property.attributes.name ?? ''] = textOf(property);
  return found;
}
