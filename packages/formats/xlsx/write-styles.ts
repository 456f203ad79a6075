import { xmlDeclaration } from '../xml/write-xml.ts';

/** Look of a cell. `quoted` keeps a text that begins like a formula a text when it is edited again. */
export interface CellLook {
  readonly kind: 'title' | 'subtitle' | 'header' | 'body';
  readonly align: 'left' | 'center' | 'right';
  readonly vertical: 'top' | 'center';
  readonly wrap: boolean;
  readonly quoted: boolean;
}

/** Gives each look its number in the style table, in the order of first use. */
export interface StyleTable {
  of(look: CellLook): number;
  toXml(): string;
}

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const fontOf = { title: 1, subtitle: 2, header: 3, body: 4 } as const;

/** Fonts of an office's tables; charset 134 (GB 2312) makes Excel and WPS take another Chinese font where one is missing. */
const fonts = [
  ['宋体', 11, false],
  ['方正小标宋简体', 22, false],
  ['楷体_GB2312', 14, false],
  ['黑体', 12, true],
  ['仿宋_GB2312', 12, false],
] as const;

/** Source: ECMA-376 Part 1 §18.8. Style 0, fill 0 and 1, border 0 are what every file must have. */
export function makeStyleTable(): StyleTable {
  const numbers = new Map<string, number>();
  const looks: CellLook[] = [];
  return {
    of(look) {
      const key = JSON.stringify([look.kind, look.align, look.vertical, look.wrap, look.quoted]);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      looks.push(look);
      numbers.set(key, looks.length);
      return looks.length;
    },
    toXml: () => stylesXml(looks),
  };
}

function stylesXml(looks: readonly CellLook[]): string {
  const formats = looks.map(formatXml).join('');
  const side = (name: string) => `<${name} style="thin"><color rgb="FF000000"/></${name}>`;
  return `${xmlDeclaration}<styleSheet xmlns="${spreadsheet}">${fontsXml()}
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEDF1F7"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${side('left')}${side('right')}${side('top')}${side('bottom')}<diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"><alignment vertical="center"/></xf></cellStyleXfs>
<cellXfs count="${looks.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="center"/></xf>${formats}</cellXfs>
<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>
<dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`;
}

function fontsXml(): string {
  const list = fonts.map(
    ([name, size, bold]) =>
      `<font>${bold ? '<b/>' : ''}<sz val="${size}"/><color rgb="FF000000"/><name val="${name}"/><charset val="134"/></font>`,
  );
  return `<fonts count="${fonts.length}">${list.join('')}</fonts>`;
}

function formatXml(look: CellLook): string {
  const framed = look.kind === 'header' || look.kind === 'body';
  const attributes = [
    `numFmtId="0" fontId="${fontOf[look.kind]}" fillId="${look.kind === 'header' ? 2 : 0}" borderId="${framed ? 1 : 0}" xfId="0"`,
    look.quoted ? 'quotePrefix="1"' : '',
    'applyFont="1"',
    look.kind === 'header' ? 'applyFill="1"' : '',
    framed ? 'applyBorder="1"' : '',
    'applyAlignment="1"',
  ];
  const alignment = `<alignment horizontal="${look.align}" vertical="${look.vertical}"${look.wrap ? ' wrapText="1"' : ''}/>`;
  return `<xf ${attributes.filter((text) => text !== '').join(' ')}>${alignment}</xf>`;
}
