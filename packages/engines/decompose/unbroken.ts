/**
 * Reads a responsibility from a stretch that the file broke over lines: the breaks are taken out, the stretch is read, and
 * every span is put back where it stands in the print. O(length of the stretch).
 */
import type { Span } from './contract.ts';
import type { Responsibility } from './responsibility.ts';
import type { NamedUnit, Slice } from './unit-list.ts';

interface Compact {
  readonly slice: Slice;
  /** Offset in the print of each code unit of the compact text, and one more for its end. */
  readonly offsets: readonly number[];
}

function compact(slice: Slice): Compact {
  const kept: string[] = [];
  const folded: string[] = [];
  const offsets: number[] = [];
  for (let i = slice.start; i < slice.end; i++) {
    if (slice.folded.charAt(i) === '\n') {
      while (i + 1 < slice.end && /\s/.test(slice.folded.charAt(i + 1))) i += 1;
      continue;
    }
    kept.push(slice.text.charAt(i));
    folded.push(slice.folded.charAt(i));
    offsets.push(i);
  }
  offsets.push(slice.end);
  return { slice: { text: kept.join(''), folded: folded.join(''), start: 0, end: kept.length }, offsets };
}

function restore(found: Responsibility, { offsets, slice }: Compact): Responsibility {
  const end = offsets[slice.end] ?? 0;
  const spanOf = (span: Span): Span => ({
    start: offsets[span.start] ?? end,
    end: span.end > span.start ? (offsets[span.end - 1] ?? end - 1) + 1 : (offsets[span.start] ?? end),
  });
  const unitOf = (unit: NamedUnit): NamedUnit => ({ ...unit, ...spanOf(unit) });
  return {
    ...found,
    units: found.units.map(unitOf),
    lead: found.lead.map(unitOf),
    support: found.support.map(unitOf),
    span: spanOf(found.span),
    times: found.times.map(spanOf),
    rule: found.rule === null ? null : { ...found.rule, span: spanOf(found.rule.span) },
  };
}

/** `read` on the stretch without its line breaks. */
export function readUnbroken(slice: Slice, read: (slice: Slice) => Responsibility | null): Responsibility | null {
  if (!slice.folded.slice(slice.start, slice.end).includes('\n')) return read(slice);
  const whole = compact(slice);
  const found = read(whole.slice);
  return found === null ? null : restore(found, whole);
}
