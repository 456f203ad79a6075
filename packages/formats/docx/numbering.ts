import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';
import { isOn, readNumber, readValue, type Styles } from './styles.ts';

/** One level of a list (w:lvl). */
export interface NumberLevel {
  readonly start: number;
  readonly format: string;
  /** Digits that a custom format ('001, 002, …') fills up to, 0 for other formats. */
  readonly digits: number;
  /** '%1.%2' with the level's own wording around it. */
  readonly text: string;
  /** Level (from 1) whose use restarts this one; 0 never; null any above it. */
  readonly restartAfter: number | null;
  /** All numbers of it in plain digits (w:isLgl). */
  readonly plain: boolean;
  /** Paragraph style that is bound to this level. */
  readonly style: string | null;
}

/** One numbering instance (w:num) with its levels, its own overrides applied. */
export interface NumberList {
  /** Instances of one abstract list count on together. */
  readonly abstractId: string;
  readonly levels: ReadonlyMap<number, NumberLevel>;
  /** Levels that this instance starts anew when it is first used, and with which value. */
  readonly restarts: ReadonlyMap<number, number>;
}

export type Numbering = ReadonlyMap<string, NumberList>;

const deepestLink = 10;
/** Word itself takes no longer pattern; a hostile one would be multiplied by every paragraph. */
const longestText = 255;
const levelCount = 9;

interface Definitions {
  readonly abstracts: ReadonlyMap<string, XmlElement>;
  readonly instances: ReadonlyMap<string, XmlElement>;
  readonly styles: Styles;
  /** Abstract list by the numbering style that it is the definition of. */
  readonly byStyle: ReadonlyMap<string, string>;
}

/**
 * The lists of word/numbering.xml by w:numId, links to numbering styles followed.
 * Source: ECMA-376 Part 1 §17.9 (numStyleLink §17.9.21, styleLink §17.9.27, lvlOverride §17.9.8, startOverride §17.9.26).
 */
export function readNumbering(root: XmlElement | null, styles: Styles): Numbering {
  const lists = new Map<string, NumberList>();
  if (!root) return lists;
  const abstracts = byId(root, 'w:abstractNum', 'w:abstractNumId');
  const byStyle = new Map([...abstracts].map(([id, element]) => [readValue(element, 'w:styleLink') ?? '', id]));
  const definitions: Definitions = { abstracts, instances: byId(root, 'w:num', 'w:numId'), styles, byStyle };
  const levels = new Map<string, ReadonlyMap<number, NumberLevel>>();
  for (const [numId, instance] of definitions.instances) {
    const abstractId = resolveAbstract(definitions, readValue(instance, 'w:abstractNumId') ?? '');
    const abstract = definitions.abstracts.get(abstractId);
    if (!abstract) continue;
    const own = levels.get(abstractId) ?? readLevels(abstract);
    levels.set(abstractId, own);
    lists.set(numId, readInstance(abstractId, own, instance));
  }
  return lists;
}

function byId(root: XmlElement, name: string, attribute: string): Map<string, XmlElement> {
  const found = new Map<string, XmlElement>();
  for (const element of childrenOf(root, name)) found.set(element.attributes[attribute] ?? '', element);
  return found;
}

/** An abstract list may only point to a numbering style, whose own instance names the real one. */
function resolveAbstract(definitions: Definitions, first: string): string {
  let id = first;
  for (let step = 0; step < deepestLink; step += 1) {
    const abstract = definitions.abstracts.get(id);
    const link = readValue(abstract ?? null, 'w:numStyleLink');
    if (link === undefined) return id;
    const instance = definitions.instances.get(definitions.styles.numberingOf(link) ?? '');
    const target = instance ? readValue(instance, 'w:abstractNumId') : definitions.byStyle.get(link);
    if (target === undefined || target === id) return id;
    id = target;
  }
  return id;
}

function readLevels(abstract: XmlElement): ReadonlyMap<number, NumberLevel> {
  const levels = new Map<number, NumberLevel>();
  for (const element of childrenOf(abstract, 'w:lvl')) setLevel(levels, element, element.attributes['w:ilvl']);
  return levels;
}

function readInstance(abstractId: string, own: ReadonlyMap<number, NumberLevel>, instance: XmlElement): NumberList {
  const restarts = new Map<number, number>();
  const overrides = childrenOf(instance, 'w:lvlOverride');
  const levels = new Map(own);
  for (const override of overrides) {
    const whole = childOf(override, 'w:lvl');
    if (whole) setLevel(levels, whole, override.attributes['w:ilvl']);
    const start = readNumber(override, 'w:startOverride');
    if (start !== undefined) restarts.set(Number(override.attributes['w:ilvl']), start);
  }
  return { abstractId, levels, restarts };
}

function setLevel(levels: Map<number, NumberLevel>, element: XmlElement, ilvl: string | undefined): void {
  const level = Number(ilvl ?? '0');
  if (Number.isInteger(level) && level >= 0 && level < levelCount) levels.set(level, readLevel(element));
}

function readLevel(element: XmlElement): NumberLevel {
  const restart = readNumber(element, 'w:lvlRestart');
  const legal = childOf(element, 'w:isLgl');
  return {
    start: readNumber(element, 'w:start') ?? 0,
    ...readFormat(element),
    text: (readValue(element, 'w:lvlText') ?? '').slice(0, longestText),
    restartAfter: restart ?? null,
    plain: legal !== null && isOn(legal.attributes['w:val']),
    style: readValue(element, 'w:pStyle') ?? null,
  };
}

/** Word 2010 and later write a custom format as an alternative beside the nearest older one (§17.9.17, MS-DOCX). */
function readFormat(level: XmlElement): { format: string; digits: number } {
  const plain = readValue(level, 'w:numFmt');
  const alternative = childOf(level, 'mc:AlternateContent');
  const custom = alternative ? childOf(alternative, 'mc:Choice') : null;
  const pattern = custom
    ? childOf(custom, 'w:numFmt')?.attributes['w:format']
    : childOf(level, 'w:numFmt')?.attributes['w:format'];
  const zeros = pattern === undefined ? null : /^(0+)1\b/.exec(pattern)?.[1];
  if (zeros && zeros.length < 8) return { format: 'decimal', digits: zeros.length + 1 };
  const fallback = alternative ? readValue(childOf(alternative, 'mc:Fallback'), 'w:numFmt') : undefined;
  return { format: plain ?? fallback ?? 'decimal', digits: 0 };
}
