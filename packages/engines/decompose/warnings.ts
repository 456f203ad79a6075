/**
 * What a person should look at: gaps and repetitions in the numbering, tables that were not read, a text that breaks off.
 * O(nodes).
 */
import type { DecomposeInput, DecomposeResult, Item } from './contract.ts';
import type { Node } from './ladder.ts';
import type { Printed } from './printed.ts';
import type { Structure } from './structure.ts';

type Warning = DecomposeResult['warnings'][number];
/** More of one kind say nothing new. */
const MOST = 20;

function numberWarnings(node: Node, found: Warning[]): void {
  const held = new Map<string, { ordinal: number; printed: string }>();
  for (const child of node.children) {
    const mark = child.paragraph?.mark ?? null;
    const paragraph = child.paragraph;
    if (mark !== null && mark.ordinal !== null && paragraph !== null && !paragraph.inline && found.length < MOST) {
      const before = held.get(mark.pattern);
      const span = {
        start: paragraph.from,
        end: Math.max(paragraph.from, Math.min(paragraph.end, paragraph.from + 30)),
      };
      const printed = mark.printed.trim();
      if (before !== undefined && mark.ordinal === before.ordinal)
        found.push({ code: 'decompose.numbering-repeated', values: { mark: printed }, span });
      else if (before !== undefined && mark.ordinal > before.ordinal + 1)
        found.push({ code: 'decompose.numbering-gap', values: { before: before.printed, after: printed }, span });
      held.set(mark.pattern, { ordinal: mark.ordinal, printed });
    }
    numberWarnings(child, found);
  }
}

export interface WarningsInput {
  readonly structure: Structure;
  readonly items: readonly Item[];
  readonly printed: Printed;
  readonly notes: DecomposeInput['source']['notes'];
}

/** The warnings of a document, the reader's notes first. */
export function readWarnings(input: WarningsInput): Warning[] {
  const { structure, items, printed } = input;
  const found: Warning[] = input.notes.map(({ code, values }) => ({ code, values: { ...values } }));
  const numbers: Warning[] = [];
  numberWarnings(structure.root, numbers);
  found.push(...numbers);
  if (structure.cutOff !== null && structure.claims.some(({ reason }) => reason === 'decompose.skipped-cut-off'))
    found.push({ code: 'decompose.cut-off', values: {}, span: structure.cutOff });
  if (structure.unreadRows > 0) found.push({ code: 'decompose.table-unread', values: { rows: structure.unreadRows } });
  if (structure.kind === 'other') found.push({ code: 'decompose.rules-document', values: {} });
  else if (!items.some(({ kind }) => kind === 'task')) found.push({ code: 'decompose.no-rows', values: {} });
  if (structure.time.year === null && /(?<![\d年])\d{1,2}月(?:底|\d{1,2}日)前/.test(printed.folded))
    found.push({ code: 'decompose.year-unknown', values: {} });
  return found;
}
