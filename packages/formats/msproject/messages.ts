import type { MessageCatalogue } from '@qipan/kernel';

/** Refusals and notes of a plan in the XML of MS Project. */
export const projectMessages: MessageCatalogue = {
  'formats.project-other': {
    zh: {
      because: '这不是项目管理软件保存的计划文件，里面找不到项目和任务。',
      remedy: '请在项目管理软件里打开计划，选“另存为”，类型选“XML 格式”，再导入。',
    },
    en: {
      because: 'This is no plan saved by MS Project: it holds neither a project nor tasks.',
      remedy: 'Open the plan in Project, choose "Save as", type "XML format", and import that.',
    },
  },
  'formats.project-binary': {
    zh: {
      because: '这是项目管理软件自己的文件格式，不能直接读取。',
      remedy: '请在该软件里打开它，选“另存为”，类型选“XML 格式”，再导入。',
    },
    en: {
      because: 'This file is in the own format of MS Project, which cannot be read.',
      remedy: 'Open it in Project, choose "Save as", type "XML format", and import that.',
    },
  },
  'formats.project-date': {
    zh: { because: '“{name}”里的日期“{value}”不是一个日期，没有导入。', remedy: '请在原计划里改正后重新保存。' },
    en: {
      because: 'The date "{value}" of "{name}" is no date; nothing was imported.',
      remedy: 'Mend it in the plan and save it again.',
    },
  },
  'formats.project-number': {
    zh: {
      because: '“{name}”里的数“{value}”不能用（不是整数、缺少或超出范围），没有导入。',
      remedy: '请在原计划里改正后重新保存。',
    },
    en: {
      because: 'The number "{value}" of "{name}" is missing, no whole number or out of range; nothing was imported.',
      remedy: 'Mend it in the plan and save it again.',
    },
  },
  'formats.project-uid': {
    zh: { because: '任务“{name}”的编号 {uid} 和另一项任务相同，没有导入。', remedy: '请在原软件里重新保存后导入。' },
    en: {
      because: 'The number {uid} of the task "{name}" is that of another task; nothing was imported.',
      remedy: 'Save the plan anew and import that.',
    },
  },
  'formats.project-too-many': {
    zh: {
      because: '计划里的任务、前后关系、日历或特殊日期超过 {limit} 个的上限，没有导入。',
      remedy: '请拆成几份计划后导入。',
    },
    en: {
      because: 'The plan has more than {limit} tasks, links, calendars or special days; nothing was imported.',
      remedy: 'Split it into several plans.',
    },
  },
  'formats.project-resources': {
    zh: {
      because: '计划里有 {count} 项资源，没有读取（资源、成本和基线都不读）。',
      remedy: '责任单位请在任务上填写。',
    },
    en: {
      because: '{count} resource(s) of the plan were not read (nor are costs and baselines).',
      remedy: 'Enter responsible units on the tasks.',
    },
  },
  'formats.project-manual': {
    zh: {
      because: '有 {count} 项任务在原计划里是手动排的，这里按前后关系重新计算。',
      remedy: '日期要固定的，请给它设时间要求。',
    },
    en: {
      because: '{count} task(s) were scheduled by hand in the plan; here their links decide.',
      remedy: 'Give those a constraint whose dates have to stay.',
    },
  },
  'formats.project-calendars': {
    zh: { because: '有 {count} 项任务用了自己的日历，这里都按整个计划的日历。', remedy: '请核对这些任务的日期。' },
    en: {
      because: '{count} task(s) had a calendar of their own; here that of the plan is used.',
      remedy: 'Check their dates.',
    },
  },
  'formats.project-outside': {
    zh: {
      because: '有 {count} 条前后关系指向别的计划或不存在的任务，没有读取。',
      remedy: '如仍有先后，请在导入后补上。',
    },
    en: {
      because: '{count} link(s) to other plans or to tasks that are not there were not read.',
      remedy: 'Add them after the import if they still hold.',
    },
  },
  'formats.project-percent': {
    zh: { because: '有 {count} 条前后关系的间隔是按工期百分比写的，这里当作没有间隔。', remedy: '请改填天数。' },
    en: {
      because: '{count} link(s) had a lag in percent of a duration; it was taken as none.',
      remedy: 'Enter it in days.',
    },
  },
  'formats.project-week': {
    zh: { because: '原计划的每周工作日不是周一至周五，这里按周一至周五。', remedy: '请核对日期。' },
    en: { because: "The plan's week is not Monday to Friday; here it is taken to be.", remedy: 'Check the dates.' },
  },
  'formats.project-exceptions': {
    zh: { because: '原计划日历里有 {count} 条按周、按月或按年重复的特殊日期，没有读取。', remedy: '请核对这些日期。' },
    en: {
      because: "{count} exception(s) of the plan's calendar that recur by week, month or year were not read.",
      remedy: 'Check those days.',
    },
  },
};
