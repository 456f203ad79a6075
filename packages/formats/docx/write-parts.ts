import { xmlDeclaration } from '../xml/write-xml.ts';

export const wordNamespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';

/** Fonts of GB/T 9704-2012 §5.2.2 and §7: 小标宋 for titles, 黑体, 楷体 and 仿宋 for the levels. */
export const documentFonts = {
  title: '方正小标宋简体',
  first: '黑体',
  second: '楷体_GB2312',
  text: '仿宋_GB2312',
  page: '宋体',
} as const;

/** First-line indent of two signs of 16 pt, in twentieths of a point and in hundredths of a sign. */
export const twoSigns = '<w:ind w:firstLine="640" w:firstLineChars="200"/>';

/** Number of each level as an official document has it, with the paragraph style that is bound to it. */
const levels = [
  ['chineseCounting', '%1、', 'Heading1'],
  ['chineseCounting', '（%2）', 'Heading2'],
  ['decimal', '%3.', 'NumberedText3'],
  ['decimal', '（%4）', 'NumberedText4'],
  ['decimalEnclosedCircle', '%5', null],
  ['lowerLetter', '%6.', null],
  ['lowerLetter', '（%7）', null],
  ['lowerRoman', '%8.', null],
  ['lowerRoman', '（%9）', null],
] as const;

export const levelStyles = ['Heading1', 'Heading2', 'NumberedText3', 'NumberedText4'] as const;

/** The list whose numbers run on: one of its own, since not every office program knows a level that does not restart. */
export const runningList = 2;

/** The multilevel list as Word writes it, and the running one (ECMA-376 Part 1 §17.9). */
export function numberingXml(): string {
  const list = levels.map(([format, text, style], level) => levelXml({ level, format, text, style }));
  const running = levelXml({ level: 0, format: 'decimal', text: '%1.', style: null });
  const abstracts = [
    `<w:abstractNum w:abstractNumId="0"><w:nsid w:val="5A1C3E7B"/><w:multiLevelType w:val="multilevel"/><w:tmpl w:val="2D4F6A80"/>${list.join('')}</w:abstractNum>`,
    `<w:abstractNum w:abstractNumId="1"><w:nsid w:val="5A1C3E7C"/><w:multiLevelType w:val="singleLevel"/><w:tmpl w:val="2D4F6A81"/>${running}</w:abstractNum>`,
  ];
  const numbers = [1, runningList].map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id - 1}"/></w:num>`);
  return `${xmlDeclaration}<w:numbering ${wordNamespaces}>${[...abstracts, ...numbers].join('')}</w:numbering>`;
}

function levelXml(given: { level: number; format: string; text: string; style: string | null }): string {
  const { level, format, text, style } = given;
  const bound = style === null ? '' : `<w:pStyle w:val="${style}"/>`;
  return `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${bound}<w:suff w:val="nothing"/><w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="640" w:firstLineChars="200"/></w:pPr><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:lvl>`;
}

/** Lines of 28.95 pt make 22 of them fill the type area of 225 mm (GB/T 9704-2012 §5.2.3). */
const lineSpacing = '<w:spacing w:line="579" w:lineRule="exact"/>';

function fontXml(font: string): string {
  return `<w:rFonts w:ascii="${font === documentFonts.text ? 'Times New Roman' : font}" w:hAnsi="${font === documentFonts.text ? 'Times New Roman' : font}" w:eastAsia="${font}" w:cs="Times New Roman"/>`;
}

interface StyleSpec {
  readonly id: string;
  readonly name: string;
  readonly paragraph: string;
  readonly run: string;
}

function styleXml({ id, name, paragraph, run }: StyleSpec): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

function numberedStyle(spec: { id: string; name: string; level: number; outline: number | null; run: string }): string {
  const keep = spec.outline === null ? '' : '<w:keepNext/>';
  const outline = spec.outline === null ? '' : `<w:outlineLvl w:val="${spec.outline}"/>`;
  const paragraph = `${keep}<w:numPr><w:ilvl w:val="${spec.level}"/><w:numId w:val="1"/></w:numPr>${twoSigns}${outline}`;
  return styleXml({ id: spec.id, name: spec.name, paragraph, run: spec.run });
}

/** Paragraph styles of the document. */
export function stylesXml(): string {
  const { title, first, second, text, page } = documentFonts;
  const styles = [
    `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/>${lineSpacing}<w:jc w:val="both"/></w:pPr></w:style>`,
    styleXml({ id: 'Text', name: 'Body Text First Indent', paragraph: twoSigns, run: '' }),
    styleXml({
      id: 'DocumentTitle',
      name: 'Title',
      paragraph: '<w:spacing w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>',
      run: `${fontXml(title)}<w:sz w:val="44"/><w:szCs w:val="44"/>`,
    }),
    styleXml({ id: 'DocumentSubtitle', name: 'Subtitle', paragraph: '<w:jc w:val="center"/>', run: fontXml(second) }),
    numberedStyle({ id: 'Heading1', name: 'heading 1', level: 0, outline: 0, run: fontXml(first) }),
    numberedStyle({ id: 'Heading2', name: 'heading 2', level: 1, outline: 1, run: fontXml(second) }),
    numberedStyle({ id: 'NumberedText3', name: 'Numbered Text 3', level: 2, outline: null, run: fontXml(text) }),
    numberedStyle({ id: 'NumberedText4', name: 'Numbered Text 4', level: 3, outline: null, run: fontXml(text) }),
    styleXml({
      id: 'TableText',
      name: 'Table Text',
      paragraph: '<w:spacing w:line="360" w:lineRule="exact"/><w:jc w:val="left"/>',
      run: '<w:sz w:val="24"/><w:szCs w:val="24"/>',
    }),
    styleXml({
      id: 'TableHead',
      name: 'Table Head',
      paragraph: '<w:spacing w:line="360" w:lineRule="exact"/><w:jc w:val="center"/>',
      run: `${fontXml(first)}<w:sz w:val="24"/><w:szCs w:val="24"/>`,
    }),
    styleXml({
      id: 'PageHead',
      name: 'header',
      paragraph: '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
      run: `${fontXml(second)}<w:sz w:val="24"/><w:szCs w:val="24"/>`,
    }),
    styleXml({
      id: 'PageFoot',
      name: 'footer',
      paragraph: '<w:spacing w:line="240" w:lineRule="auto"/>',
      run: `${fontXml(page)}<w:sz w:val="28"/><w:szCs w:val="28"/>`,
    }),
  ];
  const defaults = `<w:docDefaults><w:rPrDefault><w:rPr>${fontXml(text)}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`;
  return `${xmlDeclaration}<w:styles ${wordNamespaces}>${defaults}${styles.join('')}</w:styles>`;
}

export function settingsXml(): string {
  return `${xmlDeclaration}<w:settings ${wordNamespaces}><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;
}

/** Page number — 1 —, right on odd pages and left on even ones, one sign from the edge (GB/T 9704-2012 §7.5). */
export function footerXml(side: 'left' | 'right'): string {
  const run = (content: string) => `<w:r>${content}</w:r>`;
  const field =
    run('<w:fldChar w:fldCharType="begin"/>') +
    run('<w:instrText xml:space="preserve"> PAGE </w:instrText>') +
    run('<w:fldChar w:fldCharType="separate"/>') +
    run('<w:t>1</w:t>') +
    run('<w:fldChar w:fldCharType="end"/>');
  const dash = (text: string) => run(`<w:t xml:space="preserve">${text}</w:t>`);
  return `${xmlDeclaration}<w:ftr ${wordNamespaces}><w:p><w:pPr><w:pStyle w:val="PageFoot"/><w:ind w:${side}="280"/><w:jc w:val="${side}"/></w:pPr>${dash('— ')}${field}${dash(' —')}</w:p></w:ftr>`;
}

/** Parts of the package with their relation and content type; the header only where there is one. */
export function relatedParts(hasHeader: boolean): readonly (readonly [id: string, type: string, name: string])[] {
  const parts = [
    ['rIdStyles', 'styles', 'styles.xml'],
    ['rIdNumbering', 'numbering', 'numbering.xml'],
    ['rIdSettings', 'settings', 'settings.xml'],
    ['rIdOddFoot', 'footer', 'footer1.xml'],
    ['rIdEvenFoot', 'footer', 'footer2.xml'],
  ] as const;
  return hasHeader ? [...parts, ['rIdHead', 'header', 'header1.xml'] as const] : parts;
}

export function contentTypesXml(hasHeader: boolean): string {
  const overrides = [
    `<Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/>`,
    ...relatedParts(hasHeader).map(
      ([, type, name]) => `<Override PartName="/word/${name}" ContentType="${word}.${type}+xml"/>`,
    ),
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
  ];
  return `${xmlDeclaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

export function documentRelationsXml(hasHeader: boolean): string {
  const list = relatedParts(hasHeader).map(
    ([id, type, name]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${name}"/>`,
  );
  return `${xmlDeclaration}<Relationships xmlns="${packages}/relationships">${list.join('')}</Relationships>`;
}

export function packageRelationsXml(): string {
  return `${xmlDeclaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;
}

export function corePropertiesXml(title: string): string {
  return `${xmlDeclaration}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title></cp:coreProperties>`;
}
