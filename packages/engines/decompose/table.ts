/**
 * Rows of a table: title rows skipped, the header row found, repeated headers skipped, group rows and merged group cells
 * carried to the path, columns in any order. Source: 分解表 and 台账 observed 2006–2025. O(cells).
 */
import { type Field, fieldOf, finestText, headerKey, namedField, isBlankWord } from './columns.ts';
import type { DecomposeResult, Span } from './contract.ts';
import type { CellFields, Draft } from './draft.ts';
import { kindOfHeading, kindOfItem } from './headings.ts';
import { readMark } from './marks.ts';
import type { Grid, GridCell, GridRow } from './printed.ts';
import { readBracket, readLabelled, type Responsibility } from './responsibility.ts';
import type { Claim } from './draft.ts';
import type { Place, Walk } from './place.ts';
import { endsTitle } from './titles.ts';
import { readUnitList } from './unit-list.ts';

export interface Column {
  readonly header: string;
  readonly field: Field;
  readonly at: number;
}
interface Header {
  readonly columns: readonly Column[];
  /** First row below the header. */
  readonly from: number;
  readonly keys: string;
}
/** What a table leaves behind beside its rows. */
export interface TableReport {
  readonly columns: DecomposeResult['columns'];
  readonly recognised: boolean;
}

const LOOK = 12;

function rowKey(row: GridRow): string {
  return row.cells.map((cell) => headerKey(cell.folded)).join('|');
}

function fieldFor(header: string, named: Readonly<Record<string, string>>): Field | null {
  for (const [printed, field] of Object.entries(named))
    if (headerKey(printed) === headerKey(header)) return namedField(field);
  return fieldOf(header);
}

/** The header row: the first with at least two known headers, one of them a task. A second header row below is joined. */
function findHeader(grid: Grid, named: Readonly<Record<string, string>>): Header | null {
  for (let i = 0; i < Math.min(grid.rows.length, LOOK); i++) {
    const row = grid.rows[i];
    if (row === undefined) continue;
    const fields = row.cells.map((cell) => fieldFor(cell.folded, named));
    const known = fields.filter((field) => field !== null).length;
    if (known < 2 || !fields.includes('text') || new Set(row.cells.map((cell) => cell.folded)).size < 2) continue;
    const second = grid.rows[i + 1];
    const wide = row.cells.some((cell) => cell.columnSpan > 1);
    const joined =
      second !== undefined && wide && second.cells.filter((cell) => fieldFor(cell.folded, named) !== null).length >= 2;
    const columns =
      joined && second !== undefined
        ? joinHeaders(row, second)
        : row.cells.map((cell) => ({ header: cell.folded, at: cell.column }));
    return { columns: assign(columns, named), from: i + (joined ? 2 : 1), keys: rowKey(row) };
  }
  return null;
}

/** The title that stands in a row of its own above the header, null where none. */
export function tableTitle(grid: Grid, named: Readonly<Record<string, string>>): GridCell | null {
  const header = findHeader(grid, named);
  if (header === null) return null;
  for (const row of grid.rows.slice(0, header.from - 1)) {
    const filled = row.cells.filter((cell) => cell.end > cell.start && !cell.carried);
    const only = filled[0];
    if (filled.length === 1 && only !== undefined && endsTitle(only.folded.replace(/\s+/g, ''))) return only;
  }
  return null;
}

function joinHeaders(top: GridRow, below: GridRow): { header: string; at: number }[] {
  const columns = new Map<number, string>();
  for (const cell of top.cells) columns.set(cell.column, cell.folded);
  for (const cell of below.cells) if (cell.folded !== '' && !cell.carried) columns.set(cell.column, cell.folded);
  return Array.from(columns, ([at, header]) => ({ at, header })).sort((a, b) => a.at - b.at);
}

function assign(headers: readonly { header: string; at: number }[], named: Readonly<Record<string, string>>): Column[] {
  const fields = headers.map(({ header }) => fieldFor(header, named));
  const texts = fields.flatMap((field, i) => (field === 'text' ? [i] : []));
  const chosen =
    texts.length > 1
      ? finestText(
          headers.map(({ header }) => header),
          texts,
        )
      : texts[0];
  return headers.map(({ header, at }, i) => {
    const field = fields[i] ?? null;
    return { header, at, field: field === 'text' && i !== chosen ? 'path' : (field ?? 'extra') };
  });
}

function cellAt(row: GridRow, column: number): GridCell | null {
  return row.cells.find((cell) => cell.column <= column && column < cell.column + cell.columnSpan) ?? null;
}

function printedOf(walk: Walk, span: Span): string {
  return walk.texts.text.slice(span.start, span.end);
}

const ROLES: ReadonlyMap<Field, 'lead' | 'support' | 'unit'> = new Map<Field, 'lead' | 'support' | 'unit'>([
  ['lead', 'lead'],
  ['support', 'support'],
  ['units', 'unit'],
]);

function readUnits(walk: Walk, cells: readonly { field: Field; cell: GridCell }[]): Responsibility[] {
  const found: Responsibility[] = [];
  for (const { field, cell } of cells) {
    const role = ROLES.get(field);
    if (role === undefined || cell.end <= cell.start) continue;
    const slice = { ...walk.texts, start: cell.start, end: cell.end };
    const labelled =
      readLabelled(slice) ??
      (role === 'unit' && /牵头|配合|参与|负责/.test(cell.folded) ? readBracket(slice, true) : null);
    if (labelled !== null && labelled.units.length > 0) {
      found.push(labelled);
      continue;
    }
    const list = readUnitList(slice, false);
    if (list.units.every(({ folded }) => isBlankWord(folded))) continue;
    found.push({
      units: list.units,
      lead: role === 'lead' ? list.units : [],
      support: role === 'support' ? list.units : [],
      leaders: [],
      contact: [],
      open: list.open,
      span: { start: cell.start, end: cell.end },
      times: [],
      rule: null,
    });
  }
  return found;
}

function listOf(text: string): string[] {
  return text
    .split(/[、,，;；\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !isBlankWord(one));
}

function readCells(walk: Walk, columns: readonly Column[], row: GridRow): CellFields {
  const at = (field: Field): { column: Column; cell: GridCell }[] =>
    columns.flatMap((column) => {
      const cell = column.field === field ? cellAt(row, column.at) : null;
      return cell === null || cell.end <= cell.start ? [] : [{ column, cell }];
    });
  const text = (cell: GridCell): string => printedOf(walk, cell);
  const deadline = at('deadline')[0]?.cell ?? null;
  return {
    leaders: at('leaders').flatMap(({ cell }) => listOf(text(cell))),
    contact: at('contact').flatMap(({ cell }) => listOf(text(cell))),
    projects: columns.flatMap((column) => {
      const cell = /^(?:重点|建设)?项目(?:名称)?$/.test(column.header) ? cellAt(row, column.at) : null;
      return cell === null || cell.end <= cell.start || cell.carried ? [] : [text(cell).replace(/\s+/g, '')];
    }),
    stages: at('stage').map(({ column, cell }) => ({ label: column.header, text: text(cell) })),
    extra: [...at('goal'), ...at('extra')]
      .sort((a, b) => a.column.at - b.column.at)
      .map(({ column, cell }) => ({ column: column.header, text: text(cell) })),
    deadline: deadline === null ? null : { start: deadline.start, end: deadline.end },
    goals: at('goal').map(({ cell }) => ({ start: cell.start, end: cell.end })),
  };
}

/** A row that only names a group: one printed cell over the table, or one cell where others are empty. */
function groupRow(row: GridRow, columns: readonly Column[]): GridCell | null {
  const filled = row.cells.filter((cell) => cell.end > cell.start && !cell.carried);
  const only = filled[0];
  if (filled.length !== 1 || only === undefined || only.folded.length > 60) return null;
  const text = columns.find(({ field }) => field === 'text');
  const pattern = readMark(only.folded)?.pattern ?? null;
  const high = pattern === 'chinese' || pattern === 'chapter' || pattern === 'section';
  if (text !== undefined && only.column === text.at && columns.length > 1)
    return high && !/[。;]/.test(only.folded) ? only : null;
  if (only.columnSpan >= Math.max(2, columns.length - 1)) return only;
  return text !== undefined && only.column === (columns[0]?.at ?? 0) && only.column !== text.at
    ? only
    : readMark(only.folded) !== null && row.cells.length > 1 && only.columnSpan > 1
      ? only
      : null;
}

function depthOf(folded: string): number {
  const pattern = readMark(folded)?.pattern ?? null;
  if (pattern === 'chinese' || pattern === 'chapter') return 1;
  if (pattern === 'chinese-brackets') return 2;
  return 1;
}

function pushClaim(walk: Walk, span: Span, claim: Omit<Claim, 'span'>): void {
  if (span.end > span.start) walk.claims.push({ span: { start: span.start, end: span.end }, ...claim });
}

function pathOf(walk: Walk, columns: readonly Column[], row: GridRow): string[] {
  return columns.flatMap((column) => {
    const cell = column.field === 'path' ? cellAt(row, column.at) : null;
    return cell === null || cell.end <= cell.start ? [] : [printedOf(walk, cell).replace(/\s*\n\s*/g, '')];
  });
}

interface Reading {
  readonly walk: Walk;
  readonly header: Header;
  readonly place: Place;
  groups: string[];
}

function readRow(reading: Reading, row: GridRow): void {
  const { walk, header, place } = reading;
  const textColumn = header.columns.find(({ field }) => field === 'text');
  const cell = textColumn === undefined ? null : cellAt(row, textColumn.at);
  if (cell === null || cell.end <= cell.start || row.cells.some(({ folded }) => /^(?:合计|总计|小计)$/.test(folded))) {
    for (const other of row.cells)
      if (!other.carried) pushClaim(walk, other, { as: 'skipped', draft: null, reason: 'decompose.skipped-empty-row' });
    return;
  }
  const units = readUnits(
    walk,
    header.columns.flatMap((column) => {
      const found = cellAt(row, column.at);
      return found === null || (found.carried && cell.carried) ? [] : [{ field: column.field, cell: found }];
    }),
  );
  const before = walk.drafts.at(-1);
  if (cell.carried && before !== undefined && before.text.start === cell.start) {
    walk.drafts[walk.drafts.length - 1] = { ...before, responsibility: [...before.responsibility, ...units] };
    for (const other of row.cells)
      if (!other.carried) pushClaim(walk, other, { as: 'responsibility', draft: walk.drafts.length - 1, reason: null });
    return;
  }
  const mark = readMark(cell.folded);
  const orderColumn = header.columns.find(({ field }) => field === 'order');
  const order = orderColumn === undefined ? null : cellAt(row, orderColumn.at);
  const cut = mark !== null && mark.pattern !== 'bullet' ? mark.length : 0;
  const text = { start: cell.start + cut, end: cell.end };
  const path = [...place.path, ...reading.groups, ...pathOf(walk, header.columns, row)];
  const groupKind = kindOfHeading(path.at(-1) ?? '');
  const kind = place.notice
    ? 'requirement'
    : groupKind === 'requirement' || groupKind === 'principle'
      ? groupKind
      : kindOfItem(walk.texts.folded.slice(text.start, text.end));
  const draft: Draft = {
    kind,
    mark:
      cut > 0
        ? printedOf(walk, { start: cell.start, end: text.start }).trim()
        : order === null
          ? ''
          : printedOf(walk, order),
    path,
    text,
    responsibility: units,
    inherited: place.inherited,
    goal: place.goal ?? walk.goal,
    rule: walk.rule,
    cells: readCells(walk, header.columns, row),
  };
  const index = walk.drafts.length;
  walk.drafts.push(draft);
  for (const other of row.cells) {
    if (other.carried) continue;
    const field = header.columns.find(({ at }) => at === other.column)?.field ?? 'extra';
    const as =
      other === cell
        ? 'row'
        : field === 'path'
          ? 'heading'
          : ROLES.has(field) || field === 'leaders'
            ? 'responsibility'
            : 'part-of-row';
    pushClaim(walk, other, { as, draft: index, reason: null });
  }
}

/** Reads a table into drafts; without a header that names tasks it reports so and its cells are skipped. O(cells). */
export function readTable(
  walk: Walk,
  grid: Grid,
  options: { place: Place; named: Readonly<Record<string, string>> },
): TableReport {
  const header = findHeader(grid, options.named);
  if (header === null) {
    for (const row of grid.rows)
      for (const cell of row.cells)
        if (!cell.carried) pushClaim(walk, cell, { as: 'skipped', draft: null, reason: 'decompose.skipped-table' });
    return { columns: [], recognised: grid.rows.length < 2 };
  }
  const reading: Reading = { walk, header, place: options.place, groups: [] };
  grid.rows.forEach((row, i) => {
    if (i < header.from) {
      const head = rowKey(row) === header.keys || i === header.from - 1;
      for (const cell of row.cells)
        if (!cell.carried)
          pushClaim(walk, cell, {
            as: head ? 'heading' : 'envelope',
            draft: null,
            reason: head ? null : 'decompose.envelope-title',
          });
      return;
    }
    if (rowKey(row) === header.keys || (row.header && i > 0 && rowKey(row).startsWith(header.keys.slice(0, 8)))) {
      for (const cell of row.cells)
        pushClaim(walk, cell, { as: 'skipped', draft: null, reason: 'decompose.skipped-repeated-header' });
      return;
    }
    const group = groupRow(row, header.columns);
    if (group !== null) {
      const depth = depthOf(group.folded);
      reading.groups = [...reading.groups.slice(0, depth - 1), printedOf(walk, group).replace(/\s*\n\s*/g, '')];
      pushClaim(walk, group, { as: 'heading', draft: null, reason: null });
      return;
    }
    readRow(reading, row);
  });
  const columns = header.columns.map(({ header: name, field }) => ({
    header: name,
    field: field === 'extra' ? null : field,
  }));
  return { columns, recognised: true };
}
