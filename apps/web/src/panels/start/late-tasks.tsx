import type { Task, TaskFilter } from '@qipan/modules/programme';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { dayFromToday, shownDate } from '../../parts/labels.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { AnswerLine, Question } from './question.tsx';

const soonDays = 30;
const readAtMost = 500;
const listedAtMost = 6;

/** What a line of dates needs to know of a task. */
type Dated = Pick<Task, 'id' | 'number' | 'text' | 'deadline' | 'lead' | 'units'>;

function useSome(filter: TaskFilter) {
  return useQuery({
    queryKey: ['tasks', filter, 'some'],
    queryFn: () => call('programme.list-tasks', { ...filter, limit: readAtMost }),
  });
}

/** Tasks that are not done, up to a day: by the date that holds now, also after an extension. */
function useDue(until: string) {
  return useQuery({
    queryKey: ['supervision', 'due', until],
    queryFn: () => call('supervision.read-board', { dueUntil: until, limit: readAtMost }),
    select: ({ lines, next }) => ({
      tasks: lines
        .filter(({ life, deadline }) => life?.phase !== 'closed' && deadline !== null && deadline <= until)
        .map(({ taskId: id, ...line }): Dated => ({ id, ...line })),
      next,
    }),
  });
}

/** Tasks past their date, due soon, or unclear, with the next dates by name. */
export function LateTasks() {
  const { t } = useLanguage();
  const until = dayFromToday(soonDays);
  const due = useDue(until);
  const unclear = useSome({ unclear: true });
  const today = dayFromToday();
  const dated = due.data?.tasks ?? [];
  const past = dated.filter((task) => (task.deadline ?? '') < today);
  const soon = dated.filter((task) => (task.deadline ?? '') >= today);
  const count = (tasks: readonly Dated[], more: boolean) =>
    t(more ? 'countAtLeast' : 'countTasks', { count: tasks.length });
  const more = Boolean(due.data?.next);
  const error = due.error ?? unclear.error;
  return (
    <Question ask={t('askLate')}>
      {error && <Failure error={error} />}
      {due.isPending && <Loading />}
      {due.data && (
        <>
          {dated.length === 0 && <p className="muted">{t('nothingLate')}</p>}
          {past.length > 0 && (
            <AnswerLine what={t('pastDue')} count={count(past, more)}>
              <ListLink due={dayFromToday(-1)}>{t('openList')}</ListLink>
            </AnswerLine>
          )}
          {soon.length > 0 && (
            <AnswerLine what={t('dueSoon')} count={count(soon, more)}>
              <ListLink from={today} due={until}>
                {t('openList')}
              </ListLink>
            </AnswerLine>
          )}
          {unclear.data && unclear.data.tasks.length > 0 && (
            <AnswerLine what={t('unclearTasks')} count={count(unclear.data.tasks, Boolean(unclear.data.next))}>
              <ListLink unclear>{t('openList')}</ListLink>
            </AnswerLine>
          )}
          {dated.length > 0 && (
            <>
              <TaskLines tasks={dated} today={today} />
              <p className="muted small">{t('noteDone')}</p>
            </>
          )}
        </>
      )}
    </Question>
  );
}

/** The unit's own tasks by date. */
export function OwnTasks() {
  const { t } = useLanguage();
  const own = useSome({});
  const tasks = own.data?.tasks ?? [];
  return (
    <Question ask={t('askOwn')}>
      {own.error && <Failure error={own.error} />}
      {own.isPending && <Loading />}
      {own.data && tasks.length === 0 && <p className="muted">{t('noTasksOwn')}</p>}
      {tasks.length > 0 && (
        <>
          <AnswerLine
            what={t('openTasksAll')}
            count={t(own.data?.next ? 'countAtLeast' : 'countTasks', { count: tasks.length })}
          >
            <ListLink>{t('openList')}</ListLink>
          </AnswerLine>
          <TaskLines tasks={tasks} today={dayFromToday()} />
        </>
      )}
    </Question>
  );
}

interface ListLinkProps {
  readonly from?: string;
  readonly due?: string;
  readonly unclear?: boolean;
  readonly children: ReactNode;
}

function ListLink({ from, due, unclear, children }: ListLinkProps) {
  return (
    <Link to="/tasks" search={{ ...(from && { from }), ...(due && { due }), ...(unclear && { unclear }) }}>
      {children}
    </Link>
  );
}

function TaskLines({ tasks, today }: { tasks: readonly Dated[]; today: string }) {
  const { t, language } = useLanguage();
  const inOrder = [...tasks]
    .sort((a, b) => ((a.deadline ?? '9999') < (b.deadline ?? '9999') ? -1 : 1))
    .slice(0, listedAtMost);
  const distance = (deadline: string) => {
    const days = Math.round((Date.parse(deadline) - Date.parse(today)) / 86_400_000);
    if (days === 0) return t('dueToday');
    return days < 0 ? t('daysPast', { count: -days }) : t('daysLeft', { count: days });
  };
  return (
    <ul className="line-list">
      {inOrder.map((task) => (
        <li key={task.id}>
          <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
            {task.number} {task.text}
          </Link>
          <div className="muted">
            {task.deadline ? (
              `${shownDate(task.deadline, language)} · ${distance(task.deadline)}`
            ) : (
              <span className="unclear">
                {t('deadline')} {t('unclear')}
              </span>
            )}
            {leadText(task) !== '' && ` · ${leadText(task)}`}
          </div>
        </li>
      ))}
    </ul>
  );
}

function leadText(task: Dated): string {
  return (task.lead.length > 0 ? task.lead : task.units.slice(0, 2)).map((unit) => unit.name).join('、');
}
