import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { call, download } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { CommandActions } from '../../parts/command-actions.tsx';
import { DemonstrationTag, shownDate, shownTime } from '../../parts/labels.tsx';
import { Failure } from '../../parts/states.tsx';
import { targetText } from '../documents/target-list.tsx';
import { names, type Task } from './programme-api.ts';
import { TaskHistory } from './task-history.tsx';
import { UnitHints } from './unit-hints.tsx';

/** One task with the basis of each of its fields. */
export function TaskDetail({ task, onClose }: { task: Task; onClose(): void }) {
  const { t, language } = useLanguage();
  const may = useMay();
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => call('programme.withdraw-task', { taskId: task.id, version: task.version }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tasks'] });
      await queries.invalidateQueries({ queryKey: ['documents'] });
      onClose();
    },
  });
  const card = useMutation({ mutationFn: () => download('programme.export-card', { taskId: task.id }) });
  const unregistered = [
    ...new Set(
      [...task.lead, ...task.support, ...task.units]
        .filter((unit) => unit.unitIds.length === 0)
        .map((unit) => unit.name),
    ),
  ];
  return (
    <aside className="panel side" aria-label={task.number} data-testid="task-detail">
      <div style={{ display: 'flex', gap: 8, alignItems: 'baseline' }}>
        {task.demonstration && <DemonstrationTag />}
        <strong style={{ fontSize: 16 }}>{task.number}</strong>
        <span style={{ flex: 1 }} />
        {may('programme.withdraw-task') && !task.ended && (
          <CommandActions
            ask={{ operation: 'programme.withdraw-task', input: { taskId: task.id, version: task.version } }}
            label={t('withdraw')}
            primary={false}
            size="small"
            running={withdraw.isPending}
            confirm={t('withdrawAsk')}
            onRun={() => withdraw.mutate()}
          />
        )}
        {may('supervision.read-board') && !task.ended && (
          <Link to="/board/$taskId" params={{ taskId: task.id }}>
            {t('openBoard')}
          </Link>
        )}
        <Button size="small" loading={card.isPending} onClick={() => card.mutate()}>
          {t('exportCard')}
        </Button>
        <Button size="small" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      {[withdraw.error, card.error].map((error) => error && <Failure key={error.message} error={error} />)}
      {task.ended && <Ended ended={task.ended} />}
      <p style={{ fontSize: 15 }}>{task.text}</p>
      {unregistered.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={unregistered.join('、')}
          description={t('notInRegister')}
          style={{ marginBottom: 8 }}
        />
      )}
      <div className="field-grid">
        <Field task={task} field="lead" label={t('lead')}>
          {names(task.lead)}
        </Field>
        <Field task={task} field="support" label={t('support')}>
          {names(task.support)}
        </Field>
        <Field task={task} field="units" label={t('responsible')}>
          {names(task.units)}
          {task.open ? ` ${t('openSet')}` : ''}
        </Field>
        <UnitHints task={task} />
        <Field task={task} field="deadline" label={t('deadline')}>
          {task.deadline ? shownDate(task.deadline, language) : (task.softDeadline ?? '')}
        </Field>
        <Field task={task} field="targets" label={t('targets')}>
          {task.targets.map((target) => (
            <div key={target.quote}>
              {targetText(target)} <span className="muted">“{target.quote}”</span>
            </div>
          ))}
        </Field>
        <Field task={task} field="leaders" label={t('leaders')}>
          {task.leaders.join('、')}
        </Field>
        <Field task={task} field="contact" label={t('contact')}>
          {task.contact.join('、')}
        </Field>
        <Field task={task} field="projects" label={t('projects')}>
          {task.projects.join('、')}
        </Field>
        <Field task={task} field="policies" label={t('policies')}>
          {task.policies.join('、')}
        </Field>
        <Field task={task} field="stages" label={t('stages')}>
          {task.stages.map((stage) => (
            <div key={stage.label}>
              {stage.label} {stage.text}
            </div>
          ))}
        </Field>
        {task.extra.map((entry) => (
          <Field key={entry.column} task={task} field="extra" label={entry.column}>
            {entry.text}
          </Field>
        ))}
        {task.artefact && (
          <Field task={task} field="artefact" label={t('artefact')}>
            {task.artefact.proof}
          </Field>
        )}
      </div>
      <h3 className="side-head">{t('basis')}</h3>
      <blockquote style={{ margin: 0, padding: '6px 10px', borderLeft: '3px solid var(--ink)', background: '#f6f8fb' }}>
        {task.clause}
      </blockquote>
      <p className="muted" style={{ marginTop: 6 }}>
        {task.documentId && may('documents.read-document') ? (
          <Link
            to="/documents/$documentId"
            params={{ documentId: task.documentId }}
            search={task.rowId ? { row: task.rowId } : {}}
          >
            {task.source.title}
          </Link>
        ) : (
          task.source.title
        )}
        {[task.source.number, task.source.orderedBy, task.source.date, task.source.place].map(
          (part) => part && <span key={part}> · {part}</span>,
        )}
      </p>
      <p className="muted">
        {t('confirmedBy')} {task.confirmedBy} · {task.confirmedByUnit} · {shownTime(task.confirmedAt, language)}
      </p>
      <TaskHistory task={task} />
    </aside>
  );
}

/** That a task is no longer to be done: since when, by whom, why. */
function Ended({ ended }: { ended: NonNullable<Task['ended']> }) {
  const { t, language } = useLanguage();
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginTop: 8 }}
      title={t('taskEnded')}
      description={
        <>
          {t('reason')} {ended.reason}
          <div className="muted">
            {t('endedBy', { by: ended.by, unit: ended.byUnit, at: shownTime(ended.at, language) })}{' '}
            {t('endedByDocument', { title: ended.documentTitle })}
          </div>
        </>
      }
    />
  );
}

function Field({
  task,
  field,
  label,
  children,
}: {
  task: Task;
  field: string;
  label: string;
  children: React.ReactNode;
}) {
  const { t } = useLanguage();
  const empty =
    children === '' || (Array.isArray(children) && children.every((child) => child === '' || child === false));
  const provenance = task.provenance[field];
  const unclear = empty && task.unclear.includes(field);
  if (empty && !unclear) return null;
  const edit = task.edits[field];
  return (
    <>
      <span className="label">{label}</span>
      <div style={{ paddingTop: 3 }}>
        {unclear ? <span className="unclear">{t('unclear')}</span> : children}
        {edit ? (
          <span className="provenance edited" title={`${edit.by} ${edit.at.slice(0, 10)}`}>
            {t('edited')}
          </span>
        ) : (
          // What a person wrote by hand has no passage that it comes from, and is not unclear either.
          provenance &&
          provenance.kind !== 'unclear' && (
            <span className="provenance" title={provenance.because}>
              {t(provenance.kind)}
            </span>
          )
        )}
      </div>
    </>
  );
}
