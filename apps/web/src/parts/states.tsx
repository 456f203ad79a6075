import { Link } from '@tanstack/react-router';
import { Alert, Button, Empty, Spin } from 'antd';
import type { ReactNode } from 'react';
import { Refused } from '../api/client.ts';
import { useLanguage } from '../language.tsx';

/** A refusal or failure where the person acted: what, why, what to do. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useLanguage();
  const problem = error instanceof Refused ? error.problem : null;
  return (
    <Alert
      type="error"
      showIcon
      title={problem?.detail ?? String(error)}
      description={problem?.remedy}
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
