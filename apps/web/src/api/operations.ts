import type { HostOperation } from '@qipan/host/contract';
import type { ModuleOperation } from '@qipan/modules';
import type { z } from 'zod';

type AnyOperation = ModuleOperation | HostOperation;

/** The name of every operation that the server has. */
export type OperationName = AnyOperation['name'];

type Named<Name extends OperationName> = Extract<AnyOperation, { readonly name: Name }>;

/** The same shape, not to be changed by the client: what it gives may be read-only. */
type Given<T> = T extends Uint8Array
  ? T
  : T extends readonly (infer Entry)[]
    ? readonly Given<Entry>[]
    : T extends object
      ? { readonly [Key in keyof T]: Given<T[Key]> }
      : T;

/** What an operation takes, and what it answers, as its own schemas say. */
export type InputOf<Name extends OperationName> = Given<z.input<Named<Name>['input']>>;
export type AnswerOf<Name extends OperationName> = z.output<Named<Name>['output']>;
