import type { SourceBlock, SourceParagraph } from '@qipan/kernel';
import { childOf, childrenOf, type XmlElement } from '../xml/read-xml.ts';
import type { PrintedNumber } from './count-numbers.ts';
import { chooseAlternative, contentsField, finishText, gatherText } from './read-runs.ts';
import { readTable } from './read-table.ts';
import { beginGathering, type Gathered, type Place, type Story, takeCharacters, takeOrigin } from './story.ts';
import { type ParagraphStyle, readNumber, readSwitch, readValue } from './styles.ts';

/** Paragraphs flagged because of a contents field, by that field, until it is known that the field ends. */
export type ContentsFlags = Map<SourceParagraph, number>;

export interface StoryOutput {
  readonly blocks: SourceBlock[];
  readonly flags: ContentsFlags;
}

/**
 * Blocks of a part in printed order: paragraphs, tables, what stands in content controls. Text boxes follow the paragraph
 * in which they are anchored. O(elements). Source: ECMA-376 Part 1 §17.2, §17.3.1, §17.5.2 (content controls).
 */
export function readBlocks(
  story: Story,
  elements: readonly XmlElement[],
  target: { place: Place; output: StoryOutput },
): void {
  const { place, output } = target;
  for (const element of elements) {
    switch (element.name) {
      case 'w:p':
        readParagraph(story, element, target);
        break;
      case 'w:tbl':
        flushPending(story, target);
        output.blocks.push(
          readTable(story, element, { place, readContent: (inside) => readContent(story, inside, place) }),
        );
        break;
      case 'w:sdt': {
        const content = childOf(element, 'w:sdtContent');
        const contents = place.contents || isContentsControl(element);
        if (content) readBlocks(story, childrenOf(content), { place: { ...place, contents }, output });
        break;
      }
      case 'mc:AlternateContent':
        readBlocks(story, childrenOf(chooseAlternative(element)), target);
        break;
      case 'w:altChunk':
        story.tally.embedded += 1;
        break;
      case 'w:sectPr':
      case 'w:sdtPr':
      case 'w:tcPr':
      case 'w:customXmlPr':
      case 'w:del':
      case 'w:moveFrom':
        break;
      default:
        readBlocks(story, childrenOf(element), target);
    }
  }
}

/** A part's last paragraph may have a deleted mark: what it gathered is a paragraph all the same. */
export function flushPending(story: Story, target: { place: Place; output: StoryOutput }): void {
  const gathered = story.pending;
  story.pending = null;
  if (!gathered) return;
  const text = finishText(gathered.text);
  const { part } = target.place;
  const origin = { part, index: Math.max(0, story.counts[part] - 1) };
  const plain = { number: null, numberLevel: null, headingLevel: null, contents: target.place.contents };
  if (text !== '') target.output.blocks.push({ kind: 'paragraph', text, bold: isBold(gathered), ...plain, origin });
  readBoxes(story, gathered, target.output);
}

function isContentsControl(control: XmlElement): boolean {
  const properties = childOf(control, 'w:sdtPr');
  const part = properties ? childOf(properties, 'w:docPartObj') : null;
  return (readValue(part, 'w:docPartGallery') ?? '').toLowerCase() === 'table of contents';
}

function readParagraph(story: Story, element: XmlElement, target: { place: Place; output: StoryOutput }): void {
  const { place, output } = target;
  const origin = takeOrigin(story, place.part);
  const properties = childOf(element, 'w:pPr');
  const style = story.styles.paragraph(readValue(properties, 'w:pStyle') ?? null);
  const fieldAtStart = contentsField(story);
  const gathered = story.pending ?? beginGathering();
  story.pending = null;
  gatherText(story, element, { style, into: gathered });
  const mark = properties ? childOf(properties, 'w:rPr') : null;
  if (mark && (childOf(mark, 'w:del') || childOf(mark, 'w:moveFrom'))) {
    story.tally.deletions += 1;
    story.pending = gathered;
    return;
  }
  if (mark && childOf(mark, 'w:ins')) story.tally.insertions += 1;
  const text = finishText(gathered.text);
  if (text === '' && isHiddenMark(mark, style) && gathered.hasHidden) return;
  const number = numberOf(story, properties, style);
  if (number) takeCharacters(story, number.text.length);
  const field = gathered.contentsField ?? (text === '' ? fieldAtStart : null);
  const inField = field !== null && gathered.otherCharacters === 0;
  const paragraph: SourceParagraph = {
    kind: 'paragraph',
    text,
    number: number?.text ?? null,
    numberLevel: number?.level ?? null,
    headingLevel: headingLevelOf(properties, style),
    bold: isBold(gathered),
    contents: place.contents || style.contents || inField,
    origin,
  };
  if (inField && !place.contents && !style.contents) output.flags.set(paragraph, field);
  output.blocks.push(paragraph);
  readBoxes(story, gathered, output);
}

function isBold(gathered: Gathered): boolean {
  return gathered.hasBold && !gathered.hasPlain;
}

function isHiddenMark(mark: XmlElement | null, style: ParagraphStyle): boolean {
  return readSwitch(mark, 'w:vanish') ?? style.hidden;
}

function headingLevelOf(properties: XmlElement | null, style: ParagraphStyle): number | null {
  const outline = readNumber(properties, 'w:outlineLvl');
  if (outline === undefined) return style.headingLevel;
  return outline < 9 ? outline + 1 : null;
}

/**
 * The paragraph's own w:numPr goes before its style's; w:numId 0 switches a number off. A style's level is the one that is
 * bound to it (w:pStyle), else its w:ilvl. Source: ECMA-376 Part 1 §17.3.1.19, §17.9.18, §17.9.23.
 */
function numberOf(story: Story, properties: XmlElement | null, style: ParagraphStyle): PrintedNumber | null {
  const own = properties ? childOf(properties, 'w:numPr') : null;
  const ownId = readValue(own, 'w:numId');
  const numId = ownId ?? style.numId;
  if (numId === null || numId === '0') return null;
  const ownLevel = readNumber(own, 'w:ilvl');
  const level = ownLevel ?? (ownId === undefined ? styleLevel(story, numId, style) : 0);
  return story.counter.next(numId, level);
}

function styleLevel(story: Story, numId: string, style: ParagraphStyle): number {
  const levels = story.numbering.get(numId)?.levels;
  for (const id of levels ? style.chain : []) {
    for (const [level, definition] of levels ?? []) if (definition.style === id) return level;
  }
  return style.level ?? 0;
}

/** Blocks of a cell or text box: a part of its own, into which no deleted paragraph mark reaches from outside. */
function readContent(story: Story, elements: readonly XmlElement[], place: Place): SourceBlock[] {
  const output: StoryOutput = { blocks: [], flags: new Map() };
  const outside = story.pending;
  story.pending = null;
  readBlocks(story, elements, { place, output });
  flushPending(story, { place, output });
  story.pending = outside;
  return output.blocks;
}

function readBoxes(story: Story, gathered: Gathered, output: StoryOutput): void {
  for (const box of gathered.boxes) {
    for (const block of readContent(story, childrenOf(box), { part: 'textbox', contents: false }))
      output.blocks.push(block);
  }
}

/** A contents field that never ends would swallow the document: its flags are taken back. */
export function settleContents(story: Story, output: StoryOutput): SourceBlock[] {
  return output.blocks.map((block) => {
    const field = block.kind === 'paragraph' ? output.flags.get(block) : undefined;
    return block.kind === 'paragraph' && field !== undefined && !story.closedFields.has(field)
      ? { ...block, contents: false }
      : block;
  });
}

/** Lines of text of a part that is no body (page headers): one per paragraph with visible text. */
export function readLines(story: Story, root: XmlElement): string[] {
  const output: StoryOutput = { blocks: [], flags: new Map() };
  readBlocks(story, childrenOf(root), { place: { part: 'body', contents: false }, output });
  return output.blocks.flatMap(linesOf).filter((line) => line.trim() !== '');
}

function linesOf(block: SourceBlock): string[] {
  if (block.kind === 'paragraph') return [(block.number ?? '') + block.text];
  return block.rows.map((row) => row.cells.map((cell) => (cell.carried ? '' : cell.text)).join('\t'));
}
