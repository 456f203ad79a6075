import { defineManifest } from '@qipan/kernel';
import { z } from 'zod';
import { messages } from './messages.ts';
import { supervision } from './migrations/0001-supervision.ts';
import * as operations from './operations/index.ts';
import { onTaskChanged, onTaskEnded } from './task-changed.ts';

export const manifest = defineManifest({
  name: 'supervision',
  title: { zh: '督办', en: 'Supervision' },
  uses: ['programme'],
  permissions: {
    'supervision.read': ['reform-office', 'responsible-unit', 'leader', 'auditor'],
    'supervision.report': ['responsible-unit'],
    'supervision.supervise': ['reform-office'],
  },
  operations: Object.values(operations),
  migrations: [supervision],
  events: [
    {
      name: 'supervision.task-acted-on',
      title: { zh: '任务有办理动作', en: 'Something happened to a task' },
      payload: z.object({ taskId: z.string(), kind: z.string() }),
    },
  ],
  handlers: [onTaskChanged, onTaskEnded],
  figures: [],
  tables: {
    'supervision.standing': {
      title: { zh: '办理情况', en: 'Standing' },
      label: 'phase',
      namedBy: { column: 'task_id', table: 'programme.task' },
      columns: { phase: { zh: '办理阶段', en: 'Phase' } },
    },
    'supervision.act': {
      title: { zh: '办理记录', en: 'What happened' },
      label: 'kind',
      namedBy: { column: 'task_id', table: 'programme.task' },
      columns: { kind: { zh: '动作', en: 'Act' } },
    },
    'supervision.rule_choice': {
      title: { zh: '亮灯规则', en: 'Rule of lights' },
      label: 'rule_id',
      columns: {
        rule_id: { zh: '规则', en: 'Rule' },
        from_day: { zh: '启用日期', en: 'From' },
        report_day: { zh: '报送日', en: 'Report day' },
      },
    },
  },
  messages,
});
