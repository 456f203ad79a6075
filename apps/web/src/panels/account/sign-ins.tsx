import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Popconfirm, Table } from 'antd';
import { call } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { shownTime } from '../../parts/labels.tsx';
import { EmptyState, Failure } from '../../parts/states.tsx';
import type { TextKey } from '../../texts/index.ts';
import type { Account } from './account-api.ts';

const outcomeTexts: Readonly<Record<string, TextKey>> = {
  'signed-in': 'outcomeEntered',
  'wrong-password': 'outcomeRefused',
  'wrong-code': 'outcomeCode',
  locked: 'outcomeLocked',
};

/** The last sign-ins, so that a person sees what was not theirs, and the way out of all of them. */
export function SignIns({ account }: { account: Account }) {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leave = useMutation({
    mutationFn: () => call('host.sign-out-everywhere', {}),
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <section className="panel question wide" aria-labelledby="sign-ins">
      <h2 id="sign-ins">{t('sessionsTitle')}</h2>
      <div className="with-action">
        <span>{t('sessionCount', { count: account.sessions })}</span>
        <Popconfirm
          title={t('signOutEverywhereAsk')}
          okText={t('signOut')}
          cancelText={t('cancel')}
          onConfirm={() => leave.mutate()}
        >
          <Button size="small" loading={leave.isPending}>
            {t('signOutEverywhere')}
          </Button>
        </Popconfirm>
      </div>
      {leave.error && <Failure error={leave.error} />}
      <Table<Account['signIns'][number]>
        size="small"
        rowKey="id"
        style={{ marginTop: 8 }}
        scroll={{ x: 'max-content' }}
        dataSource={[...account.signIns]}
        locale={{ emptyText: <EmptyState>{t('noSignIns')}</EmptyState> }}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('when'), dataIndex: 'at', width: 180, render: (at: string) => shownTime(at, language) },
          {
            title: t('outcome'),
            dataIndex: 'outcome',
            width: 110,
            render: (outcome: string) => {
              const key = outcomeTexts[outcome];
              const text = key ? t(key) : outcome;
              return outcome === 'signed-in' ? text : <strong>{text}</strong>;
            },
          },
          { title: t('address'), dataIndex: 'address', width: 140 },
          { title: t('agent'), dataIndex: 'agent', ellipsis: true },
        ]}
      />
    </section>
  );
}
