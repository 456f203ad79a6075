/** A paragraph of the folded text with its mark. */
import type { Mark } from './marks.ts';

/** `start`..`end` is the content after the mark; `from` is where the mark begins (equal to `start` for automatic numbers). */
export interface Paragraph {
  readonly from: number;
  readonly start: number;
  readonly end: number;
  readonly folded: string;
  readonly mark: Mark | null;
  /** Outline level of the Word style, null where none. */
  readonly heading: number | null;
  /** The mark stood inside a line, not at its start. */
  readonly inline: boolean;
}
