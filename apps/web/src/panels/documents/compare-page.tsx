import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App, Button, Input } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { call } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { CommandActions } from '../../parts/command-actions.tsx';
import { shownDate, TitleLine } from '../../parts/labels.tsx';
import { EmptyState, Failure, Loading } from '../../parts/states.tsx';
import './compare.css';
import {
  applyInput,
  closedBecause,
  type Compared,
  compareLines,
  type CompareLine,
  type GroupName,
  groupNames,
  type KnownTask,
  type Level,
  tickedAtFirst,
} from './compare-lines.ts';
import { CompareHead, CompareRow, GroupHead, type LineActions, type LineState } from './compare-table.tsx';
import { LevelSelect } from './level-select.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** Two versions of a plan side by side, and the step that brings the later one onto the task list. */
export function ComparePage() {
  const { t } = useLanguage();
  const { documentId = '' } = useParams({ strict: false });
  const { earlier = '' }: { earlier?: string } = useSearch({ strict: false });
  const compared = useQuery({
    queryKey: ['documents', 'compared', earlier, documentId],
    queryFn: () => call('documents.compare-documents', { earlierId: earlier, laterId: documentId }),
    enabled: earlier !== '',
  });
  const tasks = useKnownTasks();
  if (earlier === '')
    return (
      <div className="page">
        <EmptyState
          action={
            <Link to="/documents/$documentId" params={{ documentId }}>
              {t('document')}
            </Link>
          }
        >
          {t('chooseEarlier')}
        </EmptyState>
      </div>
    );
  if (compared.error ?? tasks.error)
    return (
      <div className="page">
        <Failure error={compared.error ?? tasks.error} retry={() => void compared.refetch()} />
      </div>
    );
  if (!compared.data || !tasks.data) return <Loading />;
  return <Comparison key={`${earlier} ${documentId}`} compared={compared.data} tasks={tasks.data} />;
}

/** The numbers of all tasks that this person may see, with those that have ended. */
function useKnownTasks() {
  const may = useMay()('programme.list-tasks');
  const key = (ended: boolean) => ({
    queryKey: ['tasks', ended ? { ended } : {}],
    queryFn: () => call('programme.list-tasks', ended ? { ended } : {}),
    enabled: may,
  });
  const living = useQuery(key(false));
  const ended = useQuery(key(true));
  const data = useMemo(() => {
    if (!may) return new Map<string, KnownTask>();
    if (!living.data || !ended.data) return null;
    const all = [...living.data.tasks, ...ended.data.tasks];
    return new Map(
      all.map((task): [string, KnownTask] => [task.id, { number: task.number, ended: task.ended !== null }]),
    );
  }, [living.data, ended.data, may]);
  return { data, error: living.error ?? ended.error };
}

function Comparison({ compared, tasks }: { compared: Compared; tasks: ReadonlyMap<string, KnownTask> }) {
  const { t } = useLanguage();
  const mayApply = useMay()('programme.apply-version');
  const navigate = useNavigate();
  const [level, setLevel] = useState<Level>('city');
  const [closedGroups, setClosedGroups] = useState<ReadonlySet<string>>(new Set(['same']));
  const choice = useChoice(compared, tasks);
  const apply = useApply();
  useShortcuts(lineKeys(choice));
  const { earlier, later } = compared;
  const ticked = choice.states.filter((state) => state.ticked);
  const input = applyInput(
    ticked.map((state) => state.line),
    { documentId: later.id, level, reasonOf: choice.reasonOf },
  );
  const reasonMissing = input.end?.some((entry) => entry.reason.trim().length < 2) ?? false;
  const count = (group: GroupName) => ticked.filter((state) => state.line.group === group).length;
  const counts = {
    changed: count('changed'),
    added: count('added'),
    dropped: count('dropped'),
    same: count('same'),
  };
  const toggle = (group: string) =>
    setClosedGroups((before) => {
      const next = new Set(before);
      if (!next.delete(group)) next.add(group);
      return next;
    });
  return (
    <div className="page fixed">
      <TitleLine title={t('compareTitle')} scope={t('compareKeys')}>
        <Button
          onClick={() =>
            void navigate({
              to: '/documents/$documentId/compare',
              params: { documentId: earlier.id },
              search: { earlier: later.id },
            })
          }
        >
          {t('swap')}
        </Button>
        {mayApply && (
          <>
            <LevelSelect level={level} onChange={setLevel} />
            <CommandActions
              ask={{ operation: 'programme.apply-version', input }}
              label={t('applyVersion')}
              running={apply.isPending}
              disabled={ticked.length === 0 || reasonMissing}
              onRun={() => apply.mutate(input)}
            />
          </>
        )}
      </TitleLine>
      <div className="compare-sides">
        <Side label={t('earlierVersion')} side={earlier} />
        <Side label={t('laterVersion')} side={later} />
        <span style={{ flex: 1 }} />
        {mayApply && <span aria-live="polite">{t('chosenLine', counts)}</span>}
      </div>
      {apply.error && (
        <div style={{ marginBottom: 8 }}>
          <Failure error={apply.error} />
        </div>
      )}
      {reasonMissing && (
        <p role="alert" className="unclear" style={{ margin: '0 0 8px', alignSelf: 'flex-start' }}>
          {t('endReasonMissing')}
        </p>
      )}
      <div className="panel compare-scroll" data-testid="comparison">
        <div className="compare-table" role="table" aria-label={t('compareTitle')}>
          <CompareHead />
          {choice.states.length === 0 && <EmptyState>{t('noDifference')}</EmptyState>}
          {groupNames.map((group) => {
            const states = choice.states.filter((state) => state.line.group === group);
            const open = !closedGroups.has(group) && states.length > 0;
            return (
              <div key={group} role="rowgroup">
                <GroupHead
                  group={group}
                  states={states}
                  open={open}
                  onToggle={() => toggle(group)}
                  onTickAll={(on) => choice.tickAll(states, on)}
                >
                  {group === 'same' && states.length > 0 && <span className="muted">{t('groupSameNote')}</span>}
                  {group === 'dropped' && states.some((state) => state.closed === null) && (
                    <Input
                      style={{ width: 360 }}
                      maxLength={500}
                      placeholder={t('endReasonAll')}
                      aria-label={t('endReasonAll')}
                      value={choice.reasonForAll}
                      onChange={(event) => choice.setReasonForAll(event.target.value)}
                    />
                  )}
                </GroupHead>
                {open &&
                  states.map((state) => <CompareRow key={state.line.key} state={state} actions={choice.actions} />)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Side({ label, side }: { label: string; side: Compared['earlier'] }) {
  const { language } = useLanguage();
  return (
    <span>
      <span className="muted">{label}</span>{' '}
      <Link to="/documents/$documentId" params={{ documentId: side.id }}>
        {side.title}
      </Link>
      {side.issued && <span className="muted"> {shownDate(side.issued, language)}</span>}
    </span>
  );
}

function useApply() {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const { notification } = App.useApp();
  return useMutation({
    mutationFn: (input: ReturnType<typeof applyInput>) => call('programme.apply-version', input),
    onSuccess: async (done) => {
      notification.success({
        title: t('appliedVersion', done),
        description: <Link to="/tasks">{t('openTasks')}</Link>,
        placement: 'bottomRight',
      });
      await queries.invalidateQueries({ queryKey: ['documents'] });
      await queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
}

type Choosing = ReturnType<typeof useChoice>;

/** What a person has chosen so far: ticks, broken pairs, reasons. */
function useChoice(compared: Compared, tasks: ReadonlyMap<string, KnownTask>) {
  const [broken, setBroken] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map());
  const [reasonForAll, setReasonForAll] = useState('');
  const lines = useMemo(() => compareLines(compared, broken), [compared, broken]);
  const known = useStates();
  const { t } = useLanguage();
  const states = lines.map((line): LineState => {
    const closed = closedBecause(line, tasks);
    const isDropped = line.group === 'dropped';
    return known({
      line,
      closed,
      ticked: closed === null && (chosen.get(line.key) ?? tickedAtFirst(line)),
      task: tasks.get(line.earlier?.taskId ?? line.later?.taskId ?? '') ?? null,
      reason: isDropped ? (reasons.get(line.key) ?? '') : '',
      reasonForAll: isDropped ? mergedReason(line.related, t) || reasonForAll : '',
    });
  });
  const actions = useMemo<LineActions>(
    () => ({
      tick: (line, on) => setChosen((before) => new Map(before).set(line.key, on)),
      breakPair: (line) => setBroken((before) => new Set(before).add(line.key)),
      joinPair: ({ brokenPair }) => setBroken((before) => new Set([...before].filter((key) => key !== brokenPair))),
      giveReason: (line, reason) => setReasons((before) => new Map(before).set(line.key, reason)),
    }),
    [],
  );
  const tickAll = useCallback((which: readonly LineState[], on: boolean) => {
    setChosen((before) => {
      const next = new Map(before);
      for (const { line, closed } of which) if (closed === null) next.set(line.key, on);
      return next;
    });
  }, []);
  return {
    states,
    actions,
    tickAll,
    reasonForAll,
    setReasonForAll,
    reasonOf: (line: CompareLine) =>
      (reasons.get(line.key) ?? '').trim() || mergedReason(line.related, t) || reasonForAll.trim(),
  };
}

/** A task that goes on inside another needs no other reason to end. */
function mergedReason(related: CompareLine['related'], t: ReturnType<typeof useLanguage>['t']): string {
  return related?.how === 'merged' ? t('mergedInto', { text: related.text }) : '';
}

/** The same object for a line as long as nothing of it changed, so that only lines that did are drawn again. */
function useStates(): (next: LineState) => LineState {
  const [held] = useState(() => new Map<string, LineState>());
  return (next) => {
    const before = held.get(next.line.key);
    const keys = ['line', 'ticked', 'closed', 'task', 'reason', 'reasonForAll'] as const;
    if (before && keys.every((key) => before[key] === next[key])) return before;
    held.set(next.line.key, next);
    return next;
  };
}

/** j and k go from tick to tick, b breaks the pair that has the focus; space ticks by itself. */
function lineKeys(choice: Choosing): Record<string, () => void> {
  const boxes = () => [
    ...document.querySelectorAll<HTMLInputElement>('[data-line] input[type=checkbox]:not(:disabled)'),
  ];
  const go = (step: number) => {
    const all = boxes();
    const line = document.activeElement?.closest('[data-line]');
    const at = all.findIndex((box) => line?.contains(box));
    const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  };
  return {
    j: () => go(1),
    k: () => go(-1),
    b: () => {
      const key = document.activeElement?.closest<HTMLElement>('[data-line]')?.dataset.line;
      const state = choice.states.find((entry) => entry.line.key === key);
      if (state && state.line.likeness !== null && state.closed !== 'taken') choice.actions.breakPair(state.line);
    },
  };
}
