import { defineQuery, ok, roles } from '@qipan/kernel';
import { z } from 'zod';
import type { HostReadPorts } from '../run/decide.ts';

const titleSchema = z.object({ zh: z.string(), en: z.string() });

const readPermissions = defineQuery({
  name: 'host.read-permissions',
  title: { zh: '权限一览', en: 'Who may do what' },
  kind: 'query',
  permission: 'host.own',
  input: z.object({}),
  output: z.object({
    modules: z.array(
      z.object({
        name: z.string(),
        title: titleSchema,
        operations: z.array(
          z.object({
            name: z.string(),
            title: titleSchema,
            kind: z.enum(['query', 'command', 'calculation']),
            permission: z.string().nullable(),
            roles: z.array(z.enum(roles)),
          }),
        ),
      }),
    ),
    /** What this person's own post holds: what a token of theirs can be given. */
    own: z.array(z.string()),
  }),
  async read({ registry }: HostReadPorts, _input, { actor }) {
    const modules = registry.manifests.map((manifest) => ({
      name: manifest.name,
      title: manifest.title,
      operations: manifest.operations.map((operation) => {
        const permission = operation.kind === 'calculation' ? null : operation.permission;
        const holders = permission === null ? roles : (registry.permissions.get(permission) ?? []);
        const { name, title, kind } = operation;
        return { name, title, kind, permission, roles: [...holders] };
      }),
    }));
    const own = [...registry.permissions].filter(([, holders]) => holders.includes(actor.role)).map(([name]) => name);
    return ok({ modules, own });
  },
});

export const permissionOperations = [readPermissions] as const;
