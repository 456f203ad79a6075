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
