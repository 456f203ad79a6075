import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Select, Table, Tabs } from 'antd';
import { useState } from 'react';
import { call, download } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { shownDate, shownTime, TitleLine } from '../../parts/labels.tsx';
import { usePrinting } from '../../parts/printing.tsx';
import { EmptyState, Failure } from '../../parts/states.tsx';
import { useDocuments } from '../documents/documents-api.ts';
import { ExportMenu } from './export-menu.tsx';
import { ListsOnPaper } from './lists-on-paper.tsx';
import { names, type Task, type ThreeLists } from './programme-api.ts';

type Listed = ThreeLists['projects'][number];

/** 一方案三清单: the tasks, named projects and policies of a plan, each line with its source. */
export function ListsPage() {
  const { t, language } = useLanguage();
  const search: { document?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const lists = useQuery({
    queryKey: ['tasks', 'lists', search.document ?? ''],
    queryFn: () => call('programme.read-lists', search.document ? { documentId: search.document } : {}),
  });
  const printing = usePrinting();
  const [exportError, setExportError] = useState<unknown>(null);
  const input = search.document ? { documentId: search.document } : {};
  const data = lists.data ?? { tasks: [], projects: [], policies: [] };
  const scope = lists.dataUpdatedAt
    ? t('asOf', { time: shownTime(new Date(lists.dataUpdatedAt).toISOString(), language) })
    : '';
  return (
    <div className="page">
      <TitleLine title={t('lists')} scope={scope}>
        <DocumentChoice
          value={search.document}
          onChange={(document) => void navigate({ to: '/lists', search: document ? { document } : {} })}
        />
        <ExportMenu
          onError={setExportError}
          choices={[
            { text: 'exportListsWord', run: () => download('programme.export-lists-document', input) },
            { text: 'exportListsXlsx', run: () => download('programme.export-lists', input) },
          ]}
        />
      </TitleLine>
      {exportError !== null && <Failure error={exportError} />}
      {lists.error && <Failure error={lists.error} retry={() => void lists.refetch()} />}
      {printing ? (
        <ListsOnPaper lists={data} />
      ) : (
        <Tabs
          items={[
            {
              key: 'tasks',
              label: `${t('tasks')} ${data.tasks.length}`,
              children: <TaskLines tasks={data.tasks} loading={lists.isPending} />,
            },
            {
              key: 'projects',
              label: `${t('project')} ${data.projects.length}`,
              children: <ListedLines lines={data.projects} title={t('project')} loading={lists.isPending} />,
            },
            {
              key: 'policies',
              label: `${t('policy')} ${data.policies.length}`,
              children: <ListedLines lines={data.policies} title={t('policy')} loading={lists.isPending} />,
            },
          ]}
        />
      )}
    </div>
  );
}

function DocumentChoice({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange(document: string | undefined): void;
}) {
  const { t } = useLanguage();
  const may = useMay();
  const documents = useDocuments();
  if (!may('documents.list-documents')) return null;
  return (
    <Select
      allowClear
      style={{ width: 360 }}
      placeholder={t('all')}
      aria-label={t('document')}
      value={value}
      onChange={onChange}
      options={(documents.data?.documents ?? []).map((document) => ({ value: document.id, label: document.title }))}
    />
  );
}

function TaskLines({ tasks, loading }: { tasks: readonly Task[]; loading: boolean }) {
  const { t, language } = useLanguage();
  return (
    <Table<Task>
      size="small"
      rowKey="id"
      className="panel"
      scroll={{ x: 860 }}
      loading={loading}
      dataSource={[...tasks]}
      pagination={{ pageSize: 100, hideOnSinglePage: true }}
      locale={{ emptyText: <EmptyState>{t('nothingListed')}</EmptyState> }}
      columns={[
        {
          title: t('taskNumber'),
          width: 80,
          render: (_value, task) => (
            <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
              {task.number}
            </Link>
          ),
        },
        { title: t('text'), dataIndex: 'text' },
        {
          title: t('leadOrResponsible'),
          width: 180,
          render: (_value, task) =>
            names(task.lead.length > 0 ? task.lead : task.units) || <span className="unclear">{t('unclear')}</span>,
        },
        {
          title: t('deadline'),
          width: 124,
          render: (_value, task) =>
            task.deadline ? (
              shownDate(task.deadline, language)
            ) : (
              <span className="unclear">{task.softDeadline ?? t('unclear')}</span>
            ),
        },
        {
          title: t('source'),
          width: 240,
          render: (_value, task) => `${task.source.number ?? task.source.title} ${task.source.place}`,
        },
      ]}
    />
  );
}

function ListedLines({ lines, title, loading }: { lines: readonly Listed[]; title: string; loading: boolean }) {
  const { t, language } = useLanguage();
  return (
    <Table<Listed>
      size="small"
      rowKey={(line) => `${line.taskId}-${line.name}`}
      className="panel"
      scroll={{ x: 1180 }}
      loading={loading}
      dataSource={[...lines]}
      pagination={{ pageSize: 100, hideOnSinglePage: true }}
      locale={{ emptyText: <EmptyState>{t('nothingListed')}</EmptyState> }}
      columns={[
        { title, dataIndex: 'name', width: 320 },
        {
          title: t('taskNumber'),
          width: 80,
          render: (_value, line) => (
            <Link to="/tasks/$taskId" params={{ taskId: line.taskId }}>
              {line.taskNumber}
            </Link>
          ),
        },
        { title: t('text'), dataIndex: 'text', ellipsis: true },
        {
          title: t('leadOrResponsible'),
          width: 180,
          render: (_value, line) => names(line.lead.length > 0 ? line.lead : line.units),
        },
        {
          title: t('deadline'),
          width: 124,
          render: (_value, line) => line.deadline && shownDate(line.deadline, language),
        },
        {
          title: t('source'),
          width: 240,
          render: (_value, line) => `${line.source.number ?? line.source.title} ${line.source.place}`,
        },
      ]}
    />
  );
}
