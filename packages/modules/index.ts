import type { Manifest } from '@qipan/kernel';
import * as manifests from './manifests.ts';
import { moduleOrder } from './order.ts';

type Built = (typeof manifests)[keyof typeof manifests];

/** Where a module stands; one that the order does not name comes after all others. */
const positionOf = ({ name }: Manifest) =>
  moduleOrder.includes(name) ? moduleOrder.indexOf(name) : moduleOrder.length;

/** All modules that are built, in the order of `order.ts`. */
export const modules: readonly Manifest[] = Object.values(manifests).sort(
  (a: Manifest, b: Manifest) => positionOf(a) - positionOf(b),
);

/** All operations of the modules, by their types: what the typed client knows. */
export type ModuleOperation = Built['operations'][number];

type KeysOf<Each> = Each extends unknown ? keyof Each : never;
/** All permissions of the modules. */
export type ModulePermission = KeysOf<Built['permissions']>;
