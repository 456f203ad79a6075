import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Alert, Button, Input, Modal, Popconfirm } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useMessage } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { ChangeList } from '../../parts/change-list.tsx';
import { shownTime, TitleLine } from '../../parts/labels.tsx';
import { PartyList, usePartyName } from '../../parts/party-list.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { type ReadApproval, stateTexts, useApproval } from './approvals-api.ts';

/** One command that waits: who submitted what, who must agree, what it would change, and the answer. */
export function ApprovalPage() {
  const { approvalId = '' } = useParams({ strict: false });
  const found = useApproval(approvalId);
  if (found.isPending) return <Loading />;
  if (found.error)
    return (
      <div className="page">
        <Failure error={found.error} retry={() => void found.refetch()} />
      </div>
    );
  return <Matter read={found.data} />;
}

function Matter({ read }: { read: ReadApproval }) {
  const { t, language } = useLanguage();
  const { approval, shown, earlier } = read;
  const actions = useAnswers(read);
  return (
    <div className="page">
      <TitleLine title={t('approval')} scope={<Link to="/approvals">{t('backToApprovals')}</Link>}>
        <Actions read={read} actions={actions} />
      </TitleLine>
      {actions.error && <Failure error={actions.error} />}
      <div className="panel matter" data-testid="approval">
        <h2>{approval.subject}</h2>
        <State read={read} />
        <Overlaps read={read} />
        <dl className="fact-list">
          <dt>{t('submittedBy')}</dt>
          <dd>
            {approval.submittedBy.personName} · {approval.submittedBy.unitName}
          </dd>
          <dt>{t('submittedAt')}</dt>
          <dd>{shownTime(approval.submittedAt, language)}</dd>
          <dt>{t('openUntil')}</dt>
          <dd>{shownTime(approval.expiresAt, language)}</dd>
        </dl>
        <section className="preview-part">
          <h3>{t('partiesTitle')}</h3>
          <PartyList parties={approval.parties} />
        </section>
        <Answers read={read} />
        {earlier && <Differences earlier={earlier} shown={shown} />}
        <section className="preview-part">
          <h3>{t(approval.state === 'waiting' ? 'contentTitle' : 'contentTitleDone')}</h3>
          <ChangeList changes={shown.changes} />
        </section>
      </div>
    </div>
  );
}

function useAnswers({ approval, shownHash }: ReadApproval) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries();
  const approvalId = approval.id;
  const answer = useMutation({
    mutationFn: (given: { answer: 'agree' | 'decline'; reason: string }) =>
      call('host.answer-approval', { approvalId, shownHash, ...given }),
    onSettled: again,
  });
  const withdraw = useMutation({
    mutationFn: () => call('host.withdraw-approval', { approvalId }),
    onSettled: again,
  });
  return { answer, withdraw, error: answer.error ?? withdraw.error };
}

function Actions({ read, actions }: { read: ReadApproval; actions: ReturnType<typeof useAnswers> }) {
  const { t } = useLanguage();
  const { approval } = read;
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <>
      {approval.own && approval.state === 'waiting' && (
        <Popconfirm
          title={t('takeBackAsk')}
          okText={t('takeBack')}
          cancelText={t('cancel')}
          placement="bottomRight"
          onConfirm={() => actions.withdraw.mutate()}
        >
          <Button loading={actions.withdraw.isPending}>{t('takeBack')}</Button>
        </Popconfirm>
      )}
      {approval.mine && <Button onClick={() => setDeclining(true)}>{t('decline')}</Button>}
      {approval.mine && (
        <Popconfirm
          title={t('agreeAsk')}
          okText={t('agree')}
          cancelText={t('cancel')}
          placement="bottomRight"
          onConfirm={() => actions.answer.mutate({ answer: 'agree', reason: '' })}
        >
          <Button type="primary" loading={actions.answer.isPending}>
            {t('agree')}
          </Button>
        </Popconfirm>
      )}
      <Modal
        open={declining}
        title={t('decline')}
        okText={t('decline')}
        cancelText={t('cancel')}
        okButtonProps={{ disabled: reason.trim() === '', loading: actions.answer.isPending }}
        onCancel={() => setDeclining(false)}
        onOk={() => actions.answer.mutate({ answer: 'decline', reason }, { onSuccess: () => setDeclining(false) })}
      >
        <label htmlFor="decline-reason">{t('declineReason')}</label>
        <Input.TextArea
          id="decline-reason"
          rows={4}
          maxLength={2_000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}

/** Where it stands, and once it is closed, how that came. */
function State({ read: { approval, closed } }: { read: ReadApproval }) {
  const { t } = useLanguage();
  const message = useMessage();
  if (approval.state === 'waiting' && !approval.mine) return null;
  const title = approval.state === 'waiting' ? t('waitsForMe') : t(stateTexts[approval.state]);
  const type = approval.state === 'done' ? 'success' : approval.state === 'waiting' ? 'info' : 'warning';
  return <Alert showIcon type={type} title={title} description={closed ? message(closed) : undefined} />;
}

/** Others that touch the same rows: what is agreed to first may change or end the rest. */
function Overlaps({ read: { approval, overlaps } }: { read: ReadApproval }) {
  const { t } = useLanguage();
  return overlaps.map(({ approvalId, subject }) => (
    <div key={approvalId} className="unclear">
      {t(approval.state === 'void' ? 'carriedOutFirst' : 'overlaps', { subject })}{' '}
      <Link to="/approvals/$approvalId" params={{ approvalId }}>
        {t('seeApproval')}
      </Link>
    </div>
  ));
}

function Answers({ read: { approval, agreements } }: { read: ReadApproval }) {
  const { t, language } = useLanguage();
  const nameOf = usePartyName();
  if (agreements.length === 0) return null;
  return (
    <section className="preview-part">
      <h3>{t('answersTitle')}</h3>
      <ul>
        {agreements.map((entry) => {
          const party = approval.parties[entry.party];
          return (
            <li key={`${entry.at}-${entry.party}`}>
              <strong>{t(entry.answer === 'agree' ? 'answerAgree' : 'answerDecline')}</strong> {entry.personName} ·{' '}
              {entry.unitName} <span className="muted">{shownTime(entry.at, language)}</span>
              {!entry.counts && <span className="unclear"> {t('noLongerCounts')}</span>}
              <div className="muted">
                {party && nameOf(party)} {entry.reason}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What the content has become since it was shown before. */
function Differences({ earlier, shown }: { earlier: ReadApproval['shown']; shown: ReadApproval['shown'] }) {
  const { t } = useLanguage();
  const keyOf = ({ label: _label, ...change }: (typeof shown.changes)[number]) => JSON.stringify(change);
  const before = new Set(earlier.changes.map(keyOf));
  const now = new Set(shown.changes.map(keyOf));
  const onlyNow = shown.changes.filter((change) => !before.has(keyOf(change)));
  const onlyBefore = earlier.changes.filter((change) => !now.has(keyOf(change)));
  return (
    <section className="preview-part differences">
      <h3>{t('differsTitle')}</h3>
      <p>{t('differsLead')}</p>
      {onlyNow.length > 0 && (
        <>
          <h4>{t('differsOnlyNow')}</h4>
          <ChangeList changes={onlyNow} />
        </>
      )}
      {onlyBefore.length > 0 && (
        <>
          <h4>{t('differsOnlyBefore')}</h4>
          <ChangeList changes={onlyBefore} />
        </>
      )}
    </section>
  );
}
