import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';
import './virtual-table.css';

interface VirtualTableProps {
  readonly testId: string;
  /** How many rows the table says that it has: without the lines between groups. */
  readonly rowCount: number;
  readonly lineCount: number;
  readonly minWidth: number;
  /** The head of each column: it stays while the lines scroll. */
  readonly head: ReactNode;
  heightOf(index: number): number;
  keyOf(index: number): string;
  children(index: number): ReactNode;
}

/** A table of many lines, of which only those in sight are in the page. Heights are given, so that nothing is measured while it scrolls. */
export function VirtualTable(props: VirtualTableProps) {
  const { testId, rowCount, lineCount, minWidth, head, heightOf, keyOf, children } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lineCount,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    overscan: 6,
    useFlushSync: false,
    getItemKey: keyOf,
  });
  return (
    <div className="panel scroll" ref={scroller} data-testid={testId}>
      <div className="task-table" role="table" aria-rowcount={rowCount} style={{ minWidth, width: '100%' }}>
        <div className="task-row head" role="row">
          {head}
        </div>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.key}
              className="task-line"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {children(item.index)}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
