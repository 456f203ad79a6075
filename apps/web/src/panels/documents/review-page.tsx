import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App, Button, Popover, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { download } from '../../api/client.ts';
import { useMay, useMessage } from '../../api/session.ts';
import { useUnits } from '../../api/units.ts';
import { useLanguage } from '../../language.tsx';
import { PreviewButton } from '../../parts/command-actions.tsx';
import { DemonstrationTag, TitleLine } from '../../parts/labels.tsx';
import { PrintTable, usePrinting } from '../../parts/printing.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import type { TextKey } from '../../texts/index.ts';
import {
  besideRows,
  type Document,
  isBesideRows,
  type Row,
  unclearOf,
  useDocument,
  useReview,
} from './documents-api.ts';
import { CompareButton } from './compare-choice.tsx';
import { kindText } from './field-labels.tsx';
import { ColumnMap } from './column-map.tsx';
import { JoinTaskDialog } from './join-task-dialog.tsx';
import { RowDetail } from './row-detail.tsx';
import { RowList } from './row-list.tsx';
import { SourceText } from './source-text.tsx';
import { type ReviewActions, reviewKeys, useReviewActions } from './use-review-actions.ts';
import { useShortcuts } from './use-shortcuts.ts';

type Filter = 'all' | 'unclear' | 'open' | 'removed';

/** The page on which a document becomes a task list: text at the left, rows at the right, the selected row below. */
export function ReviewPage() {
  const { documentId = '' } = useParams({ strict: false });
  const found = useDocument(documentId);
  if (found.isPending) return <Loading />;
  if (found.error)
    return (
      <div className="page">
        <Failure error={found.error} retry={() => void found.refetch()} />
      </div>
    );
  return <Review document={found.data.document} rows={found.data.rows} />;
}

function shownRows(rows: readonly Row[], filter: Filter): readonly Row[] {
  if (filter === 'removed') return rows.filter((row) => row.state === 'removed');
  const kept = rows.filter((row) => row.state !== 'removed');
  if (filter === 'unclear') return kept.filter((row) => unclearOf(row).length > 0);
  return filter === 'open' ? kept.filter((row) => row.state === 'open') : kept;
}

function Review({ document, rows }: { document: Document; rows: readonly Row[] }) {
  const { t } = useLanguage();
  const may = useMay();
  const mayRevise = may('documents.revise-rows');
  const search: { row?: string; at?: number } = useSearch({ strict: false });
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>('all');
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set());
  const [joining, setJoining] = useState(false);
  const printing = usePrinting();
  const review = useReview(document.id);
  const units = useUnits();
  const shown = useMemo(() => shownRows(rows, filter), [rows, filter]);
  const found = search.row === undefined && search.at !== undefined ? Number(search.at) : null;
  const selected = rows.find((row) => row.id === search.row) ?? (found === null ? null : rowAt(rows, found));
  const select = (rowId: string | undefined) =>
    void navigate({ to: '.', search: rowId ? { row: rowId } : {}, replace: true });
  const actions = useReviewActions({ review, rows, shown, selected, select, checked, setChecked });
  useShortcuts(mayRevise ? reviewKeys(actions, { selected, checked }) : {});
  return (
    <div className="page fixed">
      <TitleLine
        long
        title={
          <>
            {document.demonstration && <DemonstrationTag />}
            {document.title}
          </>
        }
        scope={`${document.number ?? ''} ${document.issued ?? ''}`}
      >
        {mayRevise && <ColumnMap document={document} locked={rows.some((row) => row.state === 'confirmed')} />}
        <CompareButton document={document} />
        <Notes document={document} />
        {document.keptFile && (
          <Button onClick={() => void download('documents.read-file', { documentId: document.id })}>
            {t('originalFile')}
          </Button>
        )}
        {mayRevise && <ConfirmButtons actions={actions} document={document} />}
      </TitleLine>
      {actions.error && (
        <div style={{ marginBottom: 8 }}>
          <Failure error={actions.error} />
        </div>
      )}
      <div className="review">
        <SourceText
          document={document}
          rows={rows}
          selected={selected}
          at={found}
          mayRevise={mayRevise}
          onSelect={select}
          onAdd={actions.add}
        />
        <section className="panel" aria-label={t('rowsTitle')}>
          <div className="section-head">
            <Segmented<Filter>
              size="small"
              value={filter}
              onChange={(next) => setFilter(next)}
              options={[
                { value: 'all', label: `${t('all')} ${rows.filter((row) => row.state !== 'removed').length}` },
                { value: 'unclear', label: `${t('onlyUnclear')} ${document.unclear}` },
                { value: 'open', label: t('onlyOpen') },
                { value: 'removed', label: t('removed') },
              ]}
            />
            <span style={{ flex: 1 }} />
            {mayRevise && (
              <Button size="small" onClick={actions.nextUnclear}>
                {t('nextUnclear')}
              </Button>
            )}
            {mayRevise && (
              <Button size="small" disabled={!document.canUndo} title={document.canUndo ?? ''} onClick={actions.undo}>
                {t('undo')}
              </Button>
            )}
            {mayRevise && <ShortcutHelp />}
          </div>
          {printing ? (
            <PrintTable
              heads={[t('taskNumber'), t('kind'), t('text'), t('responsible'), t('deadline'), t('state')]}
              rows={shown.map((row, index) => ({ key: row.id, cells: printedCells(row, index, t) }))}
            />
          ) : (
            <RowList
              rows={shown}
              selectedId={selected?.id ?? null}
              checked={checked}
              mayRevise={mayRevise}
              onSelect={select}
              onCheck={actions.check}
            />
          )}
          {selected && (
            <RowDetail
              row={selected}
              unitNames={units.map((unit) => unit.name)}
              readOnly={!mayRevise || selected.state !== 'open'}
              busy={actions.busy}
              onEdit={actions.edit}
              onSplit={actions.split}
              onStep={actions.step}
              {...(may('programme.link-parent') && { onJoin: () => setJoining(true) })}
            />
          )}
        </section>
      </div>
      {joining && selected && (
        <JoinTaskDialog documentId={document.id} row={selected} onClose={() => setJoining(false)} />
      )}
    </div>
  );
}

/** The row whose clause holds this character of the text. */
function rowAt(rows: readonly Row[], offset: number): Row | null {
  return (
    rows.find(({ state, item }) => state !== 'removed' && item.span.start <= offset && offset < item.span.end) ?? null
  );
}

function printedCells(row: Row, index: number, t: (key: TextKey) => string): string[] {
  const { item } = row;
  const units = [...new Set([...item.lead, ...item.support, ...item.units])].join('、');
  const state = row.state === 'confirmed' ? 'confirmed' : row.state === 'removed' ? 'removed' : 'onlyOpen';
  const date = item.deadline?.date ?? t('unclear');
  return [String(index + 1), kindText(t, item.kind), item.text, units || t('unclear'), date, t(state)];
}

function ConfirmButtons({ actions, document }: { actions: ReviewActions; document: Document }) {
  const { t } = useLanguage();
  const { notification } = App.useApp();
  const navigate = useNavigate();
  const confirm = (rows: readonly Row[]) =>
    actions.confirm(rows, (done) =>
      notification.success({
        title: t('confirmedCount', { count: done.tasks.length }),
        description: (
          <>
            {done.unclear > 0 && <div>{t('stillUnclear', { count: done.unclear })}</div>}
            <Button
              type="link"
              style={{ padding: 0 }}
              onClick={() => void navigate({ to: '/tasks', search: { document: document.id } })}
            >
              {t('openTasks')}
            </Button>
          </>
        ),
        duration: 8,
        placement: 'bottomRight',
      }),
    );
  const chosen = actions.checkedRows.length > 0 ? actions.checkedRows : actions.confirmable;
  const label = t(actions.checkedRows.length > 0 ? 'confirmSelected' : 'confirmAll', { count: chosen.length });
  const input = { documentId: document.id, rows: chosen.map(({ id, version }) => ({ id, version })) };
  return (
    <>
      <PreviewButton
        ask={{ operation: 'programme.confirm-rows', input }}
        label={label}
        running={actions.confirming}
        disabled={chosen.length === 0}
        onRun={() => confirm(chosen)}
      />
      {actions.checkedRows.length > 0 && (
        <Button loading={actions.confirming} onClick={() => confirm(actions.checkedRows)}>
          {t('confirmSelected', { count: actions.checkedRows.length })}
        </Button>
      )}
      <Button
        type="primary"
        loading={actions.confirming}
        disabled={actions.confirmable.length === 0}
        onClick={() => confirm(actions.confirmable)}
      >
        {t('confirmAll', { count: actions.confirmable.length })}
      </Button>
    </>
  );
}

/** What the reader noticed, and the sentences that became no row, with the reason for each. */
function Notes({ document }: { document: Document }) {
  const { t } = useLanguage();
  const message = useMessage();
  const beside = document.coverage.entries.filter(isBesideRows);
  const count = document.warnings.length + beside.length;
  const content = (
    <div style={{ width: 460, maxHeight: 420, overflow: 'auto' }}>
      {document.warnings.map((warning) => (
        <p key={`${warning.code}-${JSON.stringify(warning.values)}`} style={{ margin: '4px 0' }}>
          {message(warning)}
        </p>
      ))}
      <strong>
        {t('skipped')} {beside.length}
      </strong>
      {beside.map((entry) => (
        <p key={entry.span.start} style={{ margin: '4px 0' }}>
          <span className="muted">{entry.reason ? message({ code: entry.reason }) : t(besideRows[entry.as])}</span>{' '}
          {document.normalizedText.slice(entry.span.start, Math.min(entry.span.end, entry.span.start + 80))}
        </p>
      ))}
    </div>
  );
  return (
    <Popover
      content={content}
      trigger="click"
      placement="bottomRight"
      title={`${t('coverageLine', { sentences: document.coverage.sentences })}`}
    >
      <Button>
        {t('warnings')} {count}
      </Button>
    </Popover>
  );
}

const shortcuts: readonly (readonly [string, TextKey])[] = [
  ['j / ↓', 'keyNext'],
  ['k / ↑', 'keyPrevious'],
  ['n', 'keyUnclear'],
  ['Space', 'keyCheck'],
  ['a', 'keyCheckAll'],
  ['e', 'keyEdit'],
  ['Ctrl+Enter', 'keySave'],
  ['Alt+S', 'keySplit'],
  ['m', 'keyMerge'],
  ['Alt+↑ Alt+↓', 'keyMove'],
  ['1 2 3 4', 'keyKind'],
  ['x', 'keyRemove'],
  ['r', 'keyRestore'],
  ['u', 'keyUndo'],
  ['c', 'keyConfirm'],
];

function ShortcutHelp() {
  const { t } = useLanguage();
  const content = (
    <div>
      {shortcuts.map(([key, text]) => (
        <div key={key} style={{ display: 'flex', gap: 12 }}>
          <span style={{ width: 96 }}>
            <kbd>{key}</kbd>
          </span>
          {t(text)}
        </div>
      ))}
    </div>
  );
  return (
    <Popover content={content} trigger="click" placement="bottomRight">
      <Button size="small">{t('shortcuts')}</Button>
    </Popover>
  );
}
