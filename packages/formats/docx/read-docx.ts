import type { SourceDocument, SourceNote } from '@qipan/kernel';
import { readRelationships, type Relationship } from '../archive/package-parts.ts';
import type { Archive } from '../archive/read-archive.ts';
import { stop } from '../stop.ts';
import { childrenOf, readXmlTree, streamXml, type XmlElement } from '../xml/read-xml.ts';
import { countNumbers } from './count-numbers.ts';
import { readNumbering } from './numbering.ts';
import { flushPending, readBlocks, readLines, settleContents, type StoryOutput } from './read-story.ts';
import { beginStory, type Place, type Story } from './story.ts';
import { readStyles } from './styles.ts';

/**
 * A Word document as it is printed: automatic numbers rebuilt, tracked changes accepted, hidden text and comments left out.
 * Paragraphs of the body come first, foot- and endnotes after them. Stops (see `settle`) on broken or hostile input.
 * O(inflated bytes). Source: ECMA-376 Part 1 §11.3 (parts), §17 (WordprocessingML).
 */
export function readDocx(archive: Archive, mainPart: string): SourceDocument {
  const relationships = readRelationships(archive, mainPart);
  const story = openStory(archive, relationships);
  const body: Place = { part: 'body', contents: false };
  const output: StoryOutput = { blocks: [], flags: new Map() };
  const target = { place: body, output };
  const bytes = archive.read(mainPart) ?? stop('formats.archive-broken', { part: mainPart });
  streamXml({ bytes, part: mainPart, parents: ['w:body'], onChild: (child) => readBlocks(story, [child], target) });
  flushPending(story, target);
  for (const kind of ['footnote', 'endnote'] as const) readNotes(story, { archive, relationships, kind, output });
  const blocks = settleContents(story, output);
  if (story.characters === 0)
    stop(story.tally.pictures > 0 ? 'formats.only-pictures' : 'formats.no-text', { count: story.tally.pictures });
  const swallowed = story.fields.reduce((sum, field) => sum + field.swallowed, 0);
  if (swallowed > 0) stop('formats.field-broken', { count: swallowed });
  const unknownFormats = [...story.counter.unknownFormats];
  const pageHeaders = readPageHeaders(story, archive, relationships);
  return { format: 'docx', blocks, pageHeaders, notes: notesOf(story, archive, unknownFormats) };
}

function openStory(archive: Archive, relationships: readonly Relationship[]): Story {
  const styles = readStyles(readRelated(archive, relationships, 'styles'));
  const numbering = readNumbering(readRelated(archive, relationships, 'numbering'), styles);
  return beginStory({ styles, numbering, counter: countNumbers(numbering) });
}

function readRelated(archive: Archive, relationships: readonly Relationship[], type: string): XmlElement | null {
  const part = relationships.find((relationship) => relationship.type === type)?.target;
  const bytes = part === undefined ? null : archive.read(part);
  return bytes && part !== undefined ? readXmlTree(bytes, part) : null;
}

interface NotesPart {
  readonly archive: Archive;
  readonly relationships: readonly Relationship[];
  readonly kind: 'footnote' | 'endnote';
  readonly output: StoryOutput;
}

/** Notes that the accepted text refers to; separators and notes of deleted references are none (§17.11). */
function readNotes(story: Story, notes: NotesPart): void {
  const root = readRelated(notes.archive, notes.relationships, `${notes.kind}s`);
  const place: Place = { part: 'footnote', contents: false };
  for (const note of root ? childrenOf(root, `w:${notes.kind}`) : []) {
    if (!story.noteReferences.has(`${notes.kind} ${note.attributes['w:id'] ?? ''}`)) continue;
    story.fields.length = 0;
    readBlocks(story, childrenOf(note), { place, output: notes.output });
    flushPending(story, { place, output: notes.output });
  }
}

/** Each line of the headers and footers once, in the order of the parts, then the words of WordArt and watermarks. */
function readPageHeaders(story: Story, archive: Archive, relationships: readonly Relationship[]): string[] {
  const lines = new Set<string>();
  const parts = new Set(
    relationships.filter(({ type }) => type === 'header' || type === 'footer').map(({ target }) => target),
  );
  for (const part of parts) {
    const bytes = archive.read(part);
    story.fields.length = 0;
    for (const line of bytes ? readLines(story, readXmlTree(bytes, part)) : []) lines.add(line);
  }
  for (const words of story.wordArt) lines.add(words);
  return [...lines];
}

function notesOf(story: Story, archive: Archive, unknownFormats: readonly string[]): SourceNote[] {
  const { tally } = story;
  const notes: SourceNote[] = [];
  const embedded = archive.names.filter((name) => name.includes('/embeddings/')).length;
  const macros = archive.names.some((name) => name.endsWith('vbaproject.bin'));
  if (tally.insertions + tally.deletions > 0) {
    notes.push({ code: 'formats.tracked-changes', values: { inserted: tally.insertions, deleted: tally.deletions } });
  }
  if (tally.hiddenCharacters > 0)
    notes.push({ code: 'formats.hidden-text', values: { count: tally.hiddenCharacters } });
  if (tally.comments > 0) notes.push({ code: 'formats.comments-left-out', values: { count: tally.comments } });
  if (tally.pictures > 0) notes.push({ code: 'formats.pictures-left-out', values: { count: tally.pictures } });
  if (Math.max(embedded, tally.embedded) > 0)
    notes.push({ code: 'formats.embedded-left-out', values: { count: Math.max(embedded, tally.embedded) } });
  if (macros) notes.push({ code: 'formats.macros-ignored', values: {} });
  for (const format of unknownFormats) notes.push({ code: 'formats.unknown-number-format', values: { format } });
  return notes;
}
