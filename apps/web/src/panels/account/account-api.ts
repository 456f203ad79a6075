import type { AnswerOf } from '../../api/operations.ts';

export type Account = AnswerOf<'host.read-account'>;
