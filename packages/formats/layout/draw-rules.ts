import type { Rule } from './page-content.ts';

type Point = readonly [number, number];

/** A filled box of at most this height or width (points) is meant as a line. */
const thin = 2.5;
const shortest = 3;

/** A drawn line as a rule, null where it is slanted or a dot. */
export function lineRule(from: Point, to: Point): Rule | null {
  const [wide, high] = [Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])];
  if (!(Math.max(wide, high) >= shortest) || Math.min(wide, high) > 0.6) return null;
  return flat(from, to);
}

/** A filled box as a rule along its middle, null where it is no thin box. */
export function boxRule(points: readonly Point[]): Rule | null {
  if (points.length < 2) return null;
  const xs = points.map((point) => point[0]);
  const ys = points.map((point) => point[1]);
  const from: Point = [Math.min(...xs), Math.min(...ys)];
  const to: Point = [Math.max(...xs), Math.max(...ys)];
  const [wide, high] = [to[0] - from[0], to[1] - from[1]];
  return Math.min(wide, high) <= thin && Math.max(wide, high) >= shortest ? flat(from, to) : null;
}

function flat(from: Point, to: Point): Rule {
  const x = (from[0] + to[0]) / 2;
  const y = (from[1] + to[1]) / 2;
  return Math.abs(from[0] - to[0]) >= Math.abs(from[1] - to[1])
    ? { x1: Math.min(from[0], to[0]), x2: Math.max(from[0], to[0]), y1: y, y2: y }
    : { x1: x, x2: x, y1: Math.min(from[1], to[1]), y2: Math.max(from[1], to[1]) };
}
