import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { AnswerOf, InputOf } from '../../api/operations.ts';

export type Line = AnswerOf<'supervision.read-board'>['lines'][number];
export type Standing = AnswerOf<'supervision.read-standing'>;
export type Life = NonNullable<Standing['life']>;
export type Judged = Standing['lights'][number];
export type Light = Judged['lights'][number];
export type Colour = Light['colour'];
export type UnitAct = InputOf<'supervision.report'>['act'];
export type OfficeAct = InputOf<'supervision.answer'>['act'];
export type ActKind = Standing['acts'][number]['act']['kind'];

export function useBoard() {
  return useQuery({
    queryKey: ['supervision', 'board'],
    queryFn: () => call('supervision.read-board', {}),
    placeholderData: (before) => before,
  });
}

export function useStanding(taskId: string | undefined) {
  return useQuery({
    queryKey: ['supervision', 'standing', taskId ?? ''],
    queryFn: () => call('supervision.read-standing', { taskId: taskId ?? '' }),
    enabled: taskId !== undefined,
  });
}

export function useRules() {
  return useQuery({ queryKey: ['supervision', 'rules'], queryFn: () => call('supervision.list-rules', {}) });
}

const unitKinds: readonly string[] = ['sign', 'file-report', 'ask-closing', 'ask-extension'];

function isUnitAct(act: UnitAct | OfficeAct): act is UnitAct {
  return unitKinds.includes(act.kind);
}

/** Does one thing about one task, as it was seen. */
export function useAct(taskId: string, version: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (act: UnitAct | OfficeAct) =>
      isUnitAct(act)
        ? call('supervision.report', { taskId, version, act })
        : call('supervision.answer', { taskId, version, act }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['supervision'] }),
  });
}
