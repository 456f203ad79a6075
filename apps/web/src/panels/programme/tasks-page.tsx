import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { call, download } from '../../api/client.ts';
import { useMay, useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { shownTime, TitleLine } from '../../parts/labels.tsx';
import { PrintTable, usePrinting } from '../../parts/printing.tsx';
import { EmptyState, Failure, Loading } from '../../parts/states.tsx';
import { AddTaskDialog } from './add-task-dialog.tsx';
import { ExportMenu } from './export-menu.tsx';
import { FilterLine } from './filter-line.tsx';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { type Task, usualView, useTasks, useViews, type ViewDefinition } from './programme-api.ts';
import { cellText, columnFaces } from './task-columns.tsx';
import { TaskDetail } from './task-detail.tsx';
import { fetchedBy, filterTasks, foldAhead } from './task-filter.ts';
import { TaskTable } from './task-table.tsx';
import { useUnits } from '../../api/units.ts';

/** The task list that officers know, with filters, groups, own columns, saved views and the sheet to hand in. */
export function TasksPage() {
  const views = useViews();
  const search: { document?: string; from?: string; due?: string; unclear?: boolean } = useSearch({ strict: false });
  if (views.isPending) return <Loading />;
  if (views.error)
    return (
      <div className="page">
        <Failure error={views.error} retry={() => void views.refetch()} />
      </div>
    );
  const own = views.data.views.find((view) => view.name === '')?.definition ?? usualView;
  const { document, from, due, unclear } = search;
  const filter = {
    ...(document && { documentId: document }),
    ...(from && { dueFrom: from }),
    ...(due && { dueUntil: due }),
    ...(unclear && { unclear }),
  };
  const initial = { ...own, filter, ...(isNarrow() && { columns: phoneColumns }) };
  return (
    <Tasks key={JSON.stringify(filter)} initial={initial} views={views.data.views.filter((view) => view.name !== '')} />
  );
}

function Tasks({
  initial,
  views,
}: {
  initial: ViewDefinition;
  views: readonly { name: string; definition: ViewDefinition }[];
}) {
  const { t, language } = useLanguage();
  const may = useMay();
  const { taskId } = useParams({ strict: false });
  const navigate = useNavigate();
  const [view, setView] = useState<ViewDefinition>(initial);
  const [adding, setAdding] = useState(false);
  const printing = usePrinting();
  const [handing, setHanding] = useState(false);
  const [exportError, setExportError] = useState<unknown>(null);
  const tasks = useTasks(fetchedBy(view.filter));
  const save = useSaveView();
  const found = useFiltered(tasks.data?.tasks, view.filter);
  const selected = useSelected(taskId, tasks.data?.tasks);
  const change = (next: Partial<ViewDefinition>) => {
    const whole = { ...view, ...next };
    setView(whole);
    if (!isNarrow() && (next.columns || next.group)) save.mutate({ name: '', definition: { ...whole, filter: {} } });
  };
  const open = (id: string | null) =>
    void (id
      ? navigate({ to: '/tasks/$taskId', params: { taskId: id }, search: (before) => before })
      : navigate({ to: '/tasks', search: (before) => before }));
  const scope = [
    t('taskCount', { count: found.length }),
    tasks.dataUpdatedAt ? t('asOf', { time: shownTime(new Date(tasks.dataUpdatedAt).toISOString(), language) }) : '',
  ].join(' · ');
  const { documentId } = view.filter;
  const ofDocument = documentId ? { documentId } : {};
  return (
    <div className="page fixed">
      <TitleLine title={t('tasks')} scope={scope}>
        {may('programme.add-task') && <Button onClick={() => setAdding(true)}>{t('addTask')}</Button>}
        {may('programme.hand-over') && <Button onClick={() => setHanding(true)}>{t('handOver')}</Button>}
        <ExportMenu
          onError={setExportError}
          choices={[
            { text: 'exportPlan', run: () => download('programme.export-plan', { filter: view.filter }) },
            { text: 'exportListsWord', run: () => download('programme.export-lists-document', ofDocument) },
            {
              text: 'exportTasksXlsx',
              run: () => download('programme.export-tasks', { filter: view.filter, columns: view.columns }),
            },
          ]}
        />
      </TitleLine>
      {[tasks.error, exportError, save.error].map(
        (error) => error !== null && <Failure key={String(error)} error={error} />,
      )}
      <FilterLine
        view={view}
        views={views}
        onChange={change}
        onChoose={setView}
        onSave={(name) => save.mutate({ name, definition: view })}
        onRemove={(name) => save.mutate({ name, definition: null })}
      />
      <div className="with-detail">
        <div className="main">
          {tasks.isPending ? (
            <Loading />
          ) : printing ? (
            <PrintTable
              heads={view.columns.map((column) => t(columnFaces[column].text))}
              rows={found.map((task) => ({
                key: task.id,
                cells: view.columns.map((column) => cellText(task, column, { t, language })),
              }))}
            />
          ) : found.length > 0 ? (
            <TaskTable
              tasks={found}
              columns={view.columns}
              group={view.group}
              selectedId={selected?.id ?? null}
              onSelect={open}
            />
          ) : (
            <div className="panel">
              <NoTasks filtered={Object.keys(view.filter).length > 0} ended={view.filter.ended === true} />
            </div>
          )}
        </div>
        {selected && <TaskDetail task={selected} onClose={() => open(null)} />}
      </div>
      {handing && <HandOverDialog shown={found} onClose={() => setHanding(false)} />}
      {adding && <AddTaskDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

/** What a phone shows of a task beside its detail; what is kept for the wide screen stays as it is. */
const phoneColumns = ['number', 'text', 'lead', 'deadline'] as const;
function isNarrow(): boolean {
  return window.matchMedia('(max-width: 720px)').matches;
}

/** The list under the filter of the page. Long lists are made ready for it as soon as they are there. */
function useFiltered(tasks: readonly Task[] | undefined, filter: ViewDefinition['filter']): readonly Task[] {
  const units = useUnits();
  useEffect(() => (tasks ? foldAhead(tasks) : undefined), [tasks]);
  return useMemo(() => filterTasks(tasks ?? [], filter, units), [tasks, filter, units]);
}

/** The task of the address: of the list, or read by itself where the list does not hold it. */
function useSelected(taskId: string | undefined, tasks: readonly Task[] | undefined): Task | null {
  const listed = taskId === undefined ? undefined : tasks?.find((task) => task.id === taskId);
  const read = useQuery({
    queryKey: ['tasks', 'one', taskId ?? ''],
    queryFn: () => call('programme.read-task', { taskId: taskId ?? '' }),
    enabled: taskId !== undefined && tasks !== undefined && listed === undefined,
  });
  return listed ?? (taskId !== undefined && read.data?.id === taskId ? read.data : null);
}

function NoTasks({ filtered, ended }: { filtered: boolean; ended: boolean }) {
  const { t } = useLanguage();
  const role = useSession().data?.actor?.role;
  if (ended) return <EmptyState>{t('noEnded')}</EmptyState>;
  return <EmptyState>{t(filtered ? 'noneMatch' : role === 'responsible-unit' ? 'noTasksUnit' : 'noTasks')}</EmptyState>;
}

function useSaveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: { name: string; definition: ViewDefinition | null }) => call('programme.save-view', given),
    onSuccess: (_done, given) => (given.name === '' ? undefined : queries.invalidateQueries({ queryKey: ['views'] })),
  });
}
