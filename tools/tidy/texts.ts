import type { Finding } from './layers.ts';
import { isTest, type SourceFile } from './sources.ts';

const web = 'apps/web/src/';
const chinese = /[\u3400-\u9fff]/;

/** Words of the interface that stand outside `texts/`: Chinese in code, English as text or as a name of an element. */
export function checkWords(files: readonly SourceFile[]): Finding[] {
  return files
    .filter((file) => file.path.startsWith(web) && !file.path.startsWith(`${web}texts/`) && !isTest(file.path))
    .flatMap((file) => wordsOf(file).map((what) => ({ path: file.path, what })));
}

function wordsOf(file: SourceFile): string[] {
  const lines = withoutComments(file.text)
    .split('\n')
    .filter((line) => !/^\s*(import|export) /.test(line) && !isFontList(line));
  const found = lines.filter((line) => chinese.test(line)).map((line) => `Chinese outside texts: ${line.trim()}`);
  if (!file.path.endsWith('.tsx')) return found;
  const english = lines.flatMap((line) =>
    [
      /^\s*([A-Z][a-z’']*(?: [A-Za-z,’'-]+)*[.!?]?)\s*$/.exec(line)?.[1],
      />([^<>{}=()]*[A-Za-z]{2}[^<>{}=()]*)<\//.exec(line)?.[1],
      /\b(?:title|label|placeholder|aria-label|alt)="([^"]*[A-Za-z]{2}[^"]*)"/.exec(line)?.[1],
    ].filter((word) => word !== undefined),
  );
  return [...found, ...english.map((word) => `English outside texts: ${word.trim()}`)];
}

/** A font is called by its name. */
function isFontList(line: string): boolean {
  return /fontFamily|sans-serif/.test(line);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^(.*?)\/\/ .*$/gm, '$1');
}

/** Pairs that lack a language: Chinese first, then English without Chinese. */
export function checkPairs(texts: ReadonlyMap<string, readonly [string, string]>): Finding[] {
  return [...texts]
    .filter(([key, [zh, en]]) => zh.trim() === '' || en.trim() === '' || !(bilingual.has(key) || isPair(zh, en)))
    .map(([key]) => ({ path: `${web}texts`, what: `${key} lacks one of the two languages` }));
}

/** The switch of the language names the other one. */
const bilingual: ReadonlySet<string> = new Set([
  'language',
  'searchStart',
  'advicePhrase',
  'importUnitsLead',
  'importPeopleLead',
]);

function isPair(zh: string, en: string): boolean {
  const wordless = /^[^A-Za-z\u3400-\u9fff]*$/;
  const bare = (text: string) => text.replace(/\{\w+\}/g, '');
  if (wordless.test(bare(zh)) && wordless.test(bare(en))) return true;
  return chinese.test(zh) && !chinese.test(en);
}
