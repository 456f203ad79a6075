import type { Finding } from './layers.ts';
import { isTest, type SourceFile } from './sources.ts';

const maxFileLines = 400;
const maxFunctionLines = 70;
const maxComponentLines = 250;

/** Files, functions and components over the sizes of ARCHITECTURE.md. */
export function checkSizes(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) => {
    const lines = file.text.split('\n');
    const findings: Finding[] =
      lines.length > maxFileLines + 1
        ? [{ path: file.path, what: `${lines.length} lines; ${maxFileLines} are allowed` }]
        : [];
    const most = file.path.endsWith('.tsx') ? maxComponentLines : maxFunctionLines;
    for (const { name, length } of functionsOf(lines))
      if (length > most) findings.push({ path: file.path, what: `${name} has ${length} lines; ${most} are allowed` });
    return findings;
  });
}

/** Top-level functions by indentation: from their first line to the closing brace at the margin (the formatter sees to that). */
function functionsOf(lines: readonly string[]): { name: string; length: number }[] {
  const found: { name: string; length: number }[] = [];
  let open: { name: string; start: number } | null = null;
  for (const [index, line] of lines.entries()) {
    const head = /^(?:export )?(?:async )?function\*? (\w+)/.exec(line);
    if (head && !open) open = { name: head[1] ?? '', start: index };
    if (open && line === '}') {
      found.push({ name: open.name, length: index - open.start + 1 });
      open = null;
    }
  }
  return found;
}

/** More than three parameters of a top-level function. */
export function checkParameters(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) =>
    [...file.text.matchAll(/^(?:export )?(?:async )?function\*? (\w+)/gm)]
      .filter((match) => countTopLevel(parametersAfter(file.text, match.index + match[0].length)) > 3)
      .map((match) => ({ path: file.path, what: `${match[1]} has more than three parameters` })),
  );
}

/** What stands between the parentheses that open after `from`. */
function parametersAfter(text: string, from: number): string {
  const start = text.indexOf('(', from);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(start + 1, at);
  }
  return '';
}

function countTopLevel(parameters: string): number {
  let depth = 0;
  let commas = 0;
  let before = '';
  for (const sign of parameters) {
    if ('<([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign) || (sign === '>' && before !== '=')) depth -= 1;
    else if (sign === ',' && depth === 0) commas += 1;
    before = sign;
  }
  return parameters.trim() === '' ? 0 : commas + (parameters.trim().endsWith(',') ? 0 : 1);
}

const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\b(TODO|FIXME|XXX)\b/, 'left over'],
  [/@ts-(ignore|expect-error|nocheck)/, 'a suppression of the type checker'],
  [/\b(describe|test|it)\.only\(/, 'a test that shuts out the others'],
  [/(^|[^.\w])enum \w+ \{/m, 'an enum; use a union'],
  [/export default (?!define)/, 'a default export'],
  [/\bconsole\.(log|debug)\(/, 'a print'],
  [/\bas any\b|: any\b/, 'any'],
];

/** Words and constructions that are not to be left in the sources. */
export function checkForbidden(files: readonly SourceFile[]): Finding[] {
  return files
    .filter((file) => !file.path.startsWith('tools/tidy/'))
    .flatMap((file) =>
      forbidden.filter(([pattern]) => pattern.test(file.text)).map(([, what]) => ({ path: file.path, what })),
    );
}

/** Files named for nothing in particular. */
export function checkNames(paths: readonly string[]): Finding[] {
  return paths
    .filter((path) => /(^|\/)(utils?|helpers?|common|manager|misc)(\/|\.|$)/i.test(path))
    .map((path) => ({ path, what: 'a name that says nothing' }));
}

/** Code outside `places/` names no place: data under `standards/` and tests may quote their sources. */
export function checkPlaceNames(files: readonly SourceFile[], names: readonly string[]): Finding[] {
  return files
    .filter((file) => !/^(places|e2e|bench|tools|packages\/standards)\//.test(file.path) && !isTest(file.path))
    .flatMap((file) =>
      names
        .filter((name) => withoutEntry(file).includes(name))
        .map((name) => ({ path: file.path, what: `names the place ${name}` })),
    );
}

/** An app's entry point chooses the place that it serves. */
function withoutEntry(file: SourceFile): string {
  return /^apps\/(server|cli)\/main\.ts$/.test(file.path) ? file.text.replace(/^import .*place-.*$/gm, '') : file.text;
}
