import { decompose, type DecomposeResult, type DutyUnit } from '@qipan/engines/decompose';
import { readDocument, readPastedText } from '@qipan/formats';
import { ok, type Outcome, refuse, type SourceDocument } from '@qipan/kernel';
import { findSecrecy } from './secrecy.ts';

export interface SourceInput {
  readonly file?: { readonly name: string; readonly bytes: Uint8Array } | undefined;
  readonly text?: string | undefined;
  readonly columns?: Readonly<Record<string, string>> | undefined;
}

/**
 * File or pasted text to rows. A document marked 秘密, 机密 or 绝密 is refused here, before anybody stores anything of it;
 * 内部资料 and 工作秘密 come back as a warning that the caller decides on. Pure; linear in the text.
 */
export async function readSource(
  input: SourceInput,
  units: readonly DutyUnit[],
): Promise<Outcome<{ source: SourceDocument; result: DecomposeResult; internalMark: string | null }>> {
  const source = await readInput(input);
  if (!source.ok) return source;
  const secrecy = findSecrecy(source.value);
  if (secrecy?.level === 'secret') return refuse('documents.secret', { mark: secrecy.mark });
  const parameters = { units, ...(input.columns ? { columns: input.columns } : {}) };
  const result = decompose({ source: source.value, parameters });
  if (!result.ok) return result;
  const internalMark = secrecy?.mark ?? null;
  const warning = internalMark ? [{ code: 'documents.internal', values: { mark: internalMark } }] : [];
  return ok({
    source: source.value,
    result: { ...result.value, warnings: [...warning, ...result.value.warnings] },
    internalMark,
  });
}

async function readInput(input: SourceInput): Promise<Outcome<SourceDocument>> {
  if (input.file) return readDocument({ bytes: input.file.bytes, fileName: input.file.name });
  if (input.text !== undefined && input.text.trim() !== '') return readPastedText(input.text);
  return refuse('documents.nothing-given', {}, 'file');
}
