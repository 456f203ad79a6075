import { auditOperations } from './audit-operations.ts';
import { type IdentityOperation, peopleOperations } from './people.ts';

/** The host's own operations, beside those of the modules. */
export const identityOperations: readonly IdentityOperation[] = [...peopleOperations, ...auditOperations];
