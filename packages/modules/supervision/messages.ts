import { scheduleMessages } from '@qipan/engines/schedule';
import type { MessageCatalogue } from '@qipan/kernel';

const told = (zh: string, en: string) => ({ zh: { because: zh, remedy: '' }, en: { because: en, remedy: '' } });

export const messages: MessageCatalogue = {
  ...scheduleMessages,
  'supervision.not-now': {
    zh: { because: '任务现在的办理阶段不能这样做，可能刚有别人处理过。', remedy: '请刷新，按页面上列出的动作办理。' },
    en: {
      because: 'This cannot be done in the state in which the task is now; somebody may just have acted on it.',
      remedy: 'Refresh, and do one of the things that the page offers.',
    },
  },
  'supervision.not-assigned': {
    zh: { because: '任务还没有交办。', remedy: '请先由改革办交办。' },
    en: { because: 'The task has not been handed over yet.', remedy: 'The reform office hands it over first.' },
  },
  'supervision.assigned-already': {
    zh: { because: '任务 {number} 已经交办过，本次没有交办任何任务。', remedy: '请刷新后只选未交办的任务。' },
    en: {
      because: 'Task {number} has been handed over already; nothing was handed over.',
      remedy: 'Refresh and choose only tasks that are not.',
    },
  },
  'supervision.nobody-leads': {
    zh: {
      because: '任务 {number} 没有名录里的牵头单位，交办不到人。',
      remedy: '请先在任务上明确单位，或把印出的单位名称补进名录。',
    },
    en: {
      because: 'Task {number} has no leading unit that the register knows; there is nobody to hand it to.',
      remedy: 'Name the unit on the task, or add the printed name to the register.',
    },
  },
  'supervision.not-of-task': {
    zh: { because: '本单位不是这项任务的责任单位。', remedy: '如有疑问请联系改革办。' },
    en: { because: 'Your unit is not responsible for this task.', remedy: 'Ask the reform office if in doubt.' },
  },
  'supervision.other-unit': {
    zh: { because: '只能报送本单位的进展。', remedy: '请切换到该单位的岗位后再报送。' },
    en: { because: 'A unit reports for itself alone.', remedy: 'Switch to a post of that unit.' },
  },
  'supervision.own-closing': {
    zh: { because: '申请办结的人不能自己复核。', remedy: '请由另一人复核办结。' },
    en: { because: 'Whoever asked for closing cannot close.', remedy: 'Let somebody else close it.' },
  },
  'supervision.no-extension': {
    zh: { because: '延期到 {until}，没有晚于现在的时限 {deadline}。', remedy: '请填晚于现在时限的日期。' },
    en: { because: '{until} is not later than the present date {deadline}.', remedy: 'Give a later date.' },
  },
  'supervision.month-to-come': {
    zh: { because: '{month} 还没有到，不能报送。', remedy: '请核对月份。' },
    en: { because: '{month} has not begun.', remedy: 'Check the month.' },
  },
  'supervision.month-before': {
    zh: { because: '{month} 时任务还没有交办。', remedy: '请核对月份。' },
    en: { because: 'The task had not been handed over in {month}.', remedy: 'Check the month.' },
  },
  'supervision.reported-already': {
    zh: { because: '{month} 的进展已经报送过。', remedy: '要改，请改革办退回后再报。' },
    en: { because: 'The report for {month} is in.', remedy: 'To change it, ask the office to return it.' },
  },
  'supervision.no-such-report': {
    zh: { because: '{month} 没有待审核的进展。', remedy: '请刷新后再看。' },
    en: { because: 'No report for {month} waits for review.', remedy: 'Refresh and look again.' },
  },
  'supervision.plan-without-start': {
    zh: {
      because: '计划文件没有写项目开始日期，任务也没有开始日期。',
      remedy: '请在 Project 里填写项目开始日期后再存为 XML。',
    },
    en: {
      because: 'The plan gives no start, and neither does any of its tasks.',
      remedy: 'Set the start of the project and save it as XML again.',
    },
  },
  'supervision.unknown-rule': {
    zh: { because: '没有“{rule}”这套亮灯规则。', remedy: '请从列出的规则中选择。' },
    en: { because: 'There is no rule of lights "{rule}".', remedy: 'Choose one of those listed.' },
  },
  'supervision.rule-too-early': {
    zh: { because: '这套规则自 {from} 起才有，不能用于更早的日子。', remedy: '请填这一天或以后的日期。' },
    en: { because: 'The rule exists since {from} and cannot hold before.', remedy: 'Give that day or a later one.' },
  },
  'supervision.months-turned-round': {
    zh: { because: '起始月份 {from} 晚于截止月份 {to}。', remedy: '请对调两个月份。' },
    en: { because: 'The first month {from} is after the last {to}.', remedy: 'Swap them.' },
  },
  'supervision.told-assign': told(
    '有 {count} 项任务交办给本单位，请签收。',
    '{count} tasks were handed over to your unit; sign for them.',
  ),
  'supervision.told-sign': told('任务 {number} 已签收。', 'Task {number} was signed for.'),
  'supervision.told-file-report': told(
    '任务 {number} 报送了进展，待审核。',
    'A report on task {number} waits for review.',
  ),
  'supervision.told-accept-report': told(
    '任务 {number} 的进展已审核通过。',
    'The report on task {number} was accepted.',
  ),
  'supervision.told-return-report': told(
    '任务 {number} 的进展被退回：{reason}',
    'The report on task {number} was returned: {reason}',
  ),
  'supervision.told-ask-closing': told('任务 {number} 申请办结，待复核。', 'Task {number} asks to be closed.'),
  'supervision.told-close': told('任务 {number} 已办结。', 'Task {number} was closed.'),
  'supervision.told-send-back': told(
    '任务 {number} 的办结申请被退回：{reason}',
    'The closing of task {number} was sent back: {reason}',
  ),
  'supervision.told-ask-extension': told(
    '任务 {number} 申请延期：{reason}',
    'Task {number} asks for more time: {reason}',
  ),
  'supervision.told-grant-extension': told('任务 {number} 已同意延期。', 'More time was granted to task {number}.'),
  'supervision.told-refuse-extension': told(
    '任务 {number} 的延期未获同意：{reason}',
    'No more time for task {number}: {reason}',
  ),
  'supervision.told-pause': told('任务 {number} 暂停办理：{reason}', 'Task {number} is paused: {reason}'),
  'supervision.told-resume': told('任务 {number} 恢复办理。', 'Task {number} goes on.'),
  'supervision.told-reopen': told('任务 {number} 重新办理：{reason}', 'Task {number} was opened again: {reason}'),
};
