import { z } from 'zod';

const resultSchema = z.object({
  title: z.string().nullable(),
  number: z.string().nullable(),
  items: z.array(
    z.object({
      kind: z.string(),
      mark: z.string(),
      text: z.string(),
      units: z.array(z.string()),
      lead: z.array(z.string()),
      support: z.array(z.string()),
      deadline: z.object({ date: z.string() }).nullable(),
      softDeadline: z.string().nullable(),
    }),
  ),
  warnings: z.array(z.object({ code: z.string() })),
});

const kinds: Readonly<Record<string, string>> = {
  task: '任务',
  requirement: '要求',
  principle: '原则',
  background: '背景',
};

/** A result for a person at a terminal: what was read, then a line for each row. */
export function describeResult(value: unknown): string {
  const parsed = resultSchema.safeParse(value);
  if (!parsed.success) return JSON.stringify(value, null, 2);
  const { title, number, items, warnings } = parsed.data;
  const tasks = items.filter((item) => item.kind === 'task');
  const head = [
    `${title ?? '（无标题）'}${number ? `  ${number}` : ''}`,
    `任务 ${tasks.length} 行，有单位 ${tasks.filter((item) => item.units.length > 0).length} 行，有时限 ${tasks.filter((item) => item.deadline).length} 行，其他 ${items.length - tasks.length} 行，提示 ${warnings.length} 条`,
    '',
  ];
  const lines = items.map((item, index) => {
    const text = item.text.replace(/\s+/g, ' ');
    const units =
      item.lead.length > 0
        ? `牵头 ${item.lead.join('、')}${item.support.length > 0 ? `；配合 ${item.support.join('、')}` : ''}`
        : item.units.join('、');
    return `${String(index + 1).padStart(3)}  ${kinds[item.kind] ?? item.kind}  ${item.mark}${text.length > 46 ? `${text.slice(0, 45)}…` : text}  |  ${units || '单位待明确'}  |  ${item.deadline?.date ?? item.softDeadline ?? '时限待明确'}`;
  });
  return [...head, ...lines].join('\n');
}
