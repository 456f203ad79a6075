import type { Language } from '../../language.tsx';
import { shownDate, shownTime } from '../../parts/labels.tsx';
import type { TextKey } from '../../texts/index.ts';
import { names, type Task, type TaskColumn } from './programme-api.ts';

interface ColumnFace {
  readonly text: TextKey;
  readonly width: number;
}

/** Heading and width of each column; the widths fit 1280 px with the usual choice. */
export const columnFaces: Readonly<Record<TaskColumn, ColumnFace>> = {
  number: { text: 'taskNumber', width: 68 },
  front: { text: 'front', width: 130 },
  measure: { text: 'measure', width: 150 },
  text: { text: 'text', width: 310 },
  lead: { text: 'lead', width: 120 },
  support: { text: 'support', width: 140 },
  units: { text: 'responsible', width: 140 },
  leaders: { text: 'leaders', width: 90 },
  contact: { text: 'contact', width: 120 },
  deadline: { text: 'deadline', width: 124 },
  targets: { text: 'targets', width: 150 },
  stages: { text: 'stages', width: 180 },
  projects: { text: 'projects', width: 160 },
  policies: { text: 'policies', width: 160 },
  extra: { text: 'extra', width: 160 },
  source: { text: 'source', width: 170 },
  clause: { text: 'clause', width: 300 },
  confirmed: { text: 'confirmedBy', width: 120 },
};

/** One cell of the list in words. */
export function cellText(
  task: Task,
  column: TaskColumn,
  context: { t: (key: TextKey) => string; language: Language },
): string {
  const { t, language } = context;
  switch (column) {
    case 'number':
      return task.number;
    case 'front':
      return task.path[0] ?? '';
    case 'measure':
      return task.path.length > 1 ? (task.path.at(-1) ?? '') : '';
    case 'text':
      return task.text;
    case 'lead':
    case 'support':
    case 'units':
      return names(task[column]) + (column === 'units' && task.open ? t('openSet') : '');
    case 'deadline':
      return task.deadline ? shownDate(task.deadline, language) : (task.softDeadline ?? t('unclear'));
    case 'targets':
      return task.targets.map((target) => target.quote).join('；');
    case 'stages':
      return task.stages.map((stage) => `${stage.label} ${stage.text}`).join('；');
    case 'extra':
      return task.extra.map((entry) => `${entry.column} ${entry.text}`).join('；');
    case 'source':
      return [task.source.number ?? task.source.title, task.source.place].filter((part) => part !== '').join(' ');
    case 'clause':
      return task.clause;
    case 'confirmed':
      return `${task.confirmedBy} ${shownTime(task.confirmedAt, language)}`;
    default:
      return task[column].join('、');
  }
}
