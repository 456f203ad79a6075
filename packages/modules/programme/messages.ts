import type { MessageCatalogue } from '@qipan/kernel';

export const messages: MessageCatalogue = {
  'programme.unknown-task': {
    zh: { because: '没有这项任务，或不在您的查看范围内。', remedy: '请回到任务清单。' },
    en: { because: 'There is no such task, or it is outside what you may see.', remedy: 'Go back to the task list.' },
  },
  'programme.already-confirmed': {
    zh: { because: '第 {number} 行已经确认过，本次没有写入任何东西。', remedy: '请刷新后只选尚未确认的行。' },
    en: {
      because: 'Row {number} has been confirmed already; nothing was written.',
      remedy: 'Refresh and choose only rows that are not confirmed.',
    },
  },
  'programme.row-removed': {
    zh: { because: '第 {number} 行已被删除，本次没有写入任何东西。', remedy: '请刷新后重新选择，或先恢复该行。' },
    en: {
      because: 'Row {number} has been removed; nothing was written.',
      remedy: 'Refresh and choose again, or restore the row first.',
    },
  },
  'programme.unknown-unit-id': {
    zh: {
      because: '第 {position} 个单位“{unit}”不是单位名称，名录里也没有这个代号。',
      remedy: '请写单位全称，或从名录中选择。',
    },
    en: {
      because: 'Unit {position}, "{unit}", is no name of a unit, and nobody in the register has that id.',
      remedy: 'Give its full name, or choose it from the register.',
    },
  },
  'programme.lead-and-support': {
    zh: { because: '“{unit}”同时列为牵头单位和配合单位。', remedy: '请只保留一处。' },
    en: { because: '"{unit}" both leads and supports.', remedy: 'Keep it in one of the two.' },
  },
  'programme.deadline-before-source': {
    zh: { because: '完成时限 {deadline} 早于来源的日期 {date}。', remedy: '请核对这两个日期。' },
    en: { because: 'The deadline {deadline} is before the date of the source, {date}.', remedy: 'Check both dates.' },
  },
  'programme.tasks-without-unit': {
    zh: {
      because: '这个单位名下还有 {count} 项任务没有办结，不能没有承继单位就撤销。',
      remedy: '请写明承继单位，或先在任务页把这些任务移交给别的单位。',
    },
    en: {
      because: '{count} living tasks stand on this unit; it cannot end without a successor.',
      remedy: 'Name a successor, or hand the tasks over to another unit first.',
    },
  },
  'programme.nothing-to-export': {
    zh: { because: '当前条件下没有任务可导出。', remedy: '请放宽筛选条件，或先确认任务。' },
    en: {
      because: 'There is no task to export under these conditions.',
      remedy: 'Widen the filter, or confirm tasks first.',
    },
  },
  'programme.nothing-chosen': {
    zh: { because: '没有选中任何变化。', remedy: '请勾选要采用的变化后再执行。' },
    en: { because: 'No change was chosen.', remedy: 'Choose what to take over.' },
  },
  'programme.task-twice': {
    zh: { because: '同一项任务选了两次。', remedy: '一项任务只能改一次或终止一次，请取消其中一个。' },
    en: { because: 'One task was chosen twice.', remedy: 'A task changes once or ends once; take one of them back.' },
  },
  'programme.task-has-history': {
    zh: {
      because: '任务 {number} 确认之后已有变更或另有来源，撤回会丢掉编号和来历。',
      remedy: '请用“版本比较”终止它，写明原因，由领导同意。',
    },
    en: {
      because:
        'Task {number} has been changed or has another source since; taking it back would lose its number and history.',
      remedy: 'End it with a reason by comparing versions; a leader agrees to that.',
    },
  },
  'programme.task-ended': {
    zh: { because: '任务 {number} 已经终止，不能再改。', remedy: '请刷新后重新选择。' },
    en: { because: 'Task {number} has ended and cannot be changed.', remedy: 'Refresh and choose again.' },
  },
  'programme.tasks-assigned': {
    zh: { because: '《{title}》中有 {count} 项任务列有本单位。', remedy: '' },
    en: { because: '{count} tasks of "{title}" name your unit.', remedy: '' },
  },
  'programme.nothing-to-hand-over': {
    zh: { because: '该单位没有在办的任务可移交。', remedy: '请核对单位，或看任务清单的筛选条件。' },
    en: {
      because: 'The unit has no living task to hand over.',
      remedy: 'Check the unit, or the filter of the task list.',
    },
  },
  'programme.tasks-handed-over': {
    zh: { because: '有 {count} 项任务移交给本单位。', remedy: '' },
    en: { because: '{count} tasks were handed over to your unit.', remedy: '' },
  },
};
