import { readXmlTree } from '../xml/read-xml.ts';
import type { Archive } from './read-archive.ts';

export interface Relationship {
  readonly id: string;
  /** Last segment of the type's address ('header', 'styles'), which transitional and strict files share. */
  readonly type: string;
  /** Name of the part inside the archive; an external target is left out. */
  readonly target: string;
}

/** The relationships of a part ('' for the package itself), [] where there are none. Source: ECMA-376 Part 2 §6.5. */
export function readRelationships(archive: Archive, part: string): Relationship[] {
  const slash = part.lastIndexOf('/');
  const folder = part.slice(0, slash + 1);
  const name = `${folder}_rels/${part.slice(slash + 1)}.rels`;
  const bytes = archive.read(name);
  if (!bytes) return [];
  const found: Relationship[] = [];
  for (const child of readXmlTree(bytes, name).children) {
    if (typeof child === 'string' || child.name !== 'rel:Relationship') continue;
    const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = child.attributes;
    if (mode === 'External') continue;
    found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolveTarget(folder, target) });
  }
  return found;
}

/** A target against its folder, '.' and '..' worked out; it never leaves the archive. */
export function resolveTarget(folder: string, target: string): string {
  const whole = target.startsWith('/') ? target : folder + target;
  const segments: string[] = [];
  for (const segment of whole.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}
