import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Progress, Table } from 'antd';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { useMessage, useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { shownTime, TitleLine } from '../../parts/labels.tsx';
import { EmptyState, Failure } from '../../parts/states.tsx';
import type { TextKey } from '../../texts/index.ts';

type Job = AnswerOf<'host.list-jobs'>['jobs'][number];

const stateTexts = {
  waiting: 'jobWaiting',
  running: 'jobRunning',
  done: 'jobDone',
  failed: 'jobFailedState',
  cancelled: 'jobCancelled',
} as const satisfies Readonly<Record<Job['state'], TextKey>>;

const upkeep = [
  { name: 'host.sweep-files', text: 'sweepFiles' },
  { name: 'host.prune', text: 'prune' },
] as const;

const isOpen = (job: Job) => job.state === 'waiting' || job.state === 'running';

/** Work that outlasts a request: how far it is, how it ended, and the way to stop it. */
export function JobsPage() {
  const { t, language } = useLanguage();
  const administers = useSession().data?.actor?.role === 'administrator';
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['jobs'] });
  const found = useQuery({
    queryKey: ['jobs'],
    queryFn: () => call('host.list-jobs', {}),
    refetchInterval: (query) => (query.state.data?.jobs.some(isOpen) ? 2_000 : 30_000),
  });
  const start = useMutation({
    mutationFn: (name: string) => call('host.start-job', { name, input: {} }),
    onSettled: again,
  });
  const cancel = useMutation({
    mutationFn: (jobId: string) => call('host.cancel-job', { jobId }),
    onSettled: again,
  });
  return (
    <div className="page">
      <TitleLine
        title={t('jobs')}
        scope={
          found.dataUpdatedAt
            ? t('asOf', { time: shownTime(new Date(found.dataUpdatedAt).toISOString(), language) })
            : ''
        }
      >
        {administers &&
          upkeep.map(({ name, text }) => (
            <Button key={name} loading={start.isPending && start.variables === name} onClick={() => start.mutate(name)}>
              {t(text)}
            </Button>
          ))}
      </TitleLine>
      {[found.error, start.error, cancel.error].map((error) => error && <Failure key={String(error)} error={error} />)}
      <Table<Job>
        size="small"
        rowKey="id"
        className="panel"
        loading={found.isPending}
        scroll={{ x: 'max-content' }}
        dataSource={[...(found.data?.jobs ?? [])]}
        locale={{ emptyText: <EmptyState>{t('noJobs')}</EmptyState> }}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('job'), width: 260, render: (_value, job) => job.title[language] },
          { title: t('state'), width: 220, render: (_value, job) => <JobState job={job} /> },
          { title: t('result'), width: 320, render: (_value, job) => <JobResult job={job} /> },
          { title: t('startedBy'), dataIndex: 'startedBy', width: 120 },
          {
            title: t('startedAt'),
            dataIndex: 'createdAt',
            width: 170,
            render: (at: string) => shownTime(at, language),
          },
          {
            title: <span className="hidden-text">{t('cancelJob')}</span>,
            width: 110,
            render: (_value, job) =>
              isOpen(job) &&
              !job.cancelAsked && (
                <Popconfirm
                  title={t('cancelJob')}
                  okText={t('cancelJob')}
                  cancelText={t('close')}
                  onConfirm={() => cancel.mutate(job.id)}
                >
                  <Button size="small">{t('cancelJob')}</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
    </div>
  );
}

function JobState({ job }: { job: Job }) {
  const { t } = useLanguage();
  const notes = [
    job.attempt > 1 && t('jobAttempt', { count: job.attempt }),
    job.cancelAsked && isOpen(job) && t('cancelAsked'),
    isOpen(job) && job.note,
  ].filter(Boolean);
  return (
    <>
      {job.state === 'failed' ? <strong>{t(stateTexts.failed)}</strong> : t(stateTexts[job.state])}
      {notes.length > 0 && <span className="muted"> {notes.join(' · ')}</span>}
      {job.state === 'running' && (
        <Progress percent={Math.round(job.fraction * 100)} size="small" aria-label={t('progress')} />
      )}
    </>
  );
}

/** What came of it, or why it failed, in words. */
function JobResult({ job }: { job: Job }) {
  const { t } = useLanguage();
  const message = useMessage();
  if (job.refusal) return message(job.refusal);
  const words: Readonly<Record<string, (value: number) => string>> = {
    kept: (count) => t('resultKept', { count }),
    removed: (count) => t('resultRemoved', { count }),
    freedBytes: (bytes) => t('resultFreed', { count: (bytes / 1_048_576).toFixed(1) }),
    deleted: (count) => t('resultDeleted', { count }),
  };
  return Object.entries(job.result ?? {})
    .map(([key, value]) => (typeof value === 'number' && words[key] ? words[key](value) : `${key}: ${String(value)}`))
    .join(' · ');
}
