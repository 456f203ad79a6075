import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import { useMay, useMessage } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { shownTime } from '../../parts/labels.tsx';
import { useNotices } from '../../parts/notices.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { isMine } from '../supervision/board-lines.ts';
import { Question } from './question.tsx';

/** So many tasks are looked through. */
const lookedAt = 500;

/** How long a failed job is a matter of today. */
const failedDays = 7;

/** What waits for this person: matters to answer, jobs that failed, notifications unread. */
export function Waiting() {
  const { t, language } = useLanguage();
  const message = useMessage();
  const approvals = useQuery({ queryKey: ['approvals'], queryFn: () => call('host.list-approvals', {}) });
  const jobs = useQuery({ queryKey: ['jobs'], queryFn: () => call('host.list-jobs', {}) });
  const unseen = useNotices().data?.unseen ?? 0;
  const may = useMay();
  const board = useQuery({
    queryKey: ['supervision', 'waiting'],
    queryFn: () => call('supervision.read-board', { limit: lookedAt }),
    select: ({ lines, next }) => ({ count: lines.filter(isMine).length, more: next !== null }),
    enabled: may('supervision.read-board'),
  });
  const onBoard = board.data?.count ?? 0;
  const mine = approvals.data?.approvals.filter((approval) => approval.mine) ?? [];
  const since = new Date(Date.now() - failedDays * 86_400_000).toISOString();
  const failed = jobs.data?.jobs.filter((job) => job.state === 'failed' && (job.endedAt ?? '') > since) ?? [];
  const error = approvals.error ?? jobs.error ?? board.error;
  return (
    <Question ask={t('askWaiting')}>
      {error && <Failure error={error} />}
      {approvals.isPending && <Loading />}
      {approvals.data && mine.length + failed.length + unseen + onBoard === 0 && (
        <p className="muted">{t('nothingWaits')}</p>
      )}
      <ul className="line-list">
        {mine.map((approval) => (
          <li key={approval.id}>
            <Link to="/approvals/$approvalId" params={{ approvalId: approval.id }}>
              {approval.subject}
            </Link>
            <div className="muted">
              {t('waitAnswer')} · {approval.submittedBy.personName} · {t('openUntil')}{' '}
              {shownTime(approval.expiresAt, language)}
            </div>
          </li>
        ))}
        {onBoard > 0 && (
          <li>
            <Link to="/board">{t('boardWaits')}</Link>{' '}
            <strong>{t(board.data?.more ? 'countAtLeast' : 'countTasks', { count: onBoard })}</strong>
          </li>
        )}
        {failed.map((job) => (
          <li key={job.id}>
            <Link to="/jobs">{job.title[language]}</Link>
            <div className="muted">
              {t('jobFailed')}
              {job.refusal && ` · ${message(job.refusal)}`}
            </div>
          </li>
        ))}
        {unseen > 0 && <li>{t('unseenNotices', { count: unseen })}</li>}
      </ul>
    </Question>
  );
}
