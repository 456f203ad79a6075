import { ok, type Outcome, refuse } from '@qipan/kernel';
import { writeArchive } from '../archive/write-archive.ts';
import { cleanText, escapeXml, xmlDeclaration } from '../xml/write-xml.ts';
import { type SheetSpec, sheetLimits, type WorkbookSpec } from './workbook-spec.ts';
import { makeStyleTable } from './write-styles.ts';
import { headerRowOf, type StringTable, writeSheet } from './write-sheet.ts';

const types = 'application/vnd.openxmlformats-officedocument';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** The set of custom properties (ECMA-376 Part 1 §22.3). */
const customSet = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

/**
 * A workbook in the look of a Chinese 分解表: centred title, framed header and body in Chinese fonts, groups merged, rows as
 * high as their text, print set-up with a repeated header. The same spec always gives the same bytes. Texts are always texts,
 * also those that begin like a formula. Refuses a cell or a sheet beyond Excel's limits. A number that is not finite and a
 * sheet without columns are programmer's errors. O(cells). Source: ECMA-376 Part 1 §12, §18.
 */
export function writeWorkbook(spec: WorkbookSpec): Outcome<Uint8Array> {
  const names = fitNames(spec.sheets.map((sheet) => sheet.name));
  const sheets = spec.sheets.map((sheet, index) => ({
    ...cleanSheet(sheet),
    name: names[index] ?? `Sheet${index + 1}`,
  }));
  for (const sheet of sheets) {
    const refused = checkSheet(sheet);
    if (refused) return refused;
  }
  const styles = makeStyleTable();
  const strings = makeStrings();
  const active = Math.max(
    0,
    sheets.findIndex((sheet) => !sheet.hidden),
  );
  const parts = new Map<string, string>();
  const properties = Object.entries(spec.properties ?? {});
  parts.set('[Content_Types].xml', contentTypesXml(sheets.length, properties.length > 0));
  parts.set('_rels/.rels', packageRelationsXml(properties.length > 0));
  parts.set(
    'docProps/app.xml',
    `${xmlDeclaration}<Properties xmlns="${office}/extended-properties"><Application>Microsoft Excel</Application></Properties>`,
  );
  parts.set('docProps/core.xml', corePropertiesXml(sheets));
  if (properties.length > 0) parts.set('docProps/custom.xml', customPropertiesXml(properties));
  parts.set('xl/workbook.xml', workbookXml(sheets, active));
  parts.set('xl/_rels/workbook.xml.rels', workbookRelationsXml(sheets.length));
  for (const [index, sheet] of sheets.entries()) {
    parts.set(`xl/worksheets/sheet${index + 1}.xml`, writeSheet(sheet, { styles, strings, active: index === active }));
  }
  parts.set('xl/styles.xml', styles.toXml());
  parts.set('xl/sharedStrings.xml', strings.toXml());
  return ok(writeArchive(parts));
}

/** Texts without what XML or Excel cannot hold, done first so that lengths and heights are those of the file. */
function cleanSheet(sheet: SheetSpec): SheetSpec {
  return {
    ...sheet,
    ...(sheet.title === undefined ? {} : { title: cleanText(sheet.title) }),
    ...(sheet.subtitle === undefined ? {} : { subtitle: cleanText(sheet.subtitle) }),
    columns: sheet.columns.map((column) => ({ ...column, header: cleanText(column.header) })),
    rows: sheet.rows.map((row) => row.map((value) => (typeof value === 'string' ? cleanText(value) : value))),
  };
}

function checkSheet(sheet: SheetSpec): ReturnType<typeof refuse> | null {
  if (sheet.columns.length === 0 || sheet.columns.length > sheetLimits.columns)
    throw new Error(`sheet ${sheet.name}: ${sheet.columns.length} columns`);
  const first = headerRowOf(sheet) + 1;
  if (sheet.rows.length + first > sheetLimits.rows) {
    return refuse('formats.too-many-rows', { sheet: sheet.name, rows: sheet.rows.length, limit: sheetLimits.rows });
  }
  for (const [row, values] of sheet.rows.entries()) {
    for (const [column, value] of values.entries()) {
      if (typeof value === 'number' && !Number.isFinite(value))
        throw new Error(`sheet ${sheet.name}: ${value} in row ${row}`);
      if (typeof value !== 'string' || value.length <= sheetLimits.cellCharacters) continue;
      return refuse('formats.cell-too-long', {
        sheet: sheet.name,
        row: first + row,
        column: column + 1,
        length: value.length,
        limit: sheetLimits.cellCharacters,
      });
    }
  }
  return null;
}

/** Excel's rules for names of sheets; a name that is taken gets a number. */
export function fitNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((raw, index) => {
    const plain =
      cleanText(raw)
        .replace(/[[\]:*?/\\\n\t]/g, '_')
        .replace(/^'+|'+$/g, '')
        .trim()
        .slice(0, 31) || `表${index + 1}`;
    let name = plain.toLowerCase() === 'history' ? `${plain}_` : plain;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1)
      name = `${plain.slice(0, 31 - `(${count})`.length)}(${count})`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function makeStrings(): StringTable & { toXml(): string } {
  const numbers = new Map<string, number>();
  let uses = 0;
  return {
    of(text) {
      uses += 1;
      const known = numbers.get(text) ?? numbers.size;
      numbers.set(text, known);
      return known;
    },
    toXml() {
      const items = [...numbers.keys()].map((text) => `<si><t xml:space="preserve">${escapeString(text)}</t></si>`);
      return `${xmlDeclaration}<sst xmlns="${spreadsheet}" count="${uses}" uniqueCount="${numbers.size}">${items.join('')}</sst>`;
    },
  };
}

/** A text that looks like the escape of a sign would be taken for one (§22.9.2.19). */
function escapeString(text: string): string {
  return escapeXml(text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_'));
}

function contentTypesXml(sheets: number, custom: boolean): string {
  const overrides = [
    ['/xl/workbook.xml', `${types}.spreadsheetml.sheet.main+xml`],
    ...Array.from({ length: sheets }, (_, index) => [
      `/xl/worksheets/sheet${index + 1}.xml`,
      `${types}.spreadsheetml.worksheet+xml`,
    ]),
    ['/xl/styles.xml', `${types}.spreadsheetml.styles+xml`],
    ['/xl/sharedStrings.xml', `${types}.spreadsheetml.sharedStrings+xml`],
    ['/docProps/app.xml', `${types}.extended-properties+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ...(custom ? [['/docProps/custom.xml', `${types}.custom-properties+xml`]] : []),
  ];
  const list = overrides.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`).join('');
  return `${xmlDeclaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${list}</Types>`;
}

function relationsXml(relations: readonly (readonly [type: string, target: string])[]): string {
  const list = relations.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${xmlDeclaration}<Relationships xmlns="${packages}/relationships">${list.join('')}</Relationships>`;
}

function packageRelationsXml(custom: boolean): string {
  return relationsXml([
    [`${office}/relationships/officeDocument`, 'xl/workbook.xml'],
    [`${packages}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    [`${office}/relationships/extended-properties`, 'docProps/app.xml'],
    ...(custom ? [[`${office}/relationships/custom-properties`, 'docProps/custom.xml'] as const] : []),
  ]);
}

function workbookRelationsXml(sheets: number): string {
  return relationsXml([
    ...Array.from(
      { length: sheets },
      (_, index) => [`${office}/relationships/worksheet`, `worksheets/sheet${index + 1}.xml`] as const,
    ),
    [`${office}/relationships/styles`, 'styles.xml'],
    [`${office}/relationships/sharedStrings`, 'sharedStrings.xml'],
  ]);
}

function workbookXml(sheets: readonly SheetSpec[], active: number): string {
  const list = sheets.map((sheet, index) => {
    const state = sheet.hidden && index !== active ? ' state="hidden"' : '';
    return `<sheet name="${escapeXml(sheet.name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  const titles = sheets.flatMap((sheet, index) =>
    sheet.print?.repeatHeader === false ? [] : [titleName(sheet, index)],
  );
  const names = titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`;
  return `${xmlDeclaration}<workbook xmlns="${spreadsheet}" xmlns:r="${office}/relationships"><bookViews><workbookView activeTab="${active}"/></bookViews><sheets>${list.join('')}</sheets>${names}</workbook>`;
}

/** The header row is repeated on each printed page (§18.2.5, _xlnm.Print_Titles). */
function titleName(sheet: SheetSpec, index: number): string {
  const row = headerRowOf(sheet);
  const quoted = escapeXml(`'${sheet.name.replaceAll("'", "''")}'!$${row}:$${row}`);
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}</definedName>`;
}

function corePropertiesXml(sheets: readonly SheetSpec[]): string {
  const title = escapeXml(sheets.find((sheet) => !sheet.hidden)?.title ?? '');
  return `${xmlDeclaration}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title></cp:coreProperties>`;
}

function customPropertiesXml(properties: readonly (readonly [string, string])[]): string {
  const list = properties.map(
    ([name, value], index) =>
      `<property fmtid="${customSet}" pid="${index + 2}" name="${escapeXml(name)}"><vt:lpwstr>${escapeXml(value)}</vt:lpwstr></property>`,
  );
  return `${xmlDeclaration}<Properties xmlns="${office}/custom-properties" xmlns:vt="${office}/docPropsVTypes">${list.join('')}</Properties>`;
}
