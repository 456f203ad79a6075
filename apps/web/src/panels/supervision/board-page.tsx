import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { App, Button, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '../../api/client.ts';
import { useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { CommandActions } from '../../parts/command-actions.tsx';
import { shownDate, TitleLine } from '../../parts/labels.tsx';
import { EmptyState, Failure, Loading } from '../../parts/states.tsx';
import type { TextKey } from '../../texts/index.ts';
import { linesShown, missingByUnit, type Show, shows } from './board-lines.ts';
import { BoardTable } from './board-table.tsx';
import { StandingSide } from './standing-side.tsx';
import { type Line, useBoard, useRules } from './supervision-api.ts';

const showTexts: Readonly<Record<Show, TextKey>> = {
  all: 'showAll',
  mine: 'showMine',
  unassigned: 'showUnassigned',
  missing: 'showMissing',
  lit: 'showLit',
  open: 'showOpen',
  closed: 'showClosed',
};

/** 督办台: where every task stands, what is missing, what waits for whom. */
export function BoardPage() {
  const { t, language } = useLanguage();
  const { taskId } = useParams({ strict: false });
  const navigate = useNavigate();
  const may = useMay();
  const board = useBoard();
  const rules = useRules();
  const [show, setShow] = useState<Show>('all');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const lines = useMemo(() => board.data?.lines ?? [], [board.data]);
  const shown = useMemo(() => linesShown(lines, show), [lines, show]);
  const selected = lines.find((line) => line.taskId === taskId) ?? null;
  const open = (id: string | null) =>
    void (id ? navigate({ to: '/board/$taskId', params: { taskId: id } }) : navigate({ to: '/board' }));
  const pick = (id: string, on: boolean) =>
    setPicked((before) => {
      const next = new Set(before);
      if (on) next.add(id);
      else next.delete(id);
      return next;
    });
  const chosen = rules.data?.chosen ?? null;
  const scope = [
    board.data ? t('boardScope', { count: shown.length, date: shownDate(board.data.asOf, language) }) : '',
    rules.data ? (chosen ? t('boardRule', { title: chosen.title }) : t('boardNoRule')) : '',
  ].filter((part) => part !== '');
  return (
    <div className="page fixed">
      <TitleLine title={t('board')} scope={scope.join(' · ')}>
        <Link to="/rules">
          <Button>{t('openRules')}</Button>
        </Link>
        <ReminderButton lines={lines} asOf={board.data?.asOf ?? ''} />
        {may('supervision.assign') && <AssignButton picked={picked} onDone={() => setPicked(new Set())} />}
      </TitleLine>
      {[board.error, rules.error].map((error) => error && <Failure key={error.message} error={error} />)}
      <div className="board-filter">
        <Segmented<Show>
          aria-label={t('boardFilter')}
          value={show}
          onChange={setShow}
          options={shows.map((value) => ({
            value,
            label: `${t(showTexts[value])} ${linesShown(lines, value).length}`,
          }))}
        />
        {may('supervision.assign') && show === 'unassigned' && shown.length > 0 && (
          <Button size="small" onClick={() => setPicked(new Set(shown.map((line) => line.taskId)))}>
            {t('tickAll')}
          </Button>
        )}
      </div>
      <div className="with-detail">
        <div className="main">
          {board.isPending ? (
            <Loading />
          ) : shown.length > 0 ? (
            <BoardTable
              lines={shown}
              selectedId={taskId ?? null}
              picked={picked}
              mayPick={may('supervision.assign')}
              onSelect={open}
              onPick={pick}
            />
          ) : (
            <div className="panel">
              <EmptyState>{t(lines.length === 0 ? 'boardEmpty' : 'boardNoneMatch')}</EmptyState>
            </div>
          )}
        </div>
        {selected && <StandingSide line={selected} onClose={() => open(null)} />}
      </div>
    </div>
  );
}

/** Hands the picked tasks over, with a try first. */
function AssignButton({ picked, onDone }: { picked: ReadonlySet<string>; onDone(): void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const input = { taskIds: [...picked] };
  const assign = useMutation({
    mutationFn: () => call('supervision.assign', input),
    onSuccess: async (done) => {
      void message.success(t('assigned', done));
      onDone();
      await queries.invalidateQueries({ queryKey: ['supervision'] });
    },
    onError: (error) => void message.error(error.message),
  });
  return (
    <CommandActions
      ask={{ operation: 'supervision.assign', input }}
      label={t('assignRun', { count: picked.size })}
      running={assign.isPending}
      disabled={picked.size === 0}
      onRun={() => assign.mutate()}
    />
  );
}

/** Who has not reported, by unit, as plain text for a work chat. */
function ReminderButton({ lines, asOf }: { lines: readonly Line[]; asOf: string }) {
  const { t, language } = useLanguage();
  const { message } = App.useApp();
  const missing = missingByUnit(lines);
  const copy = async () => {
    if (missing.length === 0) return void message.info(t('nothingMissing'));
    const text = [
      t('reminderHead', { date: shownDate(asOf, language) }),
      ...missing.flatMap(({ unit, tasks }) => [
        '',
        t('reminderUnit', { unit, count: tasks.length }),
        ...tasks.map((line) => `${line.number} ${line.text} [${line.missing.join('、')}]`),
      ]),
    ].join('\n');
    await navigator.clipboard?.writeText(text).catch(() => undefined);
    void message.success(t('copiedReminder', { count: missing.length }));
  };
  return (
    <Button disabled={asOf === ''} onClick={() => void copy()}>
      {t('copyReminder')}
    </Button>
  );
}
