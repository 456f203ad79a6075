import {
  type EventDefinition,
  type Figure,
  inputWords,
  type JobDefinition,
  joinCatalogues,
  kernelMessages,
  type Manifest,
  type MessageCatalogue,
  type Operation,
  type Role,
  type TableFace,
} from '@qipan/kernel';
import { z } from 'zod';

// What no caller puts into words itself is said in Chinese, as officers read it.
z.config({ localeError: (issue) => inputWords(issue).zh });

/** Everything that the host and the modules declare, checked once: unique names, permissions that exist, modules in order. */
export interface Registry {
  /** The host's own first, then the modules' in their order. */
  readonly manifests: readonly Manifest[];
  readonly operations: ReadonlyMap<string, Operation>;
  readonly permissions: ReadonlyMap<string, readonly Role[]>;
  readonly events: ReadonlyMap<string, EventDefinition>;
  readonly jobs: ReadonlyMap<string, JobDefinition>;
  readonly figures: readonly Figure[];
  readonly tables: ReadonlyMap<string, TableFace>;
  readonly messages: MessageCatalogue;
}

export function buildRegistry(manifests: readonly Manifest[], catalogues: readonly MessageCatalogue[]): Registry {
  const collected = {
    permissions: new Map<string, readonly Role[]>(),
    operations: new Map<string, Operation>(),
    events: new Map<string, EventDefinition>(),
    jobs: new Map<string, JobDefinition>(),
  };
  const names = new Set<string>();
  for (const manifest of manifests) {
    const unknown = manifest.uses.find((used) => !names.has(used));
    if (unknown !== undefined) throw new Error(`module ${manifest.name} uses ${unknown}, which is no earlier module`);
    names.add(manifest.name);
    for (const [name, holders] of Object.entries(manifest.permissions)) declare(collected.permissions, name, holders);
    for (const operation of manifest.operations) declare(collected.operations, owned(manifest, operation), operation);
    for (const event of manifest.events ?? []) declare(collected.events, owned(manifest, event), event);
    for (const job of manifest.jobs ?? []) declare(collected.jobs, owned(manifest, job), job);
    checkPermissions(manifest, collected.permissions);
    for (const handler of manifest.handlers ?? [])
      if (!collected.events.has(handler.event) || handler.event.startsWith(`${manifest.name}.`))
        throw new Error(`module ${manifest.name} handles ${handler.event}, which no earlier module emits`);
  }
  return {
    manifests,
    ...collected,
    figures: manifests.flatMap((manifest) => manifest.figures ?? []),
    tables: new Map(manifests.flatMap((manifest) => Object.entries(manifest.tables ?? {}))),
    messages: joinCatalogues([kernelMessages, ...catalogues, ...manifests.map((manifest) => manifest.messages)]),
  };
}

function declare<T>(map: Map<string, T>, name: string, value: T): void {
  if (map.has(name)) throw new Error(`${name} is declared twice`);
  map.set(name, value);
}

function owned(manifest: Manifest, thing: { readonly name: string }): string {
  if (!thing.name.startsWith(`${manifest.name}.`))
    throw new Error(`operation ${thing.name} is not of module ${manifest.name}`);
  return thing.name;
}

function checkPermissions(manifest: Manifest, permissions: ReadonlyMap<string, unknown>): void {
  for (const operation of manifest.operations)
    if (operation.kind !== 'calculation' && !permissions.has(operation.permission))
      throw new Error(`operation ${operation.name} names an undeclared permission`);
  for (const job of manifest.jobs ?? [])
    if (job.permission !== null && !permissions.has(job.permission))
      throw new Error(`job ${job.name} names an undeclared permission`);
}
