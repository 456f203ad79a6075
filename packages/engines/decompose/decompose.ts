/**
 * From a document to rows: the stages in order. Deterministic, no model, no clock, no input or output.
 * Method: a grammar of official documents (envelope, ladder of headings, responsibility, dates, aims) on a folded copy
 * of the printed text. Source: GB/T 9704-2012 and the shapes observed in municipal and national plans 2006–2025.
 * O(n) in the text, O(n log n) in the number of sentences.
 */
import { ok, type Outcome, refuse } from '@qipan/kernel';
import { readCoverage } from './coverage.ts';
import { type DecomposeInput, type DecomposeResult, MAX_CHARACTERS, MAX_ITEMS } from './contract.ts';
import { finishItem } from './item.ts';
import { print } from './printed.ts';
import { readStructure } from './structure.ts';
import { buildSuggestIndex } from './suggest.ts';
import { documentTargets, readFacts } from './document-facts.ts';
import { readWarnings } from './warnings.ts';

/** Characters of all paragraphs and cells; null where something that should be text is not. */
function measure(source: DecomposeInput['source']): number | null {
  let count = 0;
  for (const block of source.blocks) {
    if (block.kind === 'paragraph') {
      if (typeof block.text !== 'string') return null;
      count += block.text.length;
      continue;
    }
    for (const row of block.rows)
      for (const cell of row.cells) {
        if (typeof cell.text !== 'string') return null;
        if (!cell.carried) count += cell.text.length;
      }
  }
  return count;
}

/** Rows in the order of their text, whatever was read first; those of one place stay as they were read. */
function byPlace(drafts: readonly { text: { start: number } }[]): (a: number, b: number) => number {
  const start = (index: number) => drafts[index]?.text.start ?? 0;
  return (a, b) => start(a) - start(b) || a - b;
}

/**
 * Decomposes a document. Refuses only what is over a limit or no text; any other text gives an answer, if an empty one.
 * The result holds no object of the input.
 */
export function decompose(input: DecomposeInput): Outcome<DecomposeResult> {
  const characters = measure(input.source);
  if (characters === null) return refuse('decompose.not-text');
  if (characters > MAX_CHARACTERS) return refuse('decompose.too-long', { characters, limit: MAX_CHARACTERS });
  const printed = print(input.source);
  const structure = readStructure(printed, input.parameters.columns ?? {});
  if (structure.drafts.length > MAX_ITEMS)
    return refuse('decompose.too-many-items', { items: structure.drafts.length, limit: MAX_ITEMS });
  const facts = readFacts(structure, printed, buildSuggestIndex(input.parameters.units));
  const inOrder = [...structure.drafts.keys()].sort(byPlace(structure.drafts));
  const items = inOrder.flatMap((index) => {
    const draft = structure.drafts[index];
    return draft ? [finishItem(draft, facts)] : [];
  });
  const rankOf = new Map(inOrder.map((index, rank) => [index, rank]));
  const claims = structure.claims.map((claim) =>
    claim.draft === null ? claim : { ...claim, draft: rankOf.get(claim.draft) ?? claim.draft },
  );
  const targets = documentTargets(structure, facts);
  const { envelope } = structure;
  return ok({
    title: envelope.title,
    number: envelope.number,
    issued: envelope.issued,
    issuer: envelope.issuer,
    addressees: envelope.addressees,
    documentKind: structure.kind,
    normalizedText: printed.text,
    items,
    targets,
    coverage: readCoverage({ folded: printed.folded, claims, items, targets }),
    columns: structure.columns,
    origins: [...printed.origins],
    warnings: readWarnings({ structure, items, printed, notes: input.source.notes }),
  });
}
