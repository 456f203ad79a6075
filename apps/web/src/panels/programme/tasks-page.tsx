import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Button, Checkbox, DatePicker, Dropdown, Input, Popover, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import { call, download } from '../../api/client.ts';
import { useMay, useSession } from '../../api/session.ts';
import { type Language, useLanguage } from '../../language.tsx';
import { shownTime, TitleLine } from '../../parts/labels.tsx';
import { EmptyState, Failure, Loading } from '../../parts/states.tsx';
import type { TextKey } from '../../texts.ts';
import { AddTaskDialog } from './add-task-dialog.tsx';
import {
  type Grouping,
  type TaskColumn,
  type TaskFilter,
  usualView,
  useTasks,
  useViews,
  type ViewDefinition,
} from './programme-api.ts';
import { columnFaces } from './task-columns.tsx';
import { TaskDetail } from './task-detail.tsx';
import { TaskTable } from './task-table.tsx';

/** The task list that officers know, with filters, groups, own columns, saved views and the sheet to hand in. */
export function TasksPage() {
  const views = useViews();
  const search: { document?: string } = useSearch({ strict: false });
  if (views.isPending) return <Loading />;
  if (views.error)
    return (
      <div className="page">
        <Failure error={views.error} retry={() => void views.refetch()} />
      </div>
    );
  const own = views.data.views.find((view) => view.name === '')?.definition ?? usualView;
  const initial = search.document ? { ...own, filter: { documentId: search.document } } : { ...own, filter: {} };
  return (
    <Tasks key={search.document ?? ''} initial={initial} views={views.data.views.filter((view) => view.name !== '')} />
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
  const tasks = useTasks(view.filter);
  const save = useSaveView();
  const exporting = useMutation({
    mutationFn: () =>
      download('programme.export-tasks', { filter: view.filter, columns: view.columns, group: view.group }),
  });
  const found = tasks.data?.tasks ?? [];
  const selected = found.find((task) => task.id === taskId) ?? null;
  const change = (next: Partial<ViewDefinition>) => {
    const whole = { ...view, ...next };
    setView(whole);
    if (next.columns || next.group) save.mutate({ name: '', definition: { ...whole, filter: {} } });
  };
  const open = (id: string | null) =>
    void (id
      ? navigate({ to: '/tasks/$taskId', params: { taskId: id }, search: (before) => before })
      : navigate({ to: '/tasks', search: (before) => before }));
  const scope = [
    t('taskCount', { count: found.length }),
    tasks.dataUpdatedAt ? t('asOf', { time: shownTime(new Date(tasks.dataUpdatedAt).toISOString(), language) }) : '',
  ].join(' · ');
  return (
    <div className="page fixed">
      <TitleLine title={t('tasks')} scope={scope}>
        {may('programme.add-task') && <Button onClick={() => setAdding(true)}>{t('addTask')}</Button>}
        <Button type="primary" loading={exporting.isPending} onClick={() => exporting.mutate()}>
          {t('exportXlsx')}
        </Button>
      </TitleLine>
      {[tasks.error, exporting.error, save.error].map(
        (error) => error && <Failure key={String(error)} error={error} />,
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
              <NoTasks filtered={Object.keys(view.filter).length > 0} />
            </div>
          )}
        </div>
        {selected && <TaskDetail task={selected} onClose={() => open(null)} />}
      </div>
      {adding && <AddTaskDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function NoTasks({ filtered }: { filtered: boolean }) {
  const { t } = useLanguage();
  const role = useSession().data?.actor?.role;
  return <EmptyState>{t(filtered ? 'noneMatch' : role === 'responsible-unit' ? 'noTasksUnit' : 'noTasks')}</EmptyState>;
}

function useSaveView() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: { name: string; definition: ViewDefinition | null }) => call('programme.save-view', given),
    onSuccess: (_done, given) => (given.name === '' ? undefined : queries.invalidateQueries({ queryKey: ['views'] })),
  });
}

interface FilterLineProps {
  readonly view: ViewDefinition;
  readonly views: readonly { name: string; definition: ViewDefinition }[];
  onChange(next: Partial<ViewDefinition>): void;
  onChoose(view: ViewDefinition): void;
  onSave(name: string): void;
  onRemove(name: string): void;
}

const groupings: readonly (readonly [Grouping, TextKey])[] = [
  ['none', 'groupNone'],
  ['front', 'front'],
  ['document', 'document'],
  ['lead', 'lead'],
  ['deadline', 'deadline'],
];

function FilterLine({ view, views, onChange, onChoose, onSave, onRemove }: FilterLineProps) {
  const { t } = useLanguage();
  const [words, setWords] = useState(view.filter.query ?? '');
  const filterBy = (next: { [K in keyof TaskFilter]: TaskFilter[K] | undefined }) => {
    const whole = { ...view.filter, ...next };
    onChange({
      filter: Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined && value !== '')),
    });
  };
  useEffect(() => {
    if (words === (view.filter.query ?? '')) return undefined;
    const timer = setTimeout(() => filterBy({ query: words }), 250);
    return () => clearTimeout(timer);
  });
  return (
    <div className="filter-line">
      <Input
        allowClear
        style={{ width: 240 }}
        placeholder={t('search')}
        aria-label={t('search')}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Checkbox
        checked={view.filter.unclear === true}
        onChange={(event) => filterBy({ unclear: event.target.checked ? true : undefined })}
      >
        {t('onlyUnclear')}
      </Checkbox>
      <DatePicker
        placeholder={t('dueUntil')}
        aria-label={t('dueUntil')}
        value={view.filter.dueUntil ? dayjs(view.filter.dueUntil) : null}
        onChange={(date) => filterBy({ dueUntil: date?.format('YYYY-MM-DD') })}
      />
      {view.filter.documentId && (
        <Button size="small" onClick={() => filterBy({ documentId: undefined })}>
          {t('document')} ×
        </Button>
      )}
      <span style={{ flex: 1 }} />
      <Select
        style={{ width: 130 }}
        value={view.group}
        aria-label={t('group')}
        onChange={(group) => onChange({ group })}
        options={groupings.map(([value, text]) => ({
          value,
          label: value === 'none' ? t(text) : `${t('group')}：${t(text)}`,
        }))}
      />
      <ColumnChoice columns={view.columns} onChange={(columns) => onChange({ columns })} />
      <ViewMenu views={views} onChoose={onChoose} onSave={onSave} onRemove={onRemove} />
    </div>
  );
}

function ColumnChoice({
  columns,
  onChange,
}: {
  columns: readonly TaskColumn[];
  onChange(columns: TaskColumn[]): void;
}) {
  const { t } = useLanguage();
  const all = Object.keys(columnFaces).filter((column): column is TaskColumn => column in columnFaces);
  const content = (
    <Checkbox.Group
      style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 6 }}
      value={[...columns]}
      options={all.map((column) => ({
        value: column,
        label: t(columnFaces[column].text),
        disabled: column === 'text',
      }))}
      onChange={(chosen) => onChange(all.filter((column) => column === 'text' || chosen.includes(column)))}
    />
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button>{t('columns')}</Button>
    </Popover>
  );
}

function ViewMenu({
  views,
  onChoose,
  onSave,
  onRemove,
}: Pick<FilterLineProps, 'views' | 'onChoose' | 'onSave' | 'onRemove'>) {
  const { t }: { t: (key: TextKey) => string; language: Language } = useLanguage();
  const [name, setName] = useState('');
  const items = views.map((view) => ({
    key: view.name,
    label: (
      <Space>
        {view.name}
        <Button
          size="small"
          type="text"
          aria-label={`${t('remove')} ${view.name}`}
          onClick={(event) => {
            event.stopPropagation();
            onRemove(view.name);
          }}
        >
          ×
        </Button>
      </Space>
    ),
    onClick: () => onChoose(view.definition),
  }));
  const saving = (
    <Space.Compact>
      <Input
        maxLength={40}
        placeholder={t('viewName')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button
        type="primary"
        disabled={name.trim() === ''}
        onClick={() => {
          onSave(name.trim());
          setName('');
        }}
      >
        {t('save')}
      </Button>
    </Space.Compact>
  );
  return (
    <>
      {views.length > 0 && (
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button>{t('views')}</Button>
        </Dropdown>
      )}
      <Popover trigger="click" placement="bottomRight" content={saving}>
        <Button>{t('saveView')}</Button>
      </Popover>
    </>
  );
}
