import { Button, Checkbox, Input } from 'antd';
import { memo, type ReactNode } from 'react';
import { useLanguage } from '../../language.tsx';
import { shownDate } from '../../parts/labels.tsx';
import type { TextKey } from '../../texts/index.ts';
import type { Closed, CompareLine, GroupName, KnownTask } from './compare-lines.ts';
import type { Row } from './documents-api.ts';
import { diffTexts } from './text-diff.ts';

export interface LineActions {
  tick(line: CompareLine, on: boolean): void;
  breakPair(line: CompareLine): void;
  joinPair(line: CompareLine): void;
  giveReason(line: CompareLine, reason: string): void;
}

export interface LineState {
  readonly line: CompareLine;
  readonly ticked: boolean;
  readonly closed: Closed | null;
  readonly task: KnownTask | null;
  readonly reason: string;
  readonly reasonForAll: string;
}

export const groupTexts: Readonly<Record<GroupName, TextKey>> = {
  changed: 'groupChanged',
  added: 'groupAdded',
  dropped: 'groupDropped',
  same: 'groupSame',
};

const headTexts: readonly TextKey[] = ['laterVersion', 'deadline', 'leadOrResponsible', 'support', 'targets', 'place'];

/** The head of the table: it stays while the lines scroll. */
export function CompareHead() {
  const { t } = useLanguage();
  return (
    <div className="compare-line head" role="row">
      <div role="columnheader">{t('taskNumber')}</div>
      <div role="columnheader">{t('earlierVersion')}</div>
      {headTexts.map((text) => (
        <div key={text} role="columnheader">
          {t(text)}
        </div>
      ))}
    </div>
  );
}

/** One line: what is ticked at the left, then both versions and each field that a plan prints. */
export const CompareRow = memo(function CompareRow({ state, actions }: { state: LineState; actions: LineActions }) {
  const { t, language } = useLanguage();
  const { earlier, later } = state.line;
  const date = (row: Row) =>
    row.item.deadline ? shownDate(row.item.deadline.date, language) : (row.item.softDeadline ?? '');
  const list = (pick: (item: Row['item']) => readonly string[]) => (row: Row) => pick(row.item).join('、');
  const fields: readonly { readonly head: TextKey; read(row: Row): string }[] = [
    { head: 'deadline', read: date },
    { head: 'leadOrResponsible', read: list((item) => (item.lead.length > 0 ? item.lead : item.units)) },
    { head: 'support', read: list((item) => item.support) },
    { head: 'targets', read: (row) => row.item.targets.map((target) => target.quote).join('；') },
    { head: 'place', read: (row) => row.item.path.join(' › ') },
  ];
  return (
    <div
      className={state.ticked ? 'compare-line ticked' : 'compare-line'}
      role="row"
      data-line={state.line.key}
      data-group={state.line.group}
    >
      <div role="cell">
        <Choice state={state} actions={actions} />
      </div>
      <div role="cell" data-head={t('earlierVersion')}>
        {earlier && <Wording earlier={earlier} later={later} side="earlier" />}
      </div>
      <div role="cell" data-head={t('laterVersion')}>
        {later && <Wording earlier={earlier} later={later} side="later" />}
      </div>
      {fields.map(({ head, read }) => (
        <div role="cell" key={head} data-head={t(head)}>
          <OldAndNew earlier={earlier ? read(earlier) : null} later={later ? read(later) : null} />
        </div>
      ))}
    </div>
  );
});

/** The text of one side, with what the other side does not have marked in it. */
function Wording({ earlier, later, side }: { earlier: Row | null; later: Row | null; side: 'earlier' | 'later' }) {
  const own = side === 'earlier' ? earlier : later;
  if (!earlier || !later) return <span className="compare-text">{own?.item.text}</span>;
  const hidden = side === 'earlier' ? 'added' : 'struck';
  let at = 0;
  return (
    <span className="compare-text">
      {diffTexts(earlier.item.text, later.item.text).map(({ kind, text }) => {
        if (kind === hidden) return null;
        at += text.length;
        if (kind === 'same') return <span key={at}>{text}</span>;
        return kind === 'struck' ? <del key={at}>{text}</del> : <ins key={at}>{text}</ins>;
      })}
    </span>
  );
}

/** A field of both sides: once where they agree, else the old struck above the new. */
function OldAndNew({ earlier, later }: { earlier: string | null; later: string | null }) {
  if (earlier === null || later === null || earlier === later) return <>{later ?? earlier}</>;
  return (
    <>
      {earlier !== '' && <del>{earlier}</del>}
      {earlier !== '' && later !== '' && <br />}
      {later !== '' && <ins>{later}</ins>}
    </>
  );
}

const closedTexts: Readonly<Record<Closed, readonly [TextKey, TextKey | null]>> = {
  unconfirmed: ['notConfirmedYet', 'notConfirmedNote'],
  taken: ['rowTaken', 'rowTakenNote'],
  ended: ['taskEndedShort', null],
  unseen: ['taskUnseen', null],
};

const doubtTexts: Readonly<Record<NonNullable<CompareLine['doubt']>, readonly [TextKey, TextKey]>> = {
  rival: ['doubtRival', 'doubtRivalNote'],
  weak: ['doubtWeak', 'doubtWeakNote'],
};
export const relatedTexts = { merged: 'mergedInto', split: 'splitFrom' } as const;

/** The tick, the task that it is about, how like the two are, and what can be done by hand. */
function Choice({ state, actions }: { state: LineState; actions: LineActions }) {
  const { t } = useLanguage();
  const { line, ticked, closed, task, reason, reasonForAll } = state;
  const what = `${task?.number ?? ''} ${(line.later ?? line.earlier)?.item.text.slice(0, 30) ?? ''}`.trim();
  return (
    <div className="compare-choice">
      <Checkbox
        checked={ticked}
        disabled={closed !== null}
        aria-label={t('tickLine', { what })}
        onChange={(event) => actions.tick(line, event.target.checked)}
      >
        {task ? <strong>{task.number}</strong> : <span className="muted">{line.group === 'added' ? '＋' : '—'}</span>}
      </Checkbox>
      {closed && <Note texts={closedTexts[closed]} />}
      {line.doubt && <Note texts={doubtTexts[line.doubt]} strong />}
      {line.related && (
        <span className="small" title={t('relatedNote', { percent: Math.round(line.related.share * 100) })}>
          {t(relatedTexts[line.related.how], { text: line.related.text })}
        </span>
      )}
      {line.likeness !== null && (
        <span className="muted small">{t('likenessShort', { value: line.likeness.toFixed(2) })}</span>
      )}
      {line.likeness !== null && closed !== 'taken' && (
        <Button size="small" type="link" title={t('breakPairNote')} onClick={() => actions.breakPair(line)}>
          {t('breakPair')}
        </Button>
      )}
      {line.brokenPair !== null && (
        <Button size="small" type="link" onClick={() => actions.joinPair(line)}>
          {t('joinPair')}
        </Button>
      )}
      {ticked && line.group === 'dropped' && (
        <Input.TextArea
          size="small"
          autoSize={{ minRows: 1, maxRows: 4 }}
          value={reason}
          placeholder={reasonForAll || t('endReasonOwn')}
          aria-label={`${t('endReason')} ${task?.number ?? ''}`}
          onChange={(event) => actions.giveReason(line, event.target.value)}
        />
      )}
    </div>
  );
}

function Note({ texts, strong = false }: { texts: readonly [TextKey, TextKey | null]; strong?: boolean }) {
  const { t } = useLanguage();
  const [short, long] = texts;
  return (
    <span className={strong ? 'unclear small' : 'muted small'} title={long ? t(long) : undefined}>
      {t(short)}
    </span>
  );
}

/** The head of a group: how many, tick all, and what only this group needs. */
export function GroupHead({
  group,
  states,
  open,
  onToggle,
  onTickAll,
  children,
}: {
  group: GroupName;
  states: readonly LineState[];
  open: boolean;
  onToggle(): void;
  onTickAll(on: boolean): void;
  children?: ReactNode;
}) {
  const { t } = useLanguage();
  const choosable = states.filter((state) => state.closed === null);
  const ticked = choosable.filter((state) => state.ticked).length;
  const name = t(groupTexts[group]);
  return (
    <div className="compare-group" data-testid={`group-${group}`}>
      <button type="button" className="group-toggle" aria-expanded={open} onClick={onToggle}>
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> {name} {states.length}
      </button>
      {choosable.length > 0 && (
        <Checkbox
          checked={ticked === choosable.length}
          indeterminate={ticked > 0 && ticked < choosable.length}
          aria-label={`${t('tickAll')}：${name}`}
          onChange={(event) => onTickAll(event.target.checked)}
        >
          {t('tickAll')}
        </Checkbox>
      )}
      {children}
    </div>
  );
}
