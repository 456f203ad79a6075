import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';

/** What a style says itself; undefined where it leaves the matter to the style that it is based on. */
interface Style {
  readonly id: string;
  readonly name: string;
  readonly basedOn: string | null;
  readonly numId: string | undefined;
  readonly level: number | undefined;
  readonly outline: number | undefined;
  readonly bold: boolean | undefined;
  readonly hidden: boolean | undefined;
}

/** A paragraph style with its chain worked out. */
export interface ParagraphStyle {
  readonly numId: string | null;
  /** w:ilvl of the nearest style that has one. */
  readonly level: number | null;
  /** The style and those it is based on, nearest first: a level may be bound to any of them (w:pStyle). */
  readonly chain: readonly string[];
  readonly headingLevel: number | null;
  readonly bold: boolean;
  readonly hidden: boolean;
  readonly contents: boolean;
}

export interface CharacterLook {
  readonly bold: boolean;
  readonly hidden: boolean;
}

export interface Styles {
  paragraph(id: string | null): ParagraphStyle;
  character(id: string | null): CharacterLook;
  /** The numbering instance behind a numbering style (w:numStyleLink), null where none. */
  numberingOf(styleId: string): string | null;
}

const deepestChain = 50;
const plainLook: CharacterLook = { bold: false, hidden: false };
const contentsName = /^(?:toc(?:\s*\d|\s+heading|\s*标题|$)|目录)|手动目录|^contents?\s+(?:heading|\d)/i;
const headingName = /^(?:heading|标题)\s*([1-9])$/i;

/** Styles of word/styles.xml; an absent part gives plain ones. Source: ECMA-376 Part 1 §17.7 (hierarchy §17.7.2, toggles §17.7.3). */
export function readStyles(root: XmlElement | null): Styles {
  const styles = new Map<string, Style>();
  let defaultId: string | null = null;
  for (const element of root ? childrenOf(root, 'w:style') : []) {
    const style = readStyle(element);
    styles.set(style.id, style);
    const isDefault = isOn(element.attributes['w:default'] ?? '0') && element.attributes['w:type'] === 'paragraph';
    if (isDefault) defaultId = style.id;
  }
  const base = readDefaults(root);
  const known = new Map<string, ParagraphStyle>();
  const looks = new Map<string, CharacterLook>();
  const numbers = new Map<string, string | null>();
  return {
    paragraph(id) {
      const wanted = id !== null && styles.has(id) ? id : (defaultId ?? '');
      const found = known.get(wanted) ?? resolveParagraph(chainOf(styles, wanted), base);
      known.set(wanted, found);
      return found;
    },
    character(id) {
      if (id === null) return plainLook;
      const found = looks.get(id) ?? resolveLook(chainOf(styles, id));
      looks.set(id, found);
      return found;
    },
    numberingOf(styleId) {
      const found = numbers.get(styleId) ?? nearest(chainOf(styles, styleId), 'numId') ?? null;
      numbers.set(styleId, found);
      return found;
    },
  };
}

/** A switch of WordprocessingML is on without a value; off are 0, false and off (§17.17.4). */
export function isOn(value: string | undefined): boolean {
  return value !== '0' && value !== 'false' && value !== 'off';
}

/** A switch among properties (w:b, w:vanish): undefined where it is not mentioned. */
export function readSwitch(properties: XmlElement | null, name: string): boolean | undefined {
  const element = properties ? childOf(properties, name) : null;
  return element ? isOn(element.attributes['w:val']) : undefined;
}

/** w:val of a child as text, undefined where the child is missing. */
export function readValue(parent: XmlElement | null, name: string): string | undefined {
  return parent ? childOf(parent, name)?.attributes['w:val'] : undefined;
}

/** w:val of a child as a whole number from 0, undefined where it is missing or none. */
export function readNumber(parent: XmlElement | null, name: string): number | undefined {
  const value = readValue(parent, name);
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}

function readStyle(element: XmlElement): Style {
  const paragraph = childOf(element, 'w:pPr');
  const run = childOf(element, 'w:rPr');
  const numbering = paragraph ? childOf(paragraph, 'w:numPr') : null;
  return {
    id: element.attributes['w:styleId'] ?? '',
    name: readValue(element, 'w:name') ?? '',
    basedOn: readValue(element, 'w:basedOn') ?? null,
    numId: readValue(numbering, 'w:numId'),
    level: readNumber(numbering, 'w:ilvl'),
    outline: readNumber(paragraph, 'w:outlineLvl'),
    bold: readSwitch(run, 'w:b'),
    hidden: readSwitch(run, 'w:vanish'),
  };
}

function readDefaults(root: XmlElement | null): { bold: boolean; hidden: boolean } {
  const defaults = root ? childOf(root, 'w:docDefaults') : null;
  const wrapper = defaults ? childOf(defaults, 'w:rPrDefault') : null;
  const run = wrapper ? childOf(wrapper, 'w:rPr') : null;
  return { bold: readSwitch(run, 'w:b') ?? false, hidden: readSwitch(run, 'w:vanish') ?? false };
}

function chainOf(styles: ReadonlyMap<string, Style>, id: string): Style[] {
  const chain: Style[] = [];
  let style = styles.get(id);
  while (style && chain.length < deepestChain && !chain.includes(style)) {
    chain.push(style);
    style = style.basedOn === null ? undefined : styles.get(style.basedOn);
  }
  return chain;
}

function resolveLook(chain: readonly Style[]): CharacterLook {
  return { bold: nearest(chain, 'bold') ?? false, hidden: nearest(chain, 'hidden') ?? false };
}

function nearest<Key extends 'numId' | 'level' | 'outline' | 'bold' | 'hidden'>(
  chain: readonly Style[],
  key: Key,
): Style[Key] | undefined {
  return chain.find((style) => style[key] !== undefined)?.[key];
}

function resolveParagraph(chain: readonly Style[], base: { bold: boolean; hidden: boolean }): ParagraphStyle {
  return {
    numId: nearest(chain, 'numId') ?? null,
    level: nearest(chain, 'level') ?? null,
    chain: chain.map((style) => style.id),
    headingLevel: headingLevelOf(chain),
    bold: nearest(chain, 'bold') ?? base.bold,
    hidden: nearest(chain, 'hidden') ?? base.hidden,
    contents: chain.some((style) => contentsName.test(style.name.trim()) || /^toc\d/i.test(style.id)),
  };
}

/** The outline level counts from 0, and 9 is body text; a heading style without one is known by its name. */
function headingLevelOf(chain: readonly Style[]): number | null {
  for (const style of chain) {
    if (style.outline !== undefined) return style.outline < 9 ? style.outline + 1 : null;
    const named = headingName.exec(style.name.trim())?.[1];
    if (named) return Number(named);
  }
  return null;
}
