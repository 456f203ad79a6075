import { useLanguage } from '../../language.tsx';
import { shownDate } from '../../parts/labels.tsx';
import { PrintTable } from '../../parts/printing.tsx';
import { names, type Task, type ThreeLists } from './programme-api.ts';

type Listed = ThreeLists['projects'][number];
type Line = Pick<Task, 'lead' | 'units' | 'source'>;

/** 三清单 on paper: all three, one below the other, whichever is open on the screen. */
export function ListsOnPaper({ lists }: { lists: ThreeLists }) {
  const { t, language } = useLanguage();
  const lead = (line: Line) => names(line.lead.length > 0 ? line.lead : line.units) || t('unclear');
  const source = (line: Line) => `${line.source.number ?? line.source.title} ${line.source.place}`;
  const named = (title: string, lines: readonly Listed[]) => ({
    title,
    heads: [title, t('taskNumber'), t('text'), t('leadOrResponsible'), t('deadline'), t('source')],
    rows: lines.map((line) => {
      const date = line.deadline ? shownDate(line.deadline, language) : t('unclear');
      return {
        key: `${line.taskId}-${line.name}`,
        cells: [line.name, line.taskNumber, line.text, lead(line), date, source(line)],
      };
    }),
  });
  const tasks = {
    title: t('tasks'),
    heads: [t('taskNumber'), t('text'), t('leadOrResponsible'), t('deadline'), t('source')],
    rows: lists.tasks.map((task) => {
      const date = task.deadline ? shownDate(task.deadline, language) : (task.softDeadline ?? t('unclear'));
      return { key: task.id, cells: [task.number, task.text, lead(task), date, source(task)] };
    }),
  };
  return [tasks, named(t('project'), lists.projects), named(t('policy'), lists.policies)].map((list) => (
    <section key={list.title}>
      <h2 className="paper-head">{`${list.title} ${list.rows.length}`}</h2>
      {list.rows.length > 0 && <PrintTable heads={list.heads} rows={list.rows} />}
    </section>
  ));
}
