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
  'programme.nothing-to-export': {
    zh: { because: '当前条件下没有任务可导出。', remedy: '请放宽筛选条件，或先确认任务。' },
    en: {
      because: 'There is no task to export under these conditions.',
      remedy: 'Widen the filter, or confirm tasks first.',
    },
  },
};
