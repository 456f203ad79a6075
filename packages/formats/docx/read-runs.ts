import { stop } from '../stop.ts';
import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';
import { type Gathered, type Story, takeCharacters } from './story.ts';
import { type ParagraphStyle, readSwitch, readValue } from './styles.ts';

/** Look of the run at hand. */
interface Look {
  readonly bold: boolean;
  readonly hidden: boolean;
}

interface Walk {
  readonly story: Story;
  readonly style: ParagraphStyle;
  readonly into: Gathered;
}

/** A page or column break; dropped at the ends of a paragraph, a soft break inside it. Cannot occur in XML text. */
const pageBreak = '\f';

/** Word nests fields 20 deep. */
const deepestField = 200;

/** Properties, deleted text and the reading aid above a character: no text of the paragraph. */
const skipped = new Set([
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:customXmlPr',
  'w:smartTagPr',
  'w:rubyPr',
  'w:rt',
  'w:delText',
  'w:delInstrText',
  'w:sym',
  'w:softHyphen',
  'w:pgNum',
  'w:annotationRef',
]);

/**
 * The text of a paragraph as it is printed once all tracked changes are accepted: tabs, soft breaks and the results of fields
 * are text; deleted and hidden runs, field instructions, note marks and comments are not. Text boxes are set aside.
 * O(elements). Source: ECMA-376 Part 1 §17.3.3 (run content), §17.13.5 (revisions), §17.16 (fields).
 */
export function gatherText(
  story: Story,
  paragraph: XmlElement,
  context: { style: ParagraphStyle; into: Gathered },
): void {
  walkInline({ story, ...context }, paragraph);
}

/** Page breaks are resolved when the paragraph is whole. */
export function finishText(text: string): string {
  if (!text.includes(pageBreak)) return text;
  return text
    .split(/\f+/)
    .filter((piece, index, all) => piece !== '' || (index > 0 && index < all.length - 1))
    .join('\n');
}

function walkInline(walk: Walk, parent: XmlElement): void {
  for (const child of parent.children) {
    if (typeof child !== 'string') readInline(walk, child);
  }
}

function readInline(walk: Walk, element: XmlElement): void {
  const { tally } = walk.story;
  switch (element.name) {
    case 'w:r':
      readRun(walk, element);
      break;
    case 'w:ins':
    case 'w:moveTo':
      tally.insertions += 1;
      walkInline(walk, element);
      break;
    case 'w:del':
    case 'w:moveFrom':
      tally.deletions += 1;
      break;
    case 'w:fldSimple':
      readSimpleField(walk, element);
      break;
    case 'm:t':
      addText(walk, plainText(element), { bold: false, hidden: false });
      break;
    case 'mc:AlternateContent':
      walkInline(walk, chooseAlternative(element));
      break;
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
      readDrawing(walk, element);
      break;
    default:
      if (!skipped.has(element.name)) walkInline(walk, element);
  }
}

/** A choice for newer programs and a fallback for older ones hold the same text: one of them counts (Part 3 §7.5). */
export function chooseAlternative(element: XmlElement): XmlElement {
  const choice = childOf(element, 'mc:Choice');
  const fallback = childOf(element, 'mc:Fallback');
  if (choice && (!fallback || holdsText(choice))) return choice;
  return fallback ?? element;
}

function holdsText(element: XmlElement): boolean {
  return element.children.some((child) => typeof child !== 'string' && (child.name === 'w:t' || holdsText(child)));
}

function readRun(walk: Walk, run: XmlElement): void {
  const look = lookOf(walk, run);
  for (const child of run.children) {
    if (typeof child !== 'string') readRunContent(walk, child, look);
  }
}

/** Bold of paragraph and character style cancel each other; what the run says itself decides (§17.7.3). */
function lookOf(walk: Walk, run: XmlElement): Look {
  const properties = childOf(run, 'w:rPr');
  const { style } = walk;
  if (!properties) return { bold: style.bold, hidden: style.hidden };
  const character = walk.story.styles.character(readValue(properties, 'w:rStyle') ?? null);
  return {
    bold: readSwitch(properties, 'w:b') ?? style.bold !== character.bold,
    hidden: readSwitch(properties, 'w:vanish') ?? style.hidden !== character.hidden,
  };
}

function readRunContent(walk: Walk, element: XmlElement, look: Look): void {
  const { story } = walk;
  const sign = signOf(element);
  if (sign !== null) {
    addText(walk, sign, look);
    return;
  }
  switch (element.name) {
    case 'w:fldChar':
      markField(story, element.attributes['w:fldCharType'] ?? '');
      break;
    case 'w:instrText':
      addInstruction(story, plainText(element));
      break;
    case 'w:footnoteReference':
    case 'w:endnoteReference':
      story.noteReferences.add(`${element.name.slice(2, -9)} ${element.attributes['w:id'] ?? ''}`);
      break;
    case 'w:commentReference':
      story.tally.comments += 1;
      break;
    case 'mc:AlternateContent':
      for (const child of childrenOf(chooseAlternative(element))) readRunContent(walk, child, look);
      break;
    default:
      readInline(walk, element);
  }
}

/** What an element of a run prints, null where it is no text. */
function signOf(element: XmlElement): string | null {
  switch (element.name) {
    case 'w:t':
      return plainText(element);
    case 'w:tab':
    case 'w:ptab':
      return '\t';
    case 'w:br':
      return ['page', 'column'].includes(element.attributes['w:type'] ?? '') ? pageBreak : '\n';
    case 'w:cr':
      return '\n';
    case 'w:noBreakHyphen':
      return '-';
    default:
      return null;
  }
}

/** Blanks at the ends count only where the file says so (xml:space); a line break of the file is a blank. */
function plainText(element: XmlElement): string {
  let text = '';
  for (const child of element.children) if (typeof child === 'string') text += child;
  const whole = element.attributes['xml:space'] === 'preserve' ? text : trimBlanks(text);
  return /[\r\n]/.test(whole) ? whole.replace(/[\r\n]+/g, ' ') : whole;
}

/** Only the blanks of XML: an ideographic space is text. */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start += 1;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function addText(walk: Walk, text: string, look: Look): void {
  const { story, into } = walk;
  if (text === '') return;
  takeCharacters(story, text.length);
  const silent = story.fields.find((field) => !field.inResult);
  if (silent) {
    silent.swallowed += text.length;
    return;
  }
  const visible = text.trim() !== '';
  if (look.hidden) {
    into.hasHidden ||= visible;
    story.tally.hiddenCharacters += visible ? text.length : 0;
    return;
  }
  into.text += text;
  if (!visible) return;
  if (look.bold) into.hasBold = true;
  else into.hasPlain = true;
  const contents = contentsField(story);
  if (contents === null) {
    into.otherCharacters += text.length;
  } else {
    into.contentsCharacters += text.length;
    into.contentsField = contents;
  }
}

/** The open contents field (TOC), null where the place is in none. */
export function contentsField(story: Story): number | null {
  for (const field of story.fields) if (field.inResult && /^\s*TOC\b/i.test(field.instruction)) return field.serial;
  return null;
}

function markField(story: Story, type: string): void {
  if (type === 'begin') {
    story.fieldCount += 1;
    if (story.fields.length >= deepestField) stop('formats.xml-too-large', { part: 'w:fldChar' });
    story.fields.push({ instruction: '', inResult: false, serial: story.fieldCount, swallowed: 0 });
    return;
  }
  const field = story.fields.at(-1);
  if (!field) return;
  if (type === 'separate') field.inResult = true;
  if (type === 'end') {
    story.fields.pop();
    story.closedFields.add(field.serial);
  }
}

/** Only the beginning of an instruction is looked at. */
function addInstruction(story: Story, text: string): void {
  const field = story.fields.at(-1);
  if (field && !field.inResult && field.instruction.length < 64)
    field.instruction = (field.instruction + text).slice(0, 64);
}

function readSimpleField(walk: Walk, element: XmlElement): void {
  const { story } = walk;
  story.fieldCount += 1;
  const instruction = (element.attributes['w:instr'] ?? '').slice(0, 64);
  story.fields.push({ instruction, inResult: true, serial: story.fieldCount, swallowed: 0 });
  walkInline(walk, element);
  markField(story, 'end');
}

/** Drawings hold text boxes, WordArt, pictures and embedded objects in any depth. */
function readDrawing(walk: Walk, element: XmlElement): void {
  const { story, into } = walk;
  for (const child of childrenOf(element)) {
    if (child.name === 'w:txbxContent') into.boxes.push(child);
    else if (child.name === 'mc:AlternateContent') readDrawing(walk, chooseAlternative(child));
    else readDrawing(walk, child);
    if (child.name === 'v:textpath' && child.attributes.string) story.wordArt.push(child.attributes.string);
    if (child.name === 'pic:pic' || child.name === 'v:imagedata') story.tally.pictures += 1;
    if (child.name.endsWith(':OLEObject')) story.tally.embedded += 1;
  }
}
