import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { AnswerLine, Question } from './question.tsx';

const listedAtMost = 6;

/** Reform office: documents with rows that are not confirmed yet. */
export function OpenDocuments() {
  const { t } = useLanguage();
  const documents = useQuery({ queryKey: ['documents'], queryFn: () => call('documents.list-documents', {}) });
  const open = documents.data?.documents.filter((entry) => entry.rows > entry.confirmed) ?? [];
  return (
    <Question ask={t('askDocuments')}>
      {documents.error && <Failure error={documents.error} />}
      {documents.isPending && <Loading />}
      {documents.data && open.length === 0 && <p className="muted">{t('noOpenDocuments')}</p>}
      <ul className="line-list">
        {open.slice(0, listedAtMost).map((entry) => (
          <li key={entry.id}>
            <Link to="/documents/$documentId" params={{ documentId: entry.id }}>
              {entry.title}
            </Link>
            <div className="muted">
              {t('openRows', { count: entry.rows - entry.confirmed, unclear: entry.unclear })}
            </div>
          </li>
        ))}
      </ul>
    </Question>
  );
}

/** Administrator: accounts that cannot sign in. */
export function PeopleState() {
  const { t } = useLanguage();
  const people = useQuery({ queryKey: ['people'], queryFn: () => call('host.list-people', {}) });
  const all = people.data?.people ?? [];
  const without = all.filter((person) => !person.locked && !person.hasPassword).length;
  const locked = all.filter((person) => person.locked).length;
  const link = <Link to="/people">{t('openPeople')}</Link>;
  return (
    <Question ask={t('askPeople')}>
      {people.error && <Failure error={people.error} />}
      {people.isPending && <Loading />}
      {people.data && (
        <AnswerLine
          what={
            without + locked === 0
              ? t('allCanSignIn')
              : [
                  without > 0 && t('withoutPassword', { count: without }),
                  locked > 0 && t('lockedPeople', { count: locked }),
                ]
                  .filter(Boolean)
                  .join(' · ')
          }
          count=""
        >
          {link}
        </AnswerLine>
      )}
    </Question>
  );
}

/** Auditor: the chain. */
export function AuditPointer() {
  const { t } = useLanguage();
  return (
    <Question ask={t('askAudit')}>
      <p>{t('auditLead')}</p>
      <Link to="/audit">{t('openAudit')}</Link>
    </Question>
  );
}
