import type { SourceOrigin } from '@qipan/kernel';
import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import type { NumberCounter } from './count-numbers.ts';
import type { Numbering } from './numbering.ts';
import type { Styles } from './styles.ts';

/** A field (§17.16.18) that is open at the place of reading: from its begin to its separate mark it holds instructions, then its result. */
export interface OpenField {
  instruction: string;
  inResult: boolean;
  /** Characters that were no text because the field had not come to its result. */
  swallowed: number;
  /** Its number among the document's fields, so that a contents field that never ends can be told. */
  readonly serial: number;
}

/** What was met on the way and is said in the notes. */
export interface Tally {
  insertions: number;
  deletions: number;
  hiddenCharacters: number;
  comments: number;
  pictures: number;
  embedded: number;
}

/** Text that a paragraph gathers. One whose mark was deleted runs on into the next paragraph. */
export interface Gathered {
  text: string;
  hasBold: boolean;
  hasPlain: boolean;
  hasHidden: boolean;
  /** Visible characters inside the result of a contents field, and the field; and outside of any. */
  contentsCharacters: number;
  otherCharacters: number;
  contentsField: number | null;
  /** Text boxes that are anchored in the paragraph. */
  readonly boxes: XmlElement[];
}

/**
 * One reading of one document: what its parts define, and what was met so far. Filled while the parts are walked in the order
 * in which they are printed, because numbers and fields run on from paragraph to paragraph.
 */
export interface Story {
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly counter: NumberCounter;
  readonly tally: Tally;
  readonly fields: OpenField[];
  /** Contents fields that were closed again. */
  readonly closedFields: Set<number>;
  fieldCount: number;
  /** How many w:p of each part were met. */
  readonly counts: Record<SourceOrigin['part'], number>;
  /** Notes whose reference stands in the accepted text, as '<part> <id>'. */
  readonly noteReferences: Set<string>;
  /** Words of WordArt and picture watermarks. */
  readonly wordArt: string[];
  /** Text of a paragraph whose mark was deleted, waiting for the next one. */
  pending: Gathered | null;
  characters: number;
  carriedCharacters: number;
  paragraphs: number;
}

/** Where the walk stands. */
export interface Place {
  readonly part: SourceOrigin['part'];
  /** Inside a content control that Word marks as a table of contents. */
  readonly contents: boolean;
}

export function beginStory(definitions: { styles: Styles; numbering: Numbering; counter: NumberCounter }): Story {
  return {
    ...definitions,
    tally: { insertions: 0, deletions: 0, hiddenCharacters: 0, comments: 0, pictures: 0, embedded: 0 },
    fields: [],
    closedFields: new Set(),
    fieldCount: 0,
    counts: { body: 0, footnote: 0, textbox: 0, sheet: 0 },
    noteReferences: new Set(),
    wordArt: [],
    pending: null,
    characters: 0,
    carriedCharacters: 0,
    paragraphs: 0,
  };
}

export function beginGathering(): Gathered {
  return {
    text: '',
    hasBold: false,
    hasPlain: false,
    hasHidden: false,
    contentsCharacters: 0,
    otherCharacters: 0,
    contentsField: null,
    boxes: [],
  };
}

/** Takes one w:p into account and gives its place in its part. */
export function takeOrigin(story: Story, part: SourceOrigin['part']): SourceOrigin {
  story.paragraphs += 1;
  if (story.paragraphs > limits.paragraphs) stop('formats.too-many-paragraphs', { limit: limits.paragraphs });
  const index = story.counts[part];
  story.counts[part] = index + 1;
  return { part, index };
}

/** Counts text against the limit of characters. */
export function takeCharacters(story: Story, count: number): void {
  story.characters += count;
  if (story.characters > limits.characters) stop('formats.too-much-text', { limit: limits.characters });
}
