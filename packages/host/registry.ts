import {
  joinCatalogues,
  kernelMessages,
  type Manifest,
  type MessageCatalogue,
  type Operation,
  type Role,
} from '@qipan/kernel';
import { z } from 'zod';

// Officers read the reason for a refused field in Chinese.
z.config(z.locales.zhCN());

/** Everything that the modules declare, checked once: unique names, permissions that exist, modules in order. */
export interface Registry {
  readonly manifests: readonly Manifest[];
  readonly operations: ReadonlyMap<string, Operation>;
  readonly permissions: ReadonlyMap<string, readonly Role[]>;
  readonly messages: MessageCatalogue;
}

export function createRegistry(manifests: readonly Manifest[], catalogues: readonly MessageCatalogue[]): Registry {
  const operations = new Map<string, Operation>();
  const permissions = new Map<string, readonly Role[]>();
  const names = new Set<string>();
  for (const manifest of manifests) {
    for (const used of manifest.uses) {
      if (!names.has(used)) throw new Error(`module ${manifest.name} uses ${used}, which is no earlier module`);
    }
    names.add(manifest.name);
    for (const [permission, roles] of Object.entries(manifest.permissions)) {
      if (permissions.has(permission)) throw new Error(`permission ${permission} is declared twice`);
      permissions.set(permission, roles);
    }
    for (const operation of manifest.operations) {
      if (operations.has(operation.name)) throw new Error(`operation ${operation.name} is declared twice`);
      if (!operation.name.startsWith(`${manifest.name}.`))
        throw new Error(`operation ${operation.name} is not of module ${manifest.name}`);
      if (operation.kind !== 'calculation' && !permissions.has(operation.permission))
        throw new Error(`operation ${operation.name} names an undeclared permission`);
      operations.set(operation.name, operation);
    }
  }
  const messages = joinCatalogues([kernelMessages, ...catalogues, ...manifests.map((manifest) => manifest.messages)]);
  return { manifests, operations, permissions, messages };
}
