import type { Refusal } from '@qipan/kernel';

export interface OptionHelp {
  readonly name: string;
  readonly value: string | null;
  readonly zh: string;
}

/** One command of the CLI: `qipan <group> <name>`. */
export interface Command {
  readonly group: string;
  readonly name: string;
  readonly summary: string;
  readonly detail: string;
  readonly options: readonly OptionHelp[];
  readonly example: string;
  /** What each exit code means, where there are others than 0 for done and 2 for refused. */
  readonly exits?: string;
  run(options: Readonly<Record<string, string | boolean | undefined>>): Promise<CommandEnd>;
}

/** How a command ended: what it prints, and its exit code. A refusal prints on standard error and exits with 2. */
export type CommandEnd = { readonly output: string; readonly exitCode: number; readonly error?: string } | Refusal;
