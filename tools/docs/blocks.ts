import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A fenced block of the documentation. The words after the language say what a test does with it. */
export interface Block {
  readonly document: string;
  readonly language: string;
  /** Written as this file. */
  readonly file: string | null;
  /** One line put into this file: after the line that holds `after`, else at its end. */
  readonly line: string | null;
  readonly after: string | null;
  readonly isRun: boolean;
  readonly text: string;
}

/** Every block of every document below `folder`, in order. */
export function readBlocks(folder: string): Block[] {
  const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  return documents.sort().flatMap((name) => blocksOf(name, readFileSync(path.join(folder, name), 'utf8')));
}

function blocksOf(document: string, text: string): Block[] {
  return [...text.matchAll(/^```(\w*)([^\n]*)\n([\s\S]*?)^```$/gm)].map(([, language = '', words = '', body = '']) => ({
    document,
    language,
    file: /\bfile=(\S+)/.exec(words)?.[1] ?? null,
    line: /\bline=(\S+)/.exec(words)?.[1] ?? null,
    after: /\bafter=(.+)$/.exec(words)?.[1] ?? null,
    isRun: /(^|\s)run(\s|$)/.test(words),
    text: body,
  }));
}

/** The commands of a shell block: comments and variables in front taken away, continued lines joined. */
export function commandsOf(block: Block): string[] {
  return block.text
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.replace(/\s#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
