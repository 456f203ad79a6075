import type { Texts } from './texts.ts';

/** Texts of the audit chain. */
export const auditTexts = {
  when: ['时间', 'When'],
  what: ['做了什么', 'What'],
  versions: ['改动', 'Changes'],
  verifyAudit: ['核验审计链', 'Verify the chain'],
  auditSound: [
    '本链 {count} 条记录完好：没有修改、删除、调换。',
    '{count} {count:entry|entries}, all sound: none edited, removed or swapped.',
  ],
  auditBroken: ['第 {seq} 条有问题：{what}', 'Entry {seq} is broken: {what}'],
  more: ['更多', 'More'],
} as const satisfies Texts;
