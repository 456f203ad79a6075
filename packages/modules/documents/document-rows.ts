import type { DecomposeResult, Item } from '@qipan/engines/decompose';
import type { ColumnValue, RowChange } from '@qipan/kernel';

/** Distance between the positions of two rows, so that another fits between them. */
const positionStep = 1024;

interface Place {
  readonly region_code: string;
  readonly demonstration: boolean;
}

/** The plan's own title, else a table's title row, else the file's name, else the first words. */
export function titleOf(result: DecomposeResult, fileName: string | null): string {
  const row = result.coverage.entries.find((entry) => entry.reason === 'decompose.envelope-title');
  const printed = row === undefined ? '' : result.normalizedText.slice(row.span.start, row.span.end).trim();
  const fromTable = result.documentKind === 'table' && printed.length > 0 && printed.length <= 100 ? printed : null;
  const fromFile = fileName?.replace(/\.[^.]+$/, '') ?? null;
  return result.title ?? fromTable ?? fromFile ?? result.normalizedText.trim().slice(0, 40);
}

/** What the engine read of a document as a whole, as columns. */
export function documentValues(result: DecomposeResult): Record<string, ColumnValue> {
  return {
    number: result.number,
    issued: result.issued,
    issuer: result.issuer,
    addressees: result.addressees,
    document_kind: result.documentKind,
    normalized_text: result.normalizedText,
    origins: result.origins,
    coverage: result.coverage,
    targets: result.targets,
    columns: result.columns,
    warnings: result.warnings,
  };
}

/** One open row for each item, in order. `firstSerial` goes on where earlier rows of the document ended. */
export function rowInserts(
  items: readonly Item[],
  given: { documentId: string; place: Place; firstSerial: number; newId(): string },
): RowChange[] {
  return items.map((item, index) => {
    const serial = given.firstSerial + index;
    const position = serial * positionStep;
    const values = {
      document_id: given.documentId,
      ...given.place,
      serial,
      position,
      state: 'open',
      item,
      original: item,
      edits: {},
      task_id: null,
    };
    return { op: 'insert', table: 'documents.row', id: given.newId(), values };
  });
}

/** A person's choice of columns is remembered for the region, by header. */
export function chosenColumns(
  chosen: Readonly<Record<string, string>>,
  remembered: readonly { id: string; version: number; header: string; field: string }[],
  context: { place: Place; newId(): string },
): RowChange[] {
  return Object.entries(chosen).flatMap(([header, field]): RowChange[] => {
    const before = remembered.find((choice) => choice.header === header);
    if (before?.field === field) return [];
    if (before)
      return [
        { op: 'update', table: 'documents.column_choice', id: before.id, version: before.version, values: { field } },
      ];
    return [
      {
        op: 'insert',
        table: 'documents.column_choice',
        id: context.newId(),
        values: { ...context.place, header, field },
      },
    ];
  });
}
