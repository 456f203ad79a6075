import type { MessageCatalogue } from '@qipan/kernel';

/** Refusals of a plan that cannot be counted, and notes on one that was. */
export const scheduleMessages: MessageCatalogue = {
  'schedule.too-many': {
    zh: {
      because: '这份计划有 {tasks} 项任务、{links} 条前后关系，超过一次排期的上限（10 万项、30 万条）。',
      remedy: '请分专项排期。',
    },
    en: {
      because:
        'The plan has {tasks} tasks and {links} links, more than can be scheduled at once (100,000 and 300,000).',
      remedy: 'Schedule it in parts.',
    },
  },
  'schedule.no-date': {
    zh: { because: '“{date}”不是一个日期。', remedy: '请写成 2026-03-31 这样的形式。' },
    en: { because: '"{date}" is no date.', remedy: 'Write it like 2026-03-31.' },
  },
  'schedule.date-too-far': {
    zh: { because: '日期 {date} 不在 1900 年到 2199 年之间。', remedy: '请核对年份。' },
    en: { because: 'The date {date} is not between 1900 and 2199.', remedy: 'Check the year.' },
  },
  'schedule.too-far': {
    zh: { because: '“{name}”要排到 {date} 以后，多半是工期或间隔填错了。', remedy: '请核对它和它前面各项的天数。' },
    en: {
      because: '"{name}" would come after {date}; a duration or lag is probably wrong.',
      remedy: 'Check its days and those of the tasks before it.',
    },
  },
  'schedule.finish-before-start': {
    zh: {
      because: '“{name}”的完成日期 {finish} 早于开始日期 {start}。',
      remedy: '请核对两个日期。',
    },
    en: {
      because: '"{name}" finishes on {finish}, before its start on {start}.',
      remedy: 'Check both dates.',
    },
  },
  'schedule.plan-finish-before-start': {
    zh: { because: '整个计划的完成日期 {finish} 早于开始日期 {start}。', remedy: '请核对两个日期。' },
    en: { because: 'The plan finishes on {finish}, before its start on {start}.', remedy: 'Check both dates.' },
  },
  'schedule.no-duration': {
    zh: {
      because: '“{name}”的工期“{days}”不能用。',
      remedy: '请填 0 到 20000 的整数天；0 天是节点（里程碑）。',
    },
    en: {
      because: 'The duration "{days}" of "{name}" cannot be used.',
      remedy: 'Give whole days from 0 to 20,000; zero days is a milestone.',
    },
  },
  'schedule.no-lag': {
    zh: { because: '第 {number} 条前后关系的间隔“{days}”不能用。', remedy: '请填 -20000 到 20000 的整数天。' },
    en: {
      because: 'The lag "{days}" of link {number} cannot be used.',
      remedy: 'Give whole days from -20,000 to 20,000.',
    },
  },
  'schedule.no-number': {
    zh: { because: '“{value}”不是可以用的数。', remedy: '请填有限的数，并核对它的范围。' },
    en: { because: '"{value}" is no number that can be used.', remedy: 'Give a finite number within its range.' },
  },
  'schedule.day-twice': {
    zh: { because: '{date} 在本地日历里既写成休息日又写成工作日。', remedy: '请只留一个。' },
    en: { because: '{date} is both a day off and a workday in the local calendar.', remedy: 'Keep one of them.' },
  },
  'schedule.same-id': {
    zh: { because: '“{name}”的标识“{id}”和前面一项任务相同。', remedy: '请检查是否同一项任务录入了两次。' },
    en: {
      because: 'The id "{id}" of "{name}" is that of an earlier task.',
      remedy: 'See whether a task was entered twice.',
    },
  },
  'schedule.unknown-parent': {
    zh: { because: '“{name}”的上级任务“{id}”不在这份计划里。', remedy: '请把上级任务一并加入，或改选上级。' },
    en: { because: 'The parent "{id}" of "{name}" is not in the plan.', remedy: 'Add it, or choose another parent.' },
  },
  'schedule.too-deep': {
    zh: { because: '“{name}”的上级任务有 {limit} 层以上。', remedy: '请减少层级。' },
    en: { because: '"{name}" stands below {limit} or more levels of parents.', remedy: 'Use fewer levels.' },
  },
  'schedule.unknown-task': {
    zh: { because: '第 {number} 条前后关系里的任务“{id}”不在这份计划里。', remedy: '请补上这项任务，或删除这条关系。' },
    en: {
      because: 'Link {number} names the task "{id}", which is not in the plan.',
      remedy: 'Add it, or drop the link.',
    },
  },
  'schedule.self-link': {
    zh: { because: '“{name}”被设成了自己的前置任务。', remedy: '请删除这条前后关系。' },
    en: { because: '"{name}" is linked to itself.', remedy: 'Drop the link.' },
  },
  'schedule.ancestor-link': {
    zh: {
      because: '“{child}”属于“{parent}”，两者之间不能再设前后关系。',
      remedy: '请删除这条关系，或改为和“{parent}”里的另一项任务建立关系。',
    },
    en: {
      because: '"{child}" is part of "{parent}"; the two cannot be linked.',
      remedy: 'Drop the link, or link to another task inside "{parent}".',
    },
  },
  'schedule.summary-constraint': {
    zh: {
      because: '“{name}”有下级任务，日期由下级算出，不能设这种时间要求。',
      remedy: '请改设“不得早于某日开始”“不得晚于某日完成”或完成时限，或把要求设在下级任务上。',
    },
    en: {
      because: '"{name}" has children and follows their dates; it cannot carry this constraint.',
      remedy: 'Use "start no earlier than", "finish no later than" or a deadline, or put it on the children.',
    },
  },
  'schedule.summary-link': {
    zh: {
      because: '“{to}”有下级任务，不能要求它和“{from}”按完成时间对齐。',
      remedy: '请改为“完成后开始”或“同时开始”，或和它的下级任务建立关系。',
    },
    en: {
      because: '"{to}" has children; a link from "{from}" cannot bind its finish.',
      remedy: 'Use finish-to-start or start-to-start, or link to one of the children.',
    },
  },
  'schedule.ring': {
    zh: { because: '任务的前后关系绕成了圈：{names}。', remedy: '请去掉圈里的一条关系，再重新排期。' },
    en: {
      because: 'Tasks depend on each other in a ring: {names}.',
      remedy: 'Drop one link of it and schedule again.',
    },
  },
  'schedule.unpublished-year': {
    zh: {
      because:
        '{year} 年的放假和调休安排尚未公布（或本机没有），“{name}”等 {count} 项任务在这一年的日期按周一至周五推算。',
      remedy: '公布后更新日历数据，再重新排期；在此之前请把这些日期当作暂定。',
    },
    en: {
      because:
        'The holidays of {year} are not published (or not held here); dates of {count} task(s) in it, "{name}" the first, were counted by plain Monday to Friday.',
      remedy: 'Update the calendar once it is published and schedule again; until then take them as provisional.',
    },
  },
  'schedule.unpublished-late': {
    zh: {
      because: '{year} 年的放假和调休安排尚未公布（或本机没有），进入这一年的最迟日期和时差按周一至周五推算。',
      remedy: '公布后更新日历数据，再重新排期。',
    },
    en: {
      because:
        'The holidays of {year} are not published (or not held here); latest dates and slack that reach into it were counted by plain Monday to Friday.',
      remedy: 'Update the calendar once it is published and schedule again.',
    },
  },
  'schedule.summary-actual': {
    zh: { because: '“{name}”有下级任务，它自己的实际日期没有使用。', remedy: '请把实际日期填在下级任务上。' },
    en: {
      because: '"{name}" has children; its own actual dates were not used.',
      remedy: 'Enter them on the children.',
    },
  },
  'schedule.cancelled-between': {
    zh: {
      because: '“{name}”已取消，它前面和后面的任务之间不再有先后关系。',
      remedy: '如仍有先后，请在它们之间直接建立关系。',
    },
    en: {
      because: '"{name}" is cancelled; the tasks before and after it are no longer bound to each other.',
      remedy: 'Link them directly if one still waits for the other.',
    },
  },
  'schedule.before-start': {
    zh: { because: '按时间要求，“{name}”早于整个计划的开始日期。', remedy: '请核对计划的开始日期和这项要求。' },
    en: {
      because: 'By its constraint, "{name}" starts before the plan does.',
      remedy: "Check the plan's start and the constraint.",
    },
  },
  'schedule.no-range': {
    zh: { because: '从 {from} 到 {to} 不是可以列出的时段。', remedy: '请填先后两个日期，相隔不超过 100 年。' },
    en: {
      because: 'From {from} to {to} is no period that can be listed.',
      remedy: 'Give two dates in order, at most 100 years apart.',
    },
  },
  'schedule.no-rule': {
    zh: { because: '重复规则里填的“{value}”不能用。', remedy: '请按日期的范围填整数，间隔至少为 1。' },
    en: {
      because: 'The value "{value}" in the recurring rule cannot be used.',
      remedy: 'Give whole numbers within the range of the calendar, an interval of 1 or more.',
    },
  },
  'schedule.unpublished-recurring': {
    zh: {
      because: '{year} 年的放假和调休安排尚未公布（或本机没有），这一年的 {count} 次按周一至周五判断是否休息日。',
      remedy: '公布后更新日历数据，日期会随之调整。',
    },
    en: {
      because:
        'The holidays of {year} are not published (or not held here); {count} occurrence(s) in it were tested by plain Monday to Friday.',
      remedy: 'Update the calendar once it is published; the dates will follow.',
    },
  },
  'schedule.no-progress': {
    zh: { because: '“{name}”的进度“{value}”不在 0 到 100 之间。', remedy: '请核对填报的进度。' },
    en: { because: 'The progress "{value}" of "{name}" is not between 0 and 100.', remedy: 'Check what was reported.' },
  },
  'schedule.no-weight': {
    zh: { because: '“{name}”的权重“{value}”不能用。', remedy: '按权重汇总时，每一项都要有不小于 0 的权重。' },
    en: {
      because: 'The weight "{value}" of "{name}" cannot be used.',
      remedy: 'To sum by weight, every item needs a weight of 0 or more.',
    },
  },
  'schedule.unknown-colour': {
    zh: { because: '“{name}”的灯色“{value}”不在这套规则里。', remedy: '请核对所用的亮灯规则。' },
    en: { because: 'The light "{value}" of "{name}" is not one of this rule.', remedy: 'Check which rule is used.' },
  },
  'schedule.weights-normalised': {
    zh: {
      because: '计入的权重合计是 {sum}，不是 100，已按比例折算成 100 后汇总。',
      remedy: '如不是有意为之，请核对各项权重。',
    },
    en: {
      because: 'The weights that count sum to {sum}, not 100; they were scaled to 100.',
      remedy: 'Check the weights unless this is meant.',
    },
  },
  'schedule.nothing-counted': {
    zh: { because: '没有可以汇总的下级任务（没有下级，或都已取消、合并，或权重都是 0）。', remedy: '请核对下级任务。' },
    en: {
      because: 'There is nothing to sum (no children, all cancelled or merged, or all weights 0).',
      remedy: 'Check the children.',
    },
  },
  'schedule.without-milestones': {
    zh: { because: '“{name}”没有设节点，按未报处理。', remedy: '请补上形象进度的节点。' },
    en: { because: '"{name}" has no milestones and counts as unreported.', remedy: 'Give it milestones.' },
  },
};
