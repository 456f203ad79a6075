import type { TableFace } from '@qipan/kernel';

/** How previews show the rows of this module. */
export const tables: Readonly<Record<string, TableFace>> = {
  'programme.task': {
    title: { zh: '任务', en: 'Task' },
    label: 'text',
    numbered: 'number',
    columns: {
      number: { zh: '编号', en: 'No.' },
      text: { zh: '任务', en: 'Task' },
      lead: { zh: '牵头单位', en: 'Lead' },
      support: { zh: '配合单位', en: 'Support' },
      units: { zh: '责任单位', en: 'Units' },
      deadline: { zh: '时限', en: 'Date' },
      soft_deadline: { zh: '时间表述', en: 'Word of time' },
      targets: { zh: '量化目标', en: 'Targets' },
      path: { zh: '所在章节', en: 'Headings' },
      clause: { zh: '原文', en: 'Clause' },
      ended: { zh: '终止', en: 'Ended' },
    },
  },
  'programme.task_unit': {
    title: { zh: '单位可见', en: 'Unit on a task' },
    label: 'part',
    namedBy: { column: 'unit_id', table: 'parties.unit' },
    columns: { part: { zh: '分工', en: 'Part' } },
  },
  'programme.task_change': {
    title: { zh: '任务变更记录', en: 'History of a task' },
    label: 'what',
    namedBy: { column: 'task_id', table: 'programme.task' },
    columns: { what: { zh: '变更', en: 'Change' } },
  },
  'programme.task_parent': {
    title: { zh: '任务来源', en: 'Source of a task' },
    label: 'title',
    columns: {
      title: { zh: '文件', en: 'Document' },
      level: { zh: '层级', en: 'Level' },
      place: { zh: '位置', en: 'Place' },
    },
  },
};
