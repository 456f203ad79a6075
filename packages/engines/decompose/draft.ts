/**
 * What the stages hand to each other: a row before its fields are read, and the claims that account for every sentence.
 */
import type { DecomposeResult, ItemKind, Span } from './contract.ts';
import type { LeadRule, Responsibility } from './responsibility.ts';

export interface GoalScope {
  readonly date: string;
  readonly span: Span;
}

/** Fields that a table row states in cells of their own. */
export interface CellFields {
  readonly leaders: readonly string[];
  readonly contact: readonly string[];
  /** Names in a column of projects: what the row is about. */
  readonly projects: readonly string[];
  readonly stages: readonly { label: string; text: string }[];
  readonly extra: readonly { column: string; text: string }[];
  /** Where a deadline cell stands. */
  readonly deadline: Span | null;
  /** Cells that state the row's aims. */
  readonly goals: readonly Span[];
}

/** A row before its fields are read. `parts` are the stretches of its text (more than one only where lines are joined). */
export interface Draft {
  readonly kind: ItemKind;
  readonly mark: string;
  readonly path: readonly string[];
  readonly text: Span;
  readonly responsibility: readonly Responsibility[];
  /** From the heading above, null where none. */
  readonly inherited: Responsibility | null;
  readonly goal: GoalScope | null;
  readonly rule: { readonly kind: LeadRule; readonly span: Span } | null;
  readonly cells: CellFields | null;
}

export type ClaimAs = DecomposeResult['coverage']['entries'][number]['as'];
/** A stretch of the printed text and what became of it. `draft` is the index of the row it belongs to. */
export interface Claim {
  readonly span: Span;
  readonly as: ClaimAs;
  readonly draft: number | null;
  readonly reason: string | null;
}
