import type { Outcome, SourceBlock, SourceDocument, SourceParagraph, SourceTable } from '@qipan/kernel';
import { readDocument } from '../read-document.ts';

/** The value of an outcome that must be answered. */
export function answered<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.code} ${JSON.stringify(outcome.values)}`);
  return outcome.value;
}

/** The code of an outcome that must be refused. */
export function refusedCode(outcome: Outcome<unknown>): string {
  if (outcome.ok) throw new Error('was answered');
  return outcome.code;
}

export async function readDocx(bytes: Uint8Array): Promise<SourceDocument> {
  return answered(await readDocument({ bytes, fileName: '方案.docx' }));
}

export function paragraphsOf(blocks: readonly SourceBlock[]): SourceParagraph[] {
  return blocks.filter((block) => block.kind === 'paragraph');
}

export function tablesOf(blocks: readonly SourceBlock[]): SourceTable[] {
  return blocks.filter((block) => block.kind === 'table');
}

/** '一、|text' of each paragraph. */
export function printed(blocks: readonly SourceBlock[]): string[] {
  return paragraphsOf(blocks).map((paragraph) => `${paragraph.number ?? ''}|${paragraph.text}`);
}

/** Texts of a table, row by row; a carried cell ends in '*'. */
export function gridOf(table: SourceTable | undefined): string[][] {
  return (table?.rows ?? []).map((row) => row.cells.map((cell) => cell.text + (cell.carried ? '*' : '')));
}
