import { type Document, isBesideRows, type Row } from './documents-api.ts';

export interface Segment {
  readonly start: number;
  readonly text: string;
  readonly rowId: string | null;
  readonly skipped: boolean;
}

export interface SourceLine {
  readonly start: number;
  readonly segments: readonly Segment[];
  /** A number that Word made by itself, shown but not part of the text. */
  readonly automaticMark: string | null;
}

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly rowId: string | null;
}

/** The document's text by lines, each cut where a row or a skipped sentence begins and ends. O(text + rows log rows). */
export function sourceLines(
  document: Pick<Document, 'normalizedText' | 'coverage'>,
  rows: readonly Row[],
  showSkipped: boolean,
): SourceLine[] {
  const marks = marksOf(document, rows, showSkipped);
  const automatic = automaticMarks(document.normalizedText, rows);
  const lines: SourceLine[] = [];
  let at = 0;
  let start = 0;
  for (const text of document.normalizedText.split('\n')) {
    const end = start + text.length;
    while (at < marks.length && (marks[at]?.end ?? 0) <= start) at += 1;
    lines.push({ start, segments: cut({ text, start, end }, marks, at), automaticMark: automatic.get(start) ?? null });
    start = end + 1;
  }
  return lines;
}

/** Rows and skipped sentences in order, none overlapping an earlier one. */
function marksOf(document: Pick<Document, 'coverage'>, rows: readonly Row[], showSkipped: boolean): Mark[] {
  const skipped = showSkipped
    ? document.coverage.entries.filter(isBesideRows).map((entry) => ({ ...entry.span, rowId: null }))
    : [];
  const all: Mark[] = [
    ...rows.filter((row) => row.state !== 'removed').map((row) => ({ ...row.item.span, rowId: row.id })),
    ...skipped,
  ];
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  const marks: Mark[] = [];
  let end = 0;
  for (const mark of all) {
    if (mark.end <= end || mark.end <= mark.start) continue;
    marks.push({ ...mark, start: Math.max(mark.start, end) });
    end = mark.end;
  }
  return marks;
}

function cut(line: { text: string; start: number; end: number }, marks: readonly Mark[], from: number): Segment[] {
  const segments: Segment[] = [];
  let at = line.start;
  const piece = (end: number, rowId: string | null, skipped: boolean) => {
    if (end > at)
      segments.push({ start: at, text: line.text.slice(at - line.start, end - line.start), rowId, skipped });
    at = Math.max(at, end);
  };
  for (let index = from; index < marks.length; index += 1) {
    const mark = marks[index];
    if (!mark || mark.start >= line.end) break;
    piece(Math.max(mark.start, line.start), null, false);
    piece(Math.min(mark.end, line.end), mark.rowId, mark.rowId === null);
  }
  piece(line.end, null, false);
  return segments;
}

function automaticMarks(text: string, rows: readonly Row[]): Map<number, string> {
  const marks = new Map<number, string>();
  for (const row of rows) {
    const mark = row.original?.mark ?? '';
    const start = row.original?.span.start ?? 0;
    if (mark === '' || text.slice(Math.max(0, start - mark.length - 4), start).includes(mark)) continue;
    if (start === 0 || text[start - 1] === '\n') marks.set(start, mark);
  }
  return marks;
}
