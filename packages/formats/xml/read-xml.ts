import { SaxesParser, type SaxesTagNS } from 'saxes';
import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import { canonicalName } from './namespaces.ts';

/** One element with its names made canonical (see `canonicalName`); texts stand among the children in order. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

export interface XmlStream {
  readonly bytes: Uint8Array;
  /** Name of the part, for the refusal. */
  readonly part: string;
  /** Canonical names of the elements whose children are handed over one by one. */
  readonly parents: readonly string[];
  /** Called with each whole child; nothing of it is kept afterwards. */
  readonly onChild: (child: XmlElement, parent: string) => void;
}

const none: Readonly<Record<string, string>> = Object.freeze(Object.create(null));
const pieceBytes = 64 * 1024;

/**
 * Reads a part in one pass and hands over the children of the named elements, so that a large document is never a tree as
 * a whole. A document type (and with it every entity beyond the five of XML itself) is refused, and so are malformed XML,
 * undecodable bytes, and depth, elements or attributes beyond the limits. O(bytes).
 */
export function streamXml(stream: XmlStream): void {
  const { part, onChild } = stream;
  const parents = new Set(stream.parents);
  const parser = new SaxesParser({ xmlns: true, position: false });
  const open: (XmlElement | null)[] = [];
  const names: string[] = [];
  let elements = 0;
  parser.on('error', () => stop('formats.xml-broken', { part }));
  parser.on('doctype', () => stop('formats.xml-doctype', { part }));
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > limits.xmlElements || names.length >= limits.xmlDepth) stop('formats.xml-too-large', { part });
    const name = canonicalName(tag.uri, tag.local);
    const above = open.at(-1) ?? null;
    const parent = names.at(-1) ?? '';
    const kept = above !== null || (parents.has(parent) && !parents.has(name));
    const element = kept ? { name, attributes: readAttributes(tag, part), children: [] } : null;
    if (element && above) above.children.push(element);
    open.push(element);
    names.push(name);
  });
  const onText = (text: string) => addText(open.at(-1), text);
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    names.pop();
    const element = open.pop();
    const inside = open.at(-1);
    if (element && !inside) onChild(element, names.at(-1) ?? '');
  });
  feed(parser, stream);
}

/** A part as one tree, for the small ones. */
export function readXmlTree(bytes: Uint8Array, part: string): XmlElement {
  let root: XmlElement | null = null;
  streamXml({
    bytes,
    part,
    parents: [''],
    onChild: (child) => {
      root = child;
    },
  });
  return root ?? stop('formats.xml-broken', { part });
}

function addText(element: XmlElement | null | undefined, text: string): void {
  if (!element) return;
  const last = element.children.length - 1;
  const before = element.children[last];
  if (typeof before === 'string') element.children[last] = before + text;
  else element.children.push(text);
}

function readAttributes(tag: SaxesTagNS, part: string): Readonly<Record<string, string>> {
  let found: Record<string, string> | null = null;
  let count = 0;
  for (const attribute of Object.values(tag.attributes)) {
    if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') continue;
    count += 1;
    if (count > limits.xmlAttributes) stop('formats.xml-too-large', { part });
    found ??= Object.create(null) as Record<string, string>;
    found[canonicalName(attribute.uri, attribute.local)] = attribute.value;
  }
  return found ?? none;
}

function feed(parser: SaxesParser<{ xmlns: true; position: false }>, stream: XmlStream): void {
  const { bytes, part } = stream;
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const text = decode(decoder, bytes.subarray(at, at + pieceBytes), at + pieceBytes < bytes.length);
    if (text === null) stop('formats.xml-broken', { part });
    parser.write(text);
  }
  parser.close();
}

function decode(decoder: InstanceType<typeof TextDecoder>, piece: Uint8Array, more: boolean): string | null {
  try {
    return decoder.decode(piece, { stream: more });
  } catch {
    return null;
  }
}

/** UTF-16 by its byte order mark, else UTF-8: what ECMA-376 Part 2 §6.2.5 allows. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** The first child element of a name, null where none. */
export function childOf(element: XmlElement, name: string): XmlElement | null {
  for (const child of element.children) if (typeof child !== 'string' && child.name === name) return child;
  return null;
}

/** All child elements, of one name or of any. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of element.children) {
    if (typeof child !== 'string' && (name === undefined || child.name === name)) found.push(child);
  }
  return found;
}

/** All text inside an element, in order. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) text += typeof child === 'string' ? child : textOf(child);
  return text;
}
