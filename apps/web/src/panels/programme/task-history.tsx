import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { shownTime } from '../../parts/labels.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { valueText } from '../../parts/values.ts';
import type { TextKey } from '../../texts/index.ts';
import { levelTexts } from '../documents/level-select.tsx';
import { diffTexts } from '../documents/text-diff.ts';
import type { Task } from './programme-api.ts';
import './history.css';

type History = AnswerOf<'programme.read-history'>;
type Change = History['changes'][number];

/** Every document that a task stands in, and what became of it step by step, newest first. */
export function TaskHistory({ task }: { task: Task }) {
  const { t } = useLanguage();
  const found = useQuery({
    queryKey: ['tasks', 'history', task.id, task.version],
    queryFn: () => call('programme.read-history', { taskId: task.id }),
  });
  if (found.isPending) return <Loading />;
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const { parents, changes } = found.data;
  const newestFirst = [...changes].sort((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <>
      {parents.length > 0 && (
        <section data-testid="task-sources">
          <h3 className="side-head">{t('sources')}</h3>
          <ul className="line-list">
            {parents.map((parent) => (
              <Source key={parent.id} parent={parent} />
            ))}
          </ul>
        </section>
      )}
      <section data-testid="task-history">
        <h3 className="side-head">{t('history')}</h3>
        {newestFirst.length === 0 && <p className="muted">{t('noHistory')}</p>}
        <ul className="line-list">
          {newestFirst.map((change) => (
            <ChangeLine key={change.id} change={change} parents={parents} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Source({ parent }: { parent: History['parents'][number] }) {
  const { t } = useLanguage();
  const mayOpen = useMay()('documents.read-document');
  return (
    <li>
      <span className="provenance level">{t(levelTexts[parent.level])}</span>{' '}
      {mayOpen ? (
        <Link
          to="/documents/$documentId"
          params={{ documentId: parent.documentId }}
          search={parent.rowId ? { row: parent.rowId } : {}}
        >
          {parent.title}
        </Link>
      ) : (
        parent.title
      )}
      <div className="muted">{[parent.number ?? '', parent.place].filter((part) => part !== '').join(' · ')}</div>
      <div className="source-clause">{parent.clause}</div>
    </li>
  );
}

/** The fields that a person reads of a step, in their order. The clause says the text once more. */
const fieldTexts: Readonly<Record<string, TextKey>> = {
  text: 'text',
  lead: 'lead',
  support: 'support',
  units: 'responsible',
  deadline: 'deadline',
  softDeadline: 'softDeadline',
  targets: 'targets',
  stages: 'stages',
  leaders: 'leaders',
  path: 'place',
  source: 'source',
};

function ChangeLine({ change, parents }: { change: Change; parents: History['parents'] }) {
  const { t, language } = useLanguage();
  const fields = Object.keys(fieldTexts).filter((field) => field in change.after);
  const document = parents.find((parent) => parent.documentId === change.documentId);
  const reason = change.after[change.what === 'ended' ? 'ended' : 'reason'];
  return (
    <li>
      <strong>{t(change.what === 'ended' ? 'whatEnded' : 'whatChanged')}</strong>{' '}
      <span className="muted">
        {change.byName} · {change.byUnit} · {shownTime(change.at, language)}
      </span>
      {document && <div className="muted">{t('endedByDocument', { title: document.title })}</div>}
      {typeof reason === 'string' && (
        <div>
          <span className="muted">{t('reason')}</span> {reason}
        </div>
      )}
      {fields.map((field) => (
        <FieldChange key={field} field={field} change={change} />
      ))}
    </li>
  );
}

function FieldChange({ field, change }: { field: string; change: Change }) {
  const { t, language } = useLanguage();
  const wording = { t, language };
  const [before, after] = [change.before[field], change.after[field]];
  return (
    <div className="change-column">
      <span className="muted">{t(fieldTexts[field] ?? 'text')}</span>{' '}
      {field === 'text' && typeof before === 'string' && typeof after === 'string' ? (
        <TextChange before={before} after={after} />
      ) : (
        <>
          <del>{valueText(field, before, wording)}</del> <span aria-hidden="true">→</span>{' '}
          <ins>{valueText(field, after, wording)}</ins>
        </>
      )}
    </div>
  );
}

function TextChange({ before, after }: { before: string; after: string }) {
  let at = 0;
  return (
    <>
      {diffTexts(before, after).map(({ kind, text }) => {
        at += text.length;
        if (kind === 'same') return <span key={at}>{text}</span>;
        return kind === 'struck' ? <del key={at}>{text}</del> : <ins key={at}>{text}</ins>;
      })}
    </>
  );
}
