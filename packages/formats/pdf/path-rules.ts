import { apply, type Matrix } from '../layout/matrix.ts';
import { boxRule, lineRule } from '../layout/draw-rules.ts';
import type { Rule } from '../layout/page-content.ts';

/** Numbers of the operators that are read, as the library names them. */
export type OperatorCodes = Readonly<Record<string, number>>;

type Point = readonly [number, number];

const strokes = ['stroke', 'closeStroke', 'fillStroke', 'eoFillStroke', 'closeFillStroke', 'closeEOFillStroke'];
const fills = ['fill', 'eoFill'];
/** Numbers after each drawing code of the library: move, line, curve, quadratic curve, close. */
const counts = [2, 2, 6, 4, 0];

/** The level and upright lines of one path: edges of what is stroked, and filled boxes as thin as a line. */
export function pathRules(args: readonly unknown[], matrix: Matrix, codes: OperatorCodes): Rule[] {
  const is = (names: readonly string[]) => names.some((name) => codes[name] === args[0]);
  const stroked = is(strokes);
  if (!stroked && !is(fills)) return [];
  return subpaths(args[1], matrix).flatMap((points) =>
    stroked ? points.slice(1).flatMap((to, index) => lineRule(points[index] ?? to, to) ?? []) : (boxRule(points) ?? []),
  );
}

/** Straight paths as points on the page; a path with a curve is none of a table's. */
function subpaths(given: unknown, matrix: Matrix): Point[][] {
  const data: unknown = Array.isArray(given) ? given[0] : null;
  if (!(data instanceof Float32Array)) return [];
  const paths: { points: Point[]; curved: boolean }[] = [];
  for (let at = 0; at < data.length; ) {
    const code = data[at] ?? 0;
    const count = counts[code] ?? 0;
    const last = paths.at(-1);
    if (code === 0 || !last) paths.push({ points: [], curved: false });
    const path = paths.at(-1);
    const first = path?.points[0];
    if (code === 4 && first) path.points.push(first);
    else if (code <= 1) path?.points.push(apply(matrix, data[at + 1] ?? 0, data[at + 2] ?? 0));
    else if (path) path.curved = true;
    at += 1 + count;
  }
  return paths.filter((path) => !path.curved).map((path) => path.points);
}
