import { strToU8, type Zippable, zipSync } from 'fflate';

/** Small packages for tests: parts as text, deflated into a zip. */
export function buildZip(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts))
    files[name] = typeof content === 'string' ? strToU8(content) : content;
  return zipSync(files, { mtime: new Date(1980, 0, 1) });
}

export const wordNamespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
].join(' ');

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const rootRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`;
const contentTypes = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

export interface DocxParts {
  readonly body: string;
  /** Content of w:styles, w:numbering, w:footnotes, w:endnotes, w:hdr. */
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly header?: string;
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
}

const roots = {
  styles: 'styles',
  numbering: 'numbering',
  footnotes: 'footnotes',
  endnotes: 'endnotes',
  header: 'hdr',
} as const;

/** A .docx from the inside of its parts. */
export function buildDocx(parts: DocxParts): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': rootRels,
    'word/document.xml': `<w:document ${wordNamespaces}><w:body>${parts.body}<w:sectPr/></w:body></w:document>`,
  };
  const relations: string[] = [];
  for (const [name, root] of Object.entries(roots)) {
    const content = parts[name as keyof typeof roots];
    if (content === undefined) continue;
    files[`word/${name}.xml`] = `<w:${root} ${wordNamespaces}>${content}</w:${root}>`;
    relations.push(`<Relationship Id="${name}" Type="${office}/${name}" Target="${name}.xml"/>`);
  }
  files['word/_rels/document.xml.rels'] =
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`;
  return buildZip({ ...files, ...parts.more });
}

/** A paragraph of one run; `properties` is the inside of w:pPr, `run` that of w:rPr. */
export function paragraph(text: string, properties = '', run = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:rPr>${run}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** A numbered paragraph of list `numId` at `level`. */
export function numbered(text: string, level: number, numId = 1): string {
  return paragraph(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);
}

/** One w:lvl. */
export function levelXml(level: number, format: string, text: string, more = ''): string {
  return `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
}

/** One abstract list with its instance of the same number. */
export function listXml(id: number, levels: string, overrides = ''): { abstract: string; instance: string } {
  return {
    abstract: `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`,
    instance: `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/>${overrides}</w:num>`,
  };
}

const sheetNamespaces = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"`;

export interface XlsxParts {
  /** Inside of x:worksheet of each sheet. */
  readonly sheets: readonly { readonly name: string; readonly xml: string; readonly state?: string }[];
  /** Inside of x:sst and x:styleSheet. */
  readonly strings?: string;
  readonly styles?: string;
  readonly workbook?: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** An .xlsx from the inside of its parts. */
export function buildXlsx(parts: XlsxParts): Uint8Array {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const sheets = parts.sheets.map(
    (sheet, index) =>
      `<sheet name="${sheet.name}" sheetId="${index + 1}"${sheet.state ? ` state="${sheet.state}"` : ''} r:id="s${index}"/>`,
  );
  const relations = parts.sheets.map((_, index) => relation(`s${index}`, 'worksheet', `worksheets/sheet${index}.xml`));
  const files: Record<string, string> = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': rootRels.replace('word/document.xml', 'xl/workbook.xml'),
    'xl/workbook.xml': `<workbook ${sheetNamespaces}>${parts.workbook ?? ''}<sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/sharedStrings.xml': `<sst ${sheetNamespaces}>${parts.strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet ${sheetNamespaces}>${parts.styles ?? ''}</styleSheet>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}${relation('strings', 'sharedStrings', 'sharedStrings.xml')}${relation('styles', 'styles', 'styles.xml')}</Relationships>`,
  };
  for (const [index, sheet] of parts.sheets.entries())
    files[`xl/worksheets/sheet${index}.xml`] = `<worksheet ${sheetNamespaces}>${sheet.xml}</worksheet>`;
  return buildZip({ ...files, ...parts.more });
}
