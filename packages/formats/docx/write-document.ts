import { writeArchive } from '../archive/write-archive.ts';
import { escapeXml, xmlDeclaration } from '../xml/write-xml.ts';
import type { BlockSpec, DocumentSpec, HeadingSpec, ParagraphSpec } from './document-spec.ts';
import { paragraphXml } from './write-paragraphs.ts';
import {
  contentTypesXml,
  corePropertiesXml,
  documentFonts,
  documentRelationsXml,
  footerXml,
  levelStyles,
  numberingXml,
  packageRelationsXml,
  runningList,
  settingsXml,
  stylesXml,
  wordNamespaces,
} from './write-parts.ts';
import { tableXml } from './write-table.ts';

/**
 * A .docx in the layout of GB/T 9704-2012 (A4, type area 156 × 225 mm, 16 pt 仿宋, 22 lines), its numbers (一、（一）1.（1）)
 * made by Word's own multilevel list that is bound to the heading styles, so that none stands in the text. The same spec
 * always gives the same bytes. O(text). Sources: GB/T 9704-2012 §5, §7; ECMA-376 Part 1 §17.
 */
export function writeNumberedDocument(spec: DocumentSpec): Uint8Array {
  const hasHeader = spec.header !== undefined;
  const parts = new Map<string, string>([
    ['[Content_Types].xml', contentTypesXml(hasHeader)],
    ['_rels/.rels', packageRelationsXml()],
    ['docProps/core.xml', corePropertiesXml(escapeXml(spec.title.join('')))],
    ['word/document.xml', documentXml(spec)],
    ['word/_rels/document.xml.rels', documentRelationsXml(hasHeader)],
    ['word/styles.xml', stylesXml()],
    ['word/numbering.xml', numberingXml()],
    ['word/settings.xml', settingsXml()],
    ['word/footer1.xml', footerXml('right')],
    ['word/footer2.xml', footerXml('left')],
  ]);
  if (spec.header !== undefined) {
    parts.set(
      'word/header1.xml',
      `${xmlDeclaration}<w:hdr ${wordNamespaces}>${paragraphXml({ style: 'PageHead', text: spec.header })}</w:hdr>`,
    );
  }
  return writeArchive(parts);
}

function documentXml(spec: DocumentSpec): string {
  const blank = paragraphXml({ style: 'Text', text: '' });
  const head = [
    ...spec.title.map((text) => paragraphXml({ style: 'DocumentTitle', text })),
    ...(spec.number === undefined ? [] : [paragraphXml({ style: 'DocumentSubtitle', text: spec.number })]),
    blank,
    ...(spec.recipients === undefined ? [] : [paragraphXml({ style: 'Normal', text: spec.recipients })]),
  ];
  const body = spec.blocks.map((block) => blockXml(block, spec.runningItems === true));
  return `${xmlDeclaration}<w:document ${wordNamespaces}><w:body>${[...head, ...body, ...closingXml(spec)].join('')}${sectionXml(spec.header !== undefined)}</w:body></w:document>`;
}

function blockXml(block: BlockSpec, runningItems: boolean): string {
  if (block.kind === 'heading') return headingXml(block, runningItems);
  // A table at the very end or before another one needs a paragraph after it.
  return block.kind === 'table' ? tableXml(block) + paragraphXml({ style: 'TableText', text: '' }) : textXml(block);
}

/** Titles of the upper levels stand in their own font; text that follows in the same paragraph in that of the body. */
function headingXml(block: HeadingSpec, runningItems: boolean): string {
  const [level, list] = runningItems && block.level === 2 ? [0, runningList] : [block.level, 1];
  const numbering = `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
  const plain = `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${documentFonts.text}" w:hint="eastAsia"/>`;
  const rest = block.rest === undefined ? {} : { rest: block.rest, restRun: plain };
  return paragraphXml({ style: levelStyles[block.level], text: block.text, extra: numbering, ...rest });
}

const roleStyles = { text: 'Text', title: 'DocumentTitle', subtitle: 'DocumentSubtitle', flush: 'Normal' } as const;

function textXml(block: ParagraphSpec): string {
  return paragraphXml({
    style: roleStyles[block.role ?? 'text'],
    text: block.text,
    extra: block.newPage ? '<w:pageBreakBefore/>' : '',
  });
}

/** The date ends four signs from the right edge, the offices are centred over it (GB/T 9704-2012 §7.3.5.2). */
function closingXml(spec: DocumentSpec): string[] {
  if (!spec.closing) return [];
  const { offices, date } = spec.closing;
  const dateSigns = countSigns(date);
  const lead = Math.max(0, ...offices.map((office) => (countSigns(office) - dateSigns) / 2 - 2));
  const line = (text: string) => {
    const right = Math.round((4 + lead + (dateSigns - countSigns(text)) / 2) * 100);
    return paragraphXml({
      style: 'Normal',
      text,
      extra: `<w:ind w:right="${Math.round(right * 3.2)}" w:rightChars="${right}"/><w:jc w:val="right"/>`,
    });
  };
  return [paragraphXml({ style: 'Normal', text: '' }), ...offices.map(line), line(date)];
}

/** Width in signs; digits and Latin letters take half of one. */
function countSigns(text: string): number {
  let signs = 0;
  for (const sign of text) signs += sign < '\u2000' ? 0.5 : 1;
  return signs;
}

/** A4 with margins of 37, 26, 35 and 28 mm around the type area (GB/T 9704-2012 §5.2.1). */
function sectionXml(hasHeader: boolean): string {
  const header = hasHeader
    ? '<w:headerReference w:type="default" r:id="rIdHead"/><w:headerReference w:type="even" r:id="rIdHead"/>'
    : '';
  const footer =
    '<w:footerReference w:type="default" r:id="rIdOddFoot"/><w:footerReference w:type="even" r:id="rIdEvenFoot"/>';
  return `<w:sectPr>${header}${footer}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="1134" w:footer="1304" w:gutter="0"/><w:cols w:space="425"/></w:sectPr>`;
}
