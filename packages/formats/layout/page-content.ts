/**
 * A page as it was drawn: what PDF and OFD have in common once their own coordinates are worked out. Points (1/72 inch) from the
 * upper left corner, y downwards.
 */
export interface PageContent {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  readonly rules: readonly Rule[];
  /** What stands slanted, vertical or mirrored: watermarks, stamps. No part of the body, but a 密级 may stand there. */
  readonly slantedText: string;
  /** Signs of `runs` that are there without being drawn: the layer that text recognition puts behind a scan. */
  readonly invisibleSigns: number;
}

/** Signs on one baseline without a gap. */
export interface Run {
  readonly text: string;
  /** Left end and baseline. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Height of the font. */
  readonly size: number;
}

/** A drawn line, level or upright: x1 ≤ x2, y1 ≤ y2, one of the pairs equal. */
export interface Rule {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export function rightOf(run: Run): number {
  return run.x + run.width;
}
