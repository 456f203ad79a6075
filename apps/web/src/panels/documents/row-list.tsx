import { useVirtualizer } from '@tanstack/react-virtual';
import { Checkbox, Tag } from 'antd';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../../language.tsx';
import { kindText } from './field-labels.tsx';
import { type Row, unclearOf } from './documents-api.ts';

interface RowListProps {
  readonly rows: readonly Row[];
  readonly selectedId: string | null;
  readonly checked: ReadonlySet<string>;
  readonly mayRevise: boolean;
  onSelect(rowId: string): void;
  onCheck(rowId: string, checked: boolean): void;
}

/** The rows of a document in their order; long lists stay smooth. */
export function RowList({ rows, selectedId, checked, mayRevise, onSelect, onCheck }: RowListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 86,
    overscan: 8,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const at = rows.findIndex((row) => row.id === selectedId);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  return (
    <div
      className="scroll"
      ref={scroller}
      data-testid="row-list"
      role="listbox"
      tabIndex={0}
      aria-activedescendant={selectedId ? `row-${selectedId}` : undefined}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              style={{ position: 'absolute', top: 0, left: 0, right: 0, transform: `translateY(${item.start}px)` }}
            >
              <RowCard
                row={row}
                selected={row.id === selectedId}
                checked={checked.has(row.id)}
                mayRevise={mayRevise}
                onSelect={onSelect}
                onCheck={onCheck}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function RowCard({
  row,
  selected,
  checked,
  mayRevise,
  onSelect,
  onCheck,
}: {
  row: Row;
  selected: boolean;
  checked: boolean;
  mayRevise: boolean;
  onSelect(rowId: string): void;
  onCheck(rowId: string, checked: boolean): void;
}) {
  const { t } = useLanguage();
  const { item } = row;
  const missing = unclearOf(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the focus and its keys
    <div
      id={`row-${row.id}`}
      role="option"
      aria-selected={selected}
      className={selected ? 'row-card selected' : 'row-card'}
      onClick={() => onSelect(row.id)}
    >
      <span>
        {mayRevise && row.state === 'open' && (
          <Checkbox
            checked={checked}
            aria-label={`${t('confirmed')} ${row.serial}`}
            onClick={(event) => event.stopPropagation()}
            onChange={(event) => onCheck(row.id, event.target.checked)}
          />
        )}
      </span>
      <span className="serial">{row.serial}</span>
      <div style={{ minWidth: 0 }}>
        <div className="path-line">{item.path.join(' › ')}</div>
        <div
          className="row-text"
          style={row.state === 'removed' ? { textDecoration: 'line-through', color: '#8b93a0' } : undefined}
        >
          {item.kind !== 'task' && <Tag>{kindText(t, item.kind)}</Tag>}
          {row.state === 'confirmed' && <Tag color="blue">{t('confirmed')}</Tag>}
          <span className="muted">{item.mark}</span>
          {item.text}
        </div>
        {item.kind === 'task' && (
          <div className="row-facts">
            <span>
              {missing.includes('units') ? (
                <span className="unclear">
                  {t('unit')} {t('unclear')}
                </span>
              ) : (
                <Units row={row} />
              )}
            </span>
            <span>
              {missing.includes('deadline') ? (
                <span className="unclear">
                  {t('deadline')} {item.softDeadline ?? t('unclear')}
                </span>
              ) : (
                item.deadline?.date
              )}
            </span>
            {item.targets.length > 0 && (
              <span>
                {t('targets')} {item.targets.length}
              </span>
            )}
            {item.needsMeasure && <span className="unclear">{t('needsMeasure')}</span>}
          </div>
        )}
      </div>
    </div>
  );
}

function Units({ row }: { row: Row }) {
  const { t } = useLanguage();
  const { lead, support, units, open } = row.item;
  const tail = open ? t('openSet') : '';
  if (lead.length === 0)
    return (
      <>
        {units.join('、')} {tail}
      </>
    );
  return (
    <>
      <strong style={{ fontWeight: 600 }}>{lead.join('、')}</strong>
      {support.length > 0 && `；${support.join('、')}`} {tail}
    </>
  );
}
