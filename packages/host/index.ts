export * from './audit.ts';
export { canonicalJson, idSource, sha256Hex } from './canonical.ts';
export { identityOperations } from './identity/operations.ts';
export { type IdentityOperation, insertPerson } from './identity/people.ts';
export {
  findActor,
  identityScope,
  readLink,
  signIn,
  signOut,
  startSession,
  usePasswordLink,
} from './identity/sessions.ts';
export { completeSetup, createSetupLink, readSetup, setupSchema } from './identity/setup.ts';
export { hostMessages } from './messages.ts';
export { type Host, openHost, type OpenOptions } from './open.ts';
export { createRegistry, type Registry } from './registry.ts';
export { calculate, chainOf, type HostParts, isPermitted, runOperation, scopeOf, writeRefusal } from './run.ts';
export { removeDemonstration } from './remove-demonstration.ts';
