import { addDays, defineFigure, type OperationContext, type Title } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { type RawBuilder, sql } from 'kysely';

const unit: Title = { zh: '项', en: 'tasks' };

/** A count of living tasks under a condition, of those that the reader may see. */
function countOf(given: {
  name: string;
  title: Title;
  basis: Title;
  where(context: OperationContext): RawBuilder<unknown>;
}) {
  const { name, title, basis, where } = given;
  return defineFigure({
    name,
    title,
    unit,
    basis,
    tables: ['programme.task'],
    async read({ db }: { db: Db<never> }, context: OperationContext) {
      const found = await sql<{
        count: number;
      }>`select count(*)::int as count from programme.task t where t.ended is null and ${where(context)}`.execute(db);
      return found.rows[0]?.count ?? null;
    },
  });
}

/** How long before its date a task counts as due soon, in calendar days. */
export const dueSoonDays = 30;

export const figures = [
  countOf({
    name: 'programme.tasks',
    title: { zh: '任务总数', en: 'Tasks' },
    basis: { zh: '已确认且未终止的任务', en: 'Confirmed tasks that have not ended' },
    where: () => sql`true`,
  }),
  countOf({
    name: 'programme.unclear-tasks',
    title: { zh: '有待明确字段的任务', en: 'Tasks with something unclear' },
    basis: {
      zh: '缺单位、缺时限或单位未入名录的任务',
      en: 'Without unit or date, or with a unit that the register does not know',
    },
    where: () => sql`t.unclear <> '[]'::jsonb`,
  }),
  countOf({
    name: 'programme.due-soon',
    title: { zh: '30 天内到期', en: 'Due within 30 days' },
    basis: { zh: '时限在今天起 30 个自然日内的任务', en: 'Tasks whose date is within 30 calendar days from today' },
    where: ({ today }) => sql`t.deadline between ${today}::date and ${addDays(today, dueSoonDays)}::date`,
  }),
  countOf({
    name: 'programme.past-due',
    title: { zh: '已过时限', en: 'Past their date' },
    basis: {
      zh: '文件所写时限早于今天的任务（办结和延期见督办台）',
      en: 'Tasks whose date in the document is before today; the board says what is closed or was given more time',
    },
    where: ({ today }) => sql`t.deadline < ${today}::date`,
  }),
] as const;
