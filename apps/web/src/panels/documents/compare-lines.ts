import type { AnswerOf, InputOf } from '../../api/operations.ts';
import type { Row } from './documents-api.ts';

export type Compared = AnswerOf<'documents.compare-documents'>;
type Pair = Compared['comparison']['pairs'][number];
export type Difference = Pair['differences'][number];
export type Level = NonNullable<InputOf<'programme.apply-version'>['level']>;

export const groupNames = ['changed', 'added', 'dropped', 'same'] as const;
export type GroupName = (typeof groupNames)[number];

/** One line of the comparison: a row of the earlier version, of the later, or both where they are the same work. */
export interface CompareLine {
  readonly key: string;
  readonly group: GroupName;
  readonly earlier: Row | null;
  readonly later: Row | null;
  readonly likeness: number | null;
  readonly doubt: Pair['doubt'];
  /** A row without a partner whose content stands in a row of the other version. */
  readonly related: RelatedRow | null;
  readonly differences: readonly Difference[];
  /** The pair that a person broke: it can be put together again. */
  readonly brokenPair: string | null;
}

export interface RelatedRow {
  readonly how: Compared['comparison']['related'][number]['how'];
  readonly share: number;
  /** The beginning of the other row. */
  readonly text: string;
}

/** What a task's number and state are, where it is known. */
export interface KnownTask {
  readonly number: string;
  readonly ended: boolean;
}

/** Why a line cannot be ticked. */
export type Closed = 'unconfirmed' | 'taken' | 'ended' | 'unseen';

/** All lines in the order of the later version, what was dropped in the order of the earlier. O(rows). */
export function compareLines(compared: Compared, broken: ReadonlySet<string>): CompareLine[] {
  const earlier = new Map(compared.earlier.rows.map((row) => [row.id, row]));
  const later = new Map(compared.later.rows.map((row) => [row.id, row]));
  const lines: CompareLine[] = [];
  const alone = { likeness: null, doubt: null, differences: [] };
  const related = relatedRows(compared, { earlier, later });
  const addDropped = (id: string, brokenPair: string | null) =>
    lines.push({
      key: id,
      group: 'dropped',
      earlier: earlier.get(id) ?? null,
      later: null,
      ...alone,
      related: related.get(id) ?? null,
      brokenPair,
    });
  const addAdded = (id: string, brokenPair: string | null) =>
    lines.push({
      key: id,
      group: 'added',
      earlier: null,
      later: later.get(id) ?? null,
      ...alone,
      related: related.get(id) ?? null,
      brokenPair,
    });
  for (const pair of compared.comparison.pairs) {
    const key = pairKey(pair);
    if (broken.has(key)) {
      addDropped(pair.earlier, key);
      addAdded(pair.later, key);
    } else
      lines.push({
        key,
        group: pair.differences.length > 0 ? 'changed' : 'same',
        earlier: earlier.get(pair.earlier) ?? null,
        later: later.get(pair.later) ?? null,
        likeness: pair.likeness,
        doubt: pair.doubt,
        related: null,
        differences: pair.differences,
        brokenPair: null,
      });
  }
  for (const id of compared.comparison.dropped) addDropped(id, null);
  for (const id of compared.comparison.added) addAdded(id, null);
  const place = (line: CompareLine) => line.later?.position ?? line.earlier?.position ?? 0;
  return lines.sort((a, b) => place(a) - place(b) || (a.key < b.key ? -1 : 1));
}

/** For each lone row the row of the other version that holds its content. */
function relatedRows(
  { comparison }: Compared,
  rows: Readonly<Record<'earlier' | 'later', ReadonlyMap<string, Row>>>,
): Map<string, RelatedRow> {
  return new Map(
    comparison.related.map(({ earlier, later, how, share }) => {
      const [own, other] = how === 'merged' ? [earlier, rows.later.get(later)] : [later, rows.earlier.get(earlier)];
      return [own, { how, share, text: shortText(other) }];
    }),
  );
}

const shownSigns = 24;
function shortText(row: Row | undefined): string {
  const text = row?.item.text ?? '';
  return text.length > shownSigns ? `${text.slice(0, shownSigns)}…` : text;
}

function pairKey(pair: Pick<Pair, 'earlier' | 'later'>): string {
  return `${pair.earlier}-${pair.later}`;
}

/** Why a line cannot be ticked; null when it can. */
export function closedBecause(line: CompareLine, tasks: ReadonlyMap<string, KnownTask>): Closed | null {
  if (line.later && line.later.state !== 'open') return 'taken';
  if (line.group === 'added') return null;
  const taskId = line.earlier?.taskId;
  if (!taskId) return 'unconfirmed';
  const task = tasks.get(taskId);
  if (!task) return 'unseen';
  return task.ended ? 'ended' : null;
}

/** What is ticked before a person has looked: what goes on as it was, sure pairs that differ, and new tasks. Nothing ends by itself. */
export function tickedAtFirst(line: CompareLine): boolean {
  if (line.group === 'same') return true;
  if (line.group === 'changed') return line.doubt === null;
  return line.group === 'added' && line.brokenPair === null && line.later?.item.kind === 'task';
}

interface Choice {
  readonly documentId: string;
  readonly level: Level;
  /** Why a dropped task ends: its own reason, or the one for all. */
  reasonOf(line: CompareLine): string;
}

/** The ticked lines as the one step that applies them. */
export function applyInput(ticked: readonly CompareLine[], choice: Choice): InputOf<'programme.apply-version'> {
  const seen = (row: Row) => ({ id: row.id, version: row.version });
  return {
    documentId: choice.documentId,
    level: choice.level,
    change: ticked.flatMap(({ earlier, later }) =>
      earlier?.taskId && later ? [{ taskId: earlier.taskId, row: seen(later) }] : [],
    ),
    add: ticked.flatMap(({ earlier, later }) => (later && !earlier ? [seen(later)] : [])),
    end: ticked.flatMap((line) =>
      line.earlier?.taskId && !line.later ? [{ taskId: line.earlier.taskId, reason: choice.reasonOf(line) }] : [],
    ),
  };
}
