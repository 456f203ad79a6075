import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import type { TextKey } from '../../texts/index.ts';

export type Approval = AnswerOf<'host.list-approvals'>['approvals'][number];
export type ReadApproval = AnswerOf<'host.read-approval'>;

export function useApprovals() {
  return useQuery({
    queryKey: ['approvals'],
    queryFn: () => call('host.list-approvals', {}),
    refetchInterval: 30_000,
  });
}

export function useApproval(approvalId: string) {
  return useQuery({
    queryKey: ['approvals', approvalId],
    queryFn: () => call('host.read-approval', { approvalId }),
    refetchInterval: (query) => (query.state.data?.approval.state === 'waiting' ? 15_000 : false),
  });
}

export const stateTexts = {
  waiting: 'stateWaiting',
  done: 'stateDone',
  withdrawn: 'stateWithdrawn',
  declined: 'stateDeclined',
  expired: 'stateExpired',
  void: 'stateVoid',
} as const satisfies Readonly<Record<Approval['state'], TextKey>>;
