import { Checkbox } from 'antd';
import { memo, useCallback, useMemo, useRef } from 'react';
import { useLanguage } from '../../language.tsx';
import { shownDate } from '../../parts/labels.tsx';
import { VirtualTable } from '../../parts/virtual-table.tsx';
import type { TextKey } from '../../texts/index.ts';
import { leadNames } from './board-lines.ts';
import { dimensionTexts, Lamp, phaseText } from './light-words.tsx';
import type { Line } from './supervision-api.ts';

const allColumns = [
  { key: 'pick', text: null, width: 40 },
  { key: 'light', text: 'light', width: 96 },
  { key: 'number', text: 'taskNumber', width: 84 },
  { key: 'text', text: 'text', width: 320 },
  { key: 'lead', text: 'leadOrResponsible', width: 170 },
  { key: 'deadline', text: 'deadline', width: 136 },
  { key: 'phase', text: 'phase', width: 110 },
  { key: 'progress', text: 'progressHead', width: 76 },
  { key: 'missing', text: 'missingHead', width: 130 },
] as const satisfies readonly { key: string; text: TextKey | null; width: number }[];
type Column = (typeof allColumns)[number];

/** What a phone shows of a line. */
const narrowKeys: readonly Column['key'][] = ['light', 'number', 'text'];

function columnsShown(mayPick: boolean): readonly Column[] {
  if (window.matchMedia('(max-width: 720px)').matches)
    return allColumns
      .filter((column) => narrowKeys.includes(column.key))
      .map((column) => ({ ...column, width: 84 }) as Column);
  return mayPick ? allColumns : allColumns.filter((column) => column.key !== 'pick');
}

const lineHeight = 58;

function cellStyle({ key, width: own }: Column) {
  return { width: own, flex: key === 'text' ? `1 0 ${own}px` : `0 0 ${own}px` };
}

interface TableProps {
  readonly lines: readonly Line[];
  readonly selectedId: string | null;
  readonly picked: ReadonlySet<string>;
  /** Only tasks that are not handed over yet can be picked, by whoever may. */
  readonly mayPick: boolean;
  onSelect(taskId: string): void;
  onPick(taskId: string, on: boolean): void;
}

/** 督办台 as a table: light, task, who, until when, how far, what is missing. Only the visible lines are in the page. */
export function BoardTable({ lines, selectedId, picked, mayPick, onSelect, onPick }: TableProps) {
  const { t } = useLanguage();
  const columns = useMemo(() => columnsShown(mayPick), [mayPick]);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const latest = useRef({ onSelect, onPick });
  latest.current = { onSelect, onPick };
  const select = useCallback((taskId: string) => latest.current.onSelect(taskId), []);
  const pick = useCallback((taskId: string, on: boolean) => latest.current.onPick(taskId, on), []);
  return (
    <VirtualTable
      testId="board"
      rowCount={lines.length}
      lineCount={lines.length}
      minWidth={width}
      heightOf={() => lineHeight}
      keyOf={(index) => lines[index]?.taskId ?? String(index)}
      head={columns.map((column) => (
        <div key={column.key} role="columnheader" style={cellStyle(column)}>
          {column.text && t(column.text)}
        </div>
      ))}
    >
      {(index) => {
        const line = lines[index];
        return (
          line && (
            <BoardLine
              line={line}
              columns={columns}
              selected={line.taskId === selectedId}
              picked={picked.has(line.taskId)}
              mayPick={mayPick && line.life === null}
              onSelect={select}
              onPick={pick}
            />
          )
        );
      }}
    </VirtualTable>
  );
}

interface LineProps extends Pick<TableProps, 'onSelect' | 'onPick' | 'mayPick'> {
  readonly line: Line;
  readonly columns: readonly Column[];
  readonly selected: boolean;
  readonly picked: boolean;
}

const BoardLine = memo(function BoardLine(props: LineProps) {
  const { line, columns, selected, onSelect } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the number's button has the focus
    <div
      className={selected ? 'task-row body selected' : 'task-row body'}
      role="row"
      data-task={line.number}
      onClick={() => onSelect(line.taskId)}
      style={{ cursor: 'pointer' }}
    >
      {columns.map((column) => (
        <div key={column.key} role="cell" style={cellStyle(column)}>
          <Cell {...props} column={column.key} />
        </div>
      ))}
    </div>
  );
});

function Cell({ line, picked, mayPick, onSelect, onPick, column }: LineProps & { column: Column['key'] }) {
  const { t, language } = useLanguage();
  if (column === 'pick')
    return mayPick ? (
      // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: only keeps the click from opening the line
      <span onClick={(event) => event.stopPropagation()}>
        <Checkbox
          checked={picked}
          aria-label={t('pickTask', { number: line.number })}
          onChange={(event) => onPick(line.taskId, event.target.checked)}
        />
      </span>
    ) : null;
  if (column === 'light') return line.light && <Overall overall={line.light.overall} />;
  if (column === 'number')
    return (
      <button type="button" className="figure" onClick={() => onSelect(line.taskId)}>
        {line.number}
      </button>
    );
  if (column === 'text')
    return (
      <div className="clamp-two" title={line.text}>
        {line.text}
      </div>
    );
  if (column === 'lead')
    return (
      <div className="clamp-two" title={leadNames(line)}>
        {leadNames(line)}
      </div>
    );
  if (column === 'deadline')
    return line.deadline ? shownDate(line.deadline, language) : <span className="unclear">{t('unclear')}</span>;
  if (column === 'phase') return t(phaseText(line.life));
  if (column === 'progress') return <Progress line={line} />;
  if (line.missing.length === 0) return null;
  return <span className="clamp-two unclear">{line.missing.map((month) => month.slice(2)).join('、')}</span>;
}

/** The worst light, and what is not known beside it: a green alone would say too much. */
function Overall({ overall }: { overall: NonNullable<Line['light']>['overall'] }) {
  const { t } = useLanguage();
  const unknown = overall.unknown.map((dimension) => t(dimensionTexts[dimension])).join('、');
  return (
    <>
      <Lamp colour={overall.colour} />
      {overall.colour !== 'unknown' && unknown !== '' && (
        <div className="muted small">{t('partlyUnknown', { dimensions: unknown })}</div>
      )}
    </>
  );
}

/** What the lead last reported; nothing reported is said, never shown as zero. */
function Progress({ line }: { line: Line }) {
  const { t } = useLanguage();
  if (line.life === null) return null;
  return line.life.progress === null ? <span className="muted">{t('unreported')}</span> : <>{line.life.progress}%</>;
}
