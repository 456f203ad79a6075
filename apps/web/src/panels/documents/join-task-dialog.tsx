import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Input, Modal, Radio } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { useLanguage } from '../../language.tsx';
import { CommandActions } from '../../parts/command-actions.tsx';
import { shownDate } from '../../parts/labels.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import type { Level } from './compare-lines.ts';
import './compare.css';
import type { Row } from './documents-api.ts';
import { LevelSelect } from './level-select.tsx';
import { likeness } from './likeness.ts';

type Task = AnswerOf<'programme.list-tasks'>['tasks'][number];

const shownAtMost = 40;

/** A row becomes one more source of a task that is there; the likest tasks come first. */
export function JoinTaskDialog({ documentId, row, onClose }: { documentId: string; row: Row; onClose(): void }) {
  const { t, language } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [level, setLevel] = useState<Level>('city');
  const [words, setWords] = useState('');
  const [taskId, setTaskId] = useState<string | null>(null);
  const tasks = useQuery({ queryKey: ['tasks', {}], queryFn: () => call('programme.list-tasks', {}) });
  const ranked = useMemo(() => byLikeness(tasks.data?.tasks ?? [], row.item.text), [tasks.data, row.item.text]);
  const shown = ranked.filter((task) => holds(task, words)).slice(0, shownAtMost);
  const chosen = taskId ?? '';
  const input = { taskId: chosen, documentId, row: { id: row.id, version: row.version }, level };
  const join = useMutation({
    mutationFn: () => call('programme.link-parent', input),
    onSuccess: async ({ number }) => {
      void message.success(t('joinedTask', { number }));
      onClose();
      await queries.invalidateQueries({ queryKey: ['documents'] });
      await queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  return (
    <Modal
      open
      title={t('joinTask')}
      width={760}
      onCancel={onClose}
      footer={
        <div className="dialog-actions">
          <CommandActions
            ask={{ operation: 'programme.link-parent', input }}
            label={t('joinTaskRun')}
            running={join.isPending}
            disabled={taskId === null}
            onRun={() => join.mutate()}
          />
        </div>
      }
    >
      <p className="muted">{t('joinTaskLead')}</p>
      <blockquote className="joined-row">{row.item.text}</blockquote>
      <div className="dialog-line">
        <Input
          allowClear
          autoFocus
          placeholder={t('joinTaskSearch')}
          aria-label={t('joinTaskSearch')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <LevelSelect level={level} onChange={setLevel} />
      </div>
      {tasks.isPending && <Loading />}
      {tasks.error && <Failure error={tasks.error} retry={() => void tasks.refetch()} />}
      <Radio.Group
        className="task-choices"
        value={taskId}
        onChange={(event) => setTaskId(String(event.target.value))}
        data-testid="task-choices"
      >
        {shown.map((task) => (
          <Radio key={task.id} value={task.id}>
            <strong>{task.number}</strong> {task.text}
            <span className="muted">
              {' '}
              {[unitsOf(task), task.deadline ? shownDate(task.deadline, language) : '']
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </Radio>
        ))}
      </Radio.Group>
      {tasks.data && shown.length === 0 && <p className="muted">{t('joinTaskNone')}</p>}
      {join.error && <Failure error={join.error} />}
    </Modal>
  );
}

function byLikeness(tasks: readonly Task[], text: string): Task[] {
  return tasks
    .map((task) => ({ task, like: likeness(task.text, text) }))
    .sort((a, b) => b.like - a.like || (a.task.number < b.task.number ? -1 : 1))
    .map(({ task }) => task);
}

function unitsOf(task: Task): string {
  return (task.lead.length > 0 ? task.lead : task.units).map((unit) => unit.name).join('、');
}

function holds(task: Task, words: string): boolean {
  const text = `${task.number} ${task.text} ${unitsOf(task)}`;
  return words.split(/\s+/).every((word) => text.includes(word));
}
