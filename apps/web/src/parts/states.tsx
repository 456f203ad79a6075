import { Link } from '@tanstack/react-router';
import { Alert, Button, Empty, Spin } from 'antd';
import type { ReactNode } from 'react';
import { Refused, Waits } from '../api/client.ts';
import { useLanguage } from '../language.tsx';
import { shownTime } from './labels.tsx';
import { PartyList } from './party-list.tsx';

/** A refusal or failure where the person acted: what, why, what to do. A command that waits for others is none: it says so. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useLanguage();
  if (error instanceof Waits) return <Submitted parked={error.parked} />;
  const problem = error instanceof Refused ? error.problem : null;
  return (
    <Alert
      type="error"
      showIcon
      title={<span style={{ whiteSpace: 'pre-line' }}>{problem?.detail ?? String(error)}</span>}
      description={problem?.code === 'host.conflict' ? `${problem.remedy}${t('keptOnPage')}` : problem?.remedy}
      action={
        retry ? (
          <Button size="small" onClick={retry}>
            {t('retry')}
          </Button>
        ) : undefined
      }
    />
  );
}

/** 已提请同意: nothing is done yet, by whom it must be agreed, and where it stands. */
function Submitted({ parked }: { parked: Waits['parked'] }) {
  const { t, language } = useLanguage();
  return (
    <Alert
      type="info"
      showIcon
      data-testid="submitted"
      title={t('submitted')}
      description={
        <>
          <PartyList parties={parked.parties} />
          {t('submittedUntil', { date: shownTime(parked.expiresAt, language) })}{' '}
          <Link to="/approvals/$approvalId" params={{ approvalId: parked.approvalId }}>
            {t('seeApproval')}
          </Link>
          {parked.overlaps.map(({ approvalId, subject }) => (
            <div key={approvalId} className="unclear">
              {t('overlaps', { subject })}{' '}
              <Link to="/approvals/$approvalId" params={{ approvalId }}>
                {t('seeApproval')}
              </Link>
            </div>
          ))}
        </>
      }
    />
  );
}

export function Loading() {
  const { t } = useLanguage();
  return (
    <div role="status" style={{ padding: 40, textAlign: 'center' }}>
      <Spin /> <span className="muted">{t('loading')}</span>
    </div>
  );
}

export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={children} style={{ padding: 32 }}>
      {action}
    </Empty>
  );
}

export function NotFound() {
  const { t } = useLanguage();
  return (
    <div className="entrance">
      <EmptyState action={<Link to="/">{t('home')}</Link>}>{t('notFound')}</EmptyState>
    </div>
  );
}
