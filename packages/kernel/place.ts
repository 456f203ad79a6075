import type { Role } from './roles.ts';

/** One region of the tree (GB/T 2260, functional zones and townships included). */
export interface Region {
  readonly code: string;
  readonly name: string;
  /** Null for the top of the tree that the place holds. */
  readonly parent: string | null;
  readonly level: 'province' | 'city' | 'county' | 'township' | 'zone';
  /** A region of the partner across the border. */
  readonly partner: boolean;
}

/** A unit that the place starts with. Aliases are other printed names; duties are short phrases of its 职能. */
export interface PlaceUnit {
  readonly id: string;
  readonly regionCode: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly duties: readonly string[];
  readonly kind: 'party' | 'government' | 'region' | 'zone' | 'enterprise' | 'other';
}

/** The place's tables as plain data: what operations and engines may know of a place. */
export interface PlaceTables {
  readonly name: string;
  readonly regionCode: string;
  readonly regions: readonly Region[];
  readonly units: readonly PlaceUnit[];
}

/** What a place offers to show how the product works; made up, marked 演示, kept apart from everything real. */
export interface PlaceDemonstration {
  readonly people: readonly {
    readonly name: string;
    readonly login: string;
    readonly role: Role;
    readonly unitId: string;
  }[];
  /** The file that the product's main job is shown on. */
  document(): Promise<{ readonly name: string; readonly bytes: Uint8Array }>;
}

/** What the `index.ts` of a folder of `places/` exports: everything that names the place, and nothing else does. */
export interface PlaceModule {
  readonly place: PlaceTables;
  readonly demonstration?: PlaceDemonstration;
}

/** A printed name that stands for many units at once: 各县（市、区）, 全市各单位, 市直各部门. “有关部门” names nobody. */
export function isCollective(name: string): boolean {
  return /^(\p{Script=Han}{1,2}直)?[各全]/u.test(name);
}
