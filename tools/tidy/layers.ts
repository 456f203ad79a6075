import path from 'node:path';
import { importsOf, isTest, type SourceFile } from './sources.ts';

/** A breach of a rule: where, and what is wrong with it. */
export interface Finding {
  readonly path: string;
  readonly what: string;
}

/** Which of our packages a folder may import; `ARCHITECTURE.md` explains each line. */
const allowed: readonly (readonly [folder: string, packages: readonly string[]])[] = [
  ['packages/kernel/', []],
  ['packages/engines/', ['kernel']],
  ['packages/standards/', ['kernel']],
  ['packages/formats/', ['kernel']],
  ['packages/storage/', ['kernel']],
  ['packages/modules/', ['kernel', 'engines', 'standards', 'formats', 'storage/port']],
  ['packages/host/', ['kernel', 'storage', 'standards', 'formats', 'modules']],
  ['places/', ['kernel', 'formats']],
  ['apps/server/', ['kernel', 'host', 'standards', 'formats', 'modules', 'place-']],
  ['apps/cli/', ['kernel', 'host', 'standards', 'formats', 'modules', 'place-']],
  ['apps/web/', ['kernel', 'engines', 'modules', 'host/contract']],
];

/** Tests of modules run on a real host and place; all other tests follow their folder's rule. */
const allowedInTests: readonly (readonly [folder: string, packages: readonly string[]])[] = [
  ['packages/modules/', ['host', 'place-']],
];

/** Imports of our packages that a folder may not have. */
export function checkLayers(files: readonly SourceFile[]): Finding[] {
  return files.flatMap((file) => {
    const rule = allowed.find(([folder]) => file.path.startsWith(folder));
    if (!rule) return [];
    const packages = [
      ...rule[1],
      ...(isTest(file.path)
        ? allowedInTests.flatMap(([folder, more]) => (file.path.startsWith(folder) ? more : []))
        : []),
    ];
    return importsOf(file.text)
      .filter((specifier) => specifier.startsWith('@qipan/'))
      .map((specifier) => specifier.slice('@qipan/'.length))
      .filter(
        (name) =>
          !packages.some((entry) =>
            entry.endsWith('-')
              ? name.startsWith(entry)
              : name === entry || (!entry.includes('/') && name.startsWith(`${entry}/`)),
          ),
      )
      .map((name) => ({ path: file.path, what: `${rule[0]} may not import @qipan/${name}` }));
  });
}

/** An engine never imports another engine, a module only the index of an earlier one that it names in `uses`. */
export function checkSiblings(
  files: readonly SourceFile[],
  order: readonly string[],
  uses: ReadonlyMap<string, readonly string[]>,
): Finding[] {
  return files.flatMap((file) => {
    const home = /^packages\/(engines|modules)\/([^/]+)\//.exec(file.path);
    if (!home) return [];
    const [, kind, own = ''] = home;
    return importsOf(file.text)
      .filter((specifier) => specifier.startsWith('.'))
      .map((specifier) => path.posix.join(path.posix.dirname(file.path), specifier))
      .flatMap((target) => {
        const other = new RegExp(`^packages/${kind}/([^/]+)/(.*)$`).exec(target);
        if (!other || other[1] === own)
          return target.startsWith(`packages/${kind}/`) || !target.startsWith('packages/')
            ? []
            : [`${target} is reached by a path, not by its package`];
        const name = other[1] ?? '';
        if (kind === 'engines') return [`engine ${own} imports engine ${name}`];
        if (other[2] !== 'index.ts') return [`${name} is imported past its index`];
        if (order.indexOf(name) >= order.indexOf(own)) return [`${own} imports ${name}, which is no earlier module`];
        return uses.get(own)?.includes(name) ? [] : [`${own} imports ${name} without naming it in uses`];
      })
      .map((what) => ({ path: file.path, what }));
  });
}

/** Files that import each other in a ring, each ring once. Depth-first; O(files + imports). */
export function findCycles(files: readonly SourceFile[]): string[][] {
  const known = new Set(files.map((file) => file.path));
  const edges = new Map(
    files.map(
      (file) =>
        [
          file.path,
          importsOf(file.text)
            .filter((specifier) => specifier.startsWith('.'))
            .map((specifier) => path.posix.join(path.posix.dirname(file.path), specifier))
            .filter((target) => known.has(target)),
        ] as const,
    ),
  );
  return ringsOf(edges);
}

/** Rings between the folders of one package, files at its root apart. */
export function findFolderCycles(files: readonly SourceFile[], packageFolder: string): string[][] {
  const folderOf = (file: string) => file.slice(packageFolder.length).split('/').slice(0, -1)[0] ?? '';
  const edges = new Map<string, string[]>();
  for (const file of files.filter((entry) => entry.path.startsWith(packageFolder))) {
    const from = folderOf(file.path);
    for (const specifier of importsOf(file.text).filter((entry) => entry.startsWith('.'))) {
      const target = path.posix.join(path.posix.dirname(file.path), specifier);
      const to = folderOf(target);
      if (target.startsWith(packageFolder) && from !== '' && to !== '' && from !== to)
        edges.set(from, [...(edges.get(from) ?? []), to]);
    }
  }
  return ringsOf(edges);
}

function ringsOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const rings: string[][] = [];
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (node: string) => {
    if (state.get(node) === 'done') return;
    if (state.get(node) === 'open') {
      rings.push([...trail.slice(trail.indexOf(node)), node]);
      return;
    }
    state.set(node, 'open');
    trail.push(node);
    for (const next of edges.get(node) ?? []) visit(next);
    trail.pop();
    state.set(node, 'done');
  };
  for (const node of edges.keys()) visit(node);
  return rings;
}
