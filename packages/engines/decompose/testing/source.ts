import type { SourceDocument, SourceParagraph, SourceTable } from '@qipan/kernel';
import type { DecomposeResult, DutyUnit } from '../contract.ts';
import { decompose } from '../decompose.ts';

function paragraph(text: string, index: number): SourceParagraph {
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

/** A plain text as the reader gives it: each line one paragraph. */
export function sourceOf(text: string): SourceDocument {
  return { format: 'txt', blocks: text.split('\n').map(paragraph), pageHeaders: [], notes: [] };
}

/** The same text as Word keeps it: marks at line starts become automatic numbers. */
export function numberedSourceOf(text: string): SourceDocument {
  const blocks = text.split('\n').map((line, index) => {
    const mark = /^\s*([一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,3}\.(?!\d))\s*/.exec(line);
    const number = mark?.[1] ?? null;
    return { ...paragraph(line.slice(mark?.[0].length ?? 0), index), number, numberLevel: number === null ? null : 0 };
  });
  return { format: 'docx', blocks, pageHeaders: [], notes: [] };
}

/** A table from rows of cells; `null` is a cell that a merge above covers. */
export function tableOf(rows: readonly (readonly (string | null)[])[], sheet: string | null = null): SourceDocument {
  const last = new Map<number, string>();
  let index = 0;
  const table: SourceTable = {
    kind: 'table',
    sheet,
    rows: rows.map((cells, row) => ({
      header: false,
      index: row,
      cells: cells.map((text, column) => {
        const carried = text === null;
        if (!carried) last.set(column, text);
        index += carried ? 0 : 1;
        return {
          text: text ?? last.get(column) ?? '',
          column,
          columnSpan: 1,
          carried,
          origin: { part: 'sheet' as const, index: index - 1 },
        };
      }),
    })),
  };
  return { format: 'xlsx', blocks: [table], pageHeaders: [], notes: [] };
}

/** Decomposes and gives the result; a refusal fails the test. */
export function read(source: SourceDocument | string, units: readonly DutyUnit[] = []): DecomposeResult {
  const outcome = decompose({ source: typeof source === 'string' ? sourceOf(source) : source, parameters: { units } });
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
  return outcome.value;
}
