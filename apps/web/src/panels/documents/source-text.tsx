import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Switch } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useLanguage } from '../../language.tsx';
import type { Document, Row } from './documents-api.ts';
import { type SourceLine, sourceLines } from './source-lines.ts';

interface SourceTextProps {
  readonly document: Document;
  readonly rows: readonly Row[];
  readonly selected: Row | null;
  /** A place of the text that somebody came for: a character, null when there is none. */
  readonly at: number | null;
  readonly mayRevise: boolean;
  onSelect(rowId: string): void;
  onAdd(range: { start: number; end: number }): void;
}

/** The document as it was read, with each row's sentence marked; a click selects the row, a selection can become one. */
export function SourceText({ document, rows, selected, at, mayRevise, onSelect, onAdd }: SourceTextProps) {
  const { t } = useLanguage();
  const [showSkipped, setShowSkipped] = useState(false);
  const [range, setRange] = useState<{ start: number; end: number } | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => sourceLines(document, rows, showSkipped), [document, rows, showSkipped]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 50,
    overscan: 12,
  });
  const found = at === null ? -1 : lineOf(lines, at);
  const target = found >= 0 ? found : selected ? lineOf(lines, selected.item.span.start) : -1;
  useEffect(() => {
    if (target >= 0) virtual.scrollToIndex(target, { align: 'center' });
  }, [target, virtual]);
  return (
    <section className="panel" aria-label={t('sourceText')}>
      <div className="section-head">
        <strong>{t('sourceText')}</strong>
        <span className="muted">{t('coverageLine', { sentences: document.coverage.sentences })}</span>
        <span style={{ flex: 1 }} />
        {range && mayRevise ? (
          <Button
            size="small"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              onAdd(range);
              setRange(null);
            }}
          >
            {t('addRow')}
          </Button>
        ) : (
          // biome-ignore lint/a11y/noLabelWithoutControl: the switch is the control
          <label className="muted" style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
            <Switch size="small" checked={showSkipped} onChange={setShowSkipped} aria-label={t('showSkipped')} />
            {t('showSkipped')}
          </label>
        )}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: reads the text selection */}
      <div className="scroll" ref={scroller} onMouseUp={() => setRange(selectedRange())} data-testid="source-text">
        <div className="source-text" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                style={{ position: 'absolute', top: 0, left: 14, right: 14, transform: `translateY(${item.start}px)` }}
              >
                {line && (
                  <Line
                    line={line}
                    found={item.index === found}
                    rows={rows}
                    selectedId={selected?.id ?? null}
                    onSelect={onSelect}
                  />
                )}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

function Line({
  line,
  found,
  rows,
  selectedId,
  onSelect,
}: {
  line: SourceLine;
  found: boolean;
  rows: readonly Row[];
  selectedId: string | null;
  onSelect(rowId: string): void;
}) {
  return (
    <div className={found ? 'source-line found' : 'source-line'}>
      {line.automaticMark && <span className="auto-number">{line.automaticMark}</span>}
      {line.segments.map((segment) => {
        const { rowId } = segment;
        if (rowId === null)
          return (
            <span
              key={segment.start}
              data-start={segment.start}
              className={segment.skipped ? 'skipped-mark' : undefined}
            >
              {segment.text}
            </span>
          );
        const state = rows.find((row) => row.id === rowId)?.state;
        const className = [
          'clause',
          state === 'confirmed' ? 'confirmed' : '',
          rowId === selectedId ? 'selected' : '',
        ].join(' ');
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the same is reached by keyboard in the list of rows
          <span key={segment.start} data-start={segment.start} className={className} onClick={() => onSelect(rowId)}>
            {segment.text}
          </span>
        );
      })}
    </div>
  );
}

/** Index of the line that holds the character; binary search. */
function lineOf(lines: readonly SourceLine[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return lines.length > 0 ? low : -1;
}

/** The text selection as offsets of the document's text, null when there is none. */
function selectedRange(): { start: number; end: number } | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const offset = (node: Node, at: number) => {
    const element = node instanceof Element ? node : node.parentElement;
    const start = element?.closest<HTMLElement>('[data-start]')?.dataset.start;
    return start === undefined ? null : Number(start) + (node.nodeType === Node.TEXT_NODE ? at : 0);
  };
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start !== null && end !== null && end > start ? { start, end } : null;
}
