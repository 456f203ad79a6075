import { memo, useCallback, useMemo, useRef } from 'react';
import { useLanguage } from '../../language.tsx';
import { DemonstrationTag } from '../../parts/labels.tsx';
import { VirtualTable } from '../../parts/virtual-table.tsx';
import type { TextKey } from '../../texts/index.ts';
import { type Grouping, names, type Task, type TaskColumn } from './programme-api.ts';
import { cellText, columnFaces } from './task-columns.tsx';

type Line =
  | { readonly key: string; readonly group: string; readonly count: number }
  | { readonly key: string; readonly task: Task };

/** Heights of the lines: three lines of text, and one. Fixed, so that nothing is measured while the list scrolls. */
const taskHeight = 79;
const groupHeight = 35;

/** The task list: one line a task, group lines between, only the visible lines in the page. */
export function TaskTable({
  tasks,
  columns,
  group,
  selectedId,
  onSelect,
}: {
  tasks: readonly Task[];
  columns: readonly TaskColumn[];
  group: Grouping;
  selectedId: string | null;
  onSelect(taskId: string): void;
}) {
  const { t, language } = useLanguage();
  const context = useMemo(() => ({ t, language }), [t, language]);
  const open = useRef(onSelect);
  open.current = onSelect;
  const select = useCallback((taskId: string) => open.current(taskId), []);
  const lines = useMemo(() => groupLines(tasks, group, t), [tasks, group, t]);
  const width = columns.reduce((sum, column) => sum + columnFaces[column].width, 0);
  return (
    <VirtualTable
      testId="task-table"
      rowCount={tasks.length}
      lineCount={lines.length}
      minWidth={width}
      heightOf={(index) => ('task' in (lines[index] ?? {}) ? taskHeight : groupHeight)}
      keyOf={(index) => lines[index]?.key ?? String(index)}
      head={columns.map((column) => (
        <div key={column} role="columnheader" style={cellStyle(column)}>
          {t(columnFaces[column].text)}
        </div>
      ))}
    >
      {(index) => {
        const line = lines[index];
        if (!line) return null;
        return 'task' in line ? (
          <TaskLine
            task={line.task}
            columns={columns}
            selected={line.task.id === selectedId}
            onSelect={select}
            context={context}
          />
        ) : (
          <div className="task-row group" role="row">
            {line.group || t('unclear')}　<span className="muted">{line.count}</span>
          </div>
        );
      }}
    </VirtualTable>
  );
}

function cellStyle(column: TaskColumn) {
  const { width } = columnFaces[column];
  return { width, flex: column === 'text' ? `1 0 ${width}px` : `0 0 ${width}px` };
}

const TaskLine = memo(function TaskLine({
  task,
  columns,
  selected,
  onSelect,
  context,
}: {
  task: Task;
  columns: readonly TaskColumn[];
  selected: boolean;
  onSelect(taskId: string): void;
  context: Parameters<typeof cellText>[2];
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the number's button has the focus
    <div
      className={selected ? 'task-row body selected' : 'task-row body'}
      role="row"
      onClick={() => onSelect(task.id)}
      style={{ cursor: 'pointer' }}
    >
      {columns.map((column) => (
        <div key={column} role="cell" style={cellStyle(column)} title={cellText(task, column, context)}>
          <Cell task={task} column={column} context={context} onSelect={onSelect} />
        </div>
      ))}
    </div>
  );
});

function Cell({
  task,
  column,
  context,
  onSelect,
}: {
  task: Task;
  column: TaskColumn;
  context: Parameters<typeof cellText>[2];
  onSelect(taskId: string): void;
}) {
  const text = cellText(task, column, context);
  if (column === 'number') {
    return (
      <button type="button" className="figure" onClick={() => onSelect(task.id)}>
        {text}
      </button>
    );
  }
  if (column === 'text')
    return (
      <div className="clamp">
        {task.demonstration && <DemonstrationTag />}
        {text}
      </div>
    );
  if (column === 'deadline' && !task.deadline) return <span className="unclear">{text}</span>;
  if ((column === 'lead' || column === 'units') && text === '' && task.units.length + task.lead.length === 0)
    return <span className="unclear">{context.t('unclear')}</span>;
  return <div className="clamp">{text}</div>;
}

function groupLines(tasks: readonly Task[], group: Grouping, t: (key: TextKey) => string): Line[] {
  if (group === 'none') return tasks.map((task) => ({ key: task.id, task }));
  const keyOf = (task: Task) => {
    if (group === 'front') return task.path[0] ?? '';
    if (group === 'document') return task.source.title;
    if (group === 'lead') return names(task.lead.length > 0 ? task.lead : task.units.slice(0, 1));
    return task.deadline ?? task.softDeadline ?? t('unclear');
  };
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    const key = keyOf(task);
    const members = groups.get(key);
    if (members) members.push(task);
    else groups.set(key, [task]);
  }
  const ordered = group === 'deadline' ? [...groups].sort(([a], [b]) => (a < b ? -1 : 1)) : [...groups];
  return ordered.flatMap(([name, members]): Line[] => [
    { key: `group-${name}`, group: name, count: members.length },
    ...members.map((task) => ({ key: task.id, task })),
  ]);
}
