import { Link } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../language.tsx';
import { shownTime, TitleLine } from '../../parts/labels.tsx';
import { EmptyState, Failure, Loading } from '../../parts/states.tsx';
import { type Approval, stateTexts, useApprovals } from './approvals-api.ts';

type Filter = 'mine' | 'others' | 'closed';

const filters: Readonly<Record<Filter, (approval: Approval) => boolean>> = {
  mine: (approval) => approval.mine,
  others: (approval) => approval.state === 'waiting' && !approval.mine,
  closed: (approval) => approval.state !== 'waiting',
};
const filterTexts = { mine: 'waitsForMe', others: 'waitsForOthers', closed: 'closedOnes' } as const;
const filterNames = ['mine', 'others', 'closed'] as const;

/** Commands that wait for the agreement of others: mine to answer first. */
export function ApprovalsPage() {
  const { t, language } = useLanguage();
  const found = useApprovals();
  const [chosen, setChosen] = useState<Filter | null>(null);
  const approvals = found.data?.approvals ?? [];
  const usual = filterNames.find((name) => approvals.some(filters[name])) ?? 'mine';
  const filter = chosen ?? usual;
  const shown = approvals.filter(filters[filter]);
  return (
    <div className="page">
      <TitleLine
        title={t('approvals')}
        scope={
          found.dataUpdatedAt
            ? t('asOf', { time: shownTime(new Date(found.dataUpdatedAt).toISOString(), language) })
            : ''
        }
      />
      <div className="filter-line">
        <Segmented<Filter>
          value={filter}
          onChange={setChosen}
          options={filterNames.map((name) => ({
            value: name,
            label: `${t(filterTexts[name])} ${approvals.filter(filters[name]).length}`,
          }))}
        />
      </div>
      {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Loading />}
      {found.data && (
        <div className="panel">
          {shown.length === 0 && <EmptyState>{t(filter === 'mine' ? 'noneForMe' : 'noApprovals')}</EmptyState>}
          <ul className="card-list" data-testid="approvals">
            {shown.map((approval) => (
              <ApprovalLine key={approval.id} approval={approval} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function ApprovalLine({ approval }: { approval: Approval }) {
  const { t, language } = useLanguage();
  const { id, subject, state, submittedBy, submittedAt, expiresAt, parties } = approval;
  const agreed = parties.filter((party) => party.agreed).length;
  return (
    <li>
      <div className="card-main">
        <Link to="/approvals/$approvalId" params={{ approvalId: id }}>
          {subject}
        </Link>
        <div className="muted">
          {submittedBy.personName} · {submittedBy.unitName} · {shownTime(submittedAt, language)}
        </div>
      </div>
      <div className="card-state">
        <strong>{t(stateTexts[state])}</strong>
        <div className="muted">{t('agreedCount', { agreed, all: parties.length })}</div>
        {state === 'waiting' && (
          <div className="muted">
            {t('openUntil')} {shownTime(expiresAt, language)}
          </div>
        )}
      </div>
    </li>
  );
}
