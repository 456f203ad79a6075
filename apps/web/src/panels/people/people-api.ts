import type { AnswerOf } from '../../api/operations.ts';

export type Person = AnswerOf<'host.list-people'>['people'][number];
