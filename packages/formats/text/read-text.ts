import type { SourceDocument, SourceNote, SourceParagraph } from '@qipan/kernel';
import { limits } from '../limits.ts';
import { stop } from '../stop.ts';

/**
 * Plain text: each line one paragraph, empty ones too; a vertical tab (Word's soft break when copied) is a break inside it.
 * Nothing is interpreted. Stops on text without a visible sign and beyond the limits. O(text).
 */
export function readPlainText(
  text: string,
  origin: { format: 'txt' | 'paste'; notes: readonly SourceNote[] },
): SourceDocument {
  const blocks = splitLines(text).map((line, index) => plainParagraph(line.replaceAll('\v', '\n'), index));
  return { format: origin.format, blocks, pageHeaders: [], notes: origin.notes };
}

/** Lines of a text within the limits. A page end is a line end. */
export function splitLines(text: string): string[] {
  if (text.length > limits.characters) stop('formats.too-much-text', { limit: limits.characters });
  if (text.trim() === '') stop('formats.empty', {});
  const lines = text.split(/\r\n|[\n\r\f\u0085\u2028\u2029]/);
  if (lines.at(-1) === '') lines.pop();
  if (lines.length > limits.paragraphs) stop('formats.too-many-paragraphs', { limit: limits.paragraphs });
  return lines;
}

export function plainParagraph(text: string, index: number): SourceParagraph {
  return {
    kind: 'paragraph',
    text,
    number: null,
    numberLevel: null,
    headingLevel: null,
    bold: false,
    contents: false,
    origin: { part: 'body', index },
  };
}
