import type { ShownChange } from '@qipan/host/contract';
import type { TableFace } from '@qipan/kernel';
import { useCatalogue } from '../api/session.ts';
import { useUnits } from '../api/units.ts';
import { useLanguage } from '../language.tsx';
import { valueText } from './values.ts';

/** So many rows are written out; of the rest it is said how many they are. */
const shownAtMost = 200;

/** The column that holds another unit's id. */
const unitColumn = 'successor_id';

const opTexts = { insert: 'opInsert', update: 'opUpdate', delete: 'opDelete' } as const;
const countTexts = { insert: 'insertCount', update: 'updateCount', delete: 'deleteCount' } as const;
const ops = ['insert', 'update', 'delete'] as const;

/** The rows that a command changes, by table: how many, which, and in each the columns that a person knows, old and new. */
export function ChangeList({ changes }: { changes: readonly ShownChange[] }) {
  const { t } = useLanguage();
  const tables = useCatalogue().data?.tables ?? {};
  const faced = changes.filter((change) => tables[change.table] && isVisible(change, tables[change.table]));
  const inner = changes.length - faced.length;
  const written = faced.slice(0, shownAtMost);
  const rest = faced.length - written.length;
  if (changes.length === 0) return <p className="muted">{t('noChanges')}</p>;
  return (
    <div className="change-list">
      {[...new Set(written.map((change) => change.table))].map((table) => (
        <TableChanges
          key={table}
          face={tables[table]}
          all={faced.filter((change) => change.table === table)}
          written={written.filter((change) => change.table === table)}
        />
      ))}
      {rest > 0 && <p>{t('moreRows', { count: rest })}</p>}
      {inner > 0 && <p className="muted">{t('innerRows', { count: inner })}</p>}
    </div>
  );
}

/** An update that touches nothing that a person would see is counted, not written out. */
function isVisible(change: ShownChange, face: TableFace | undefined): boolean {
  if (!face || change.op !== 'update') return face !== undefined;
  return Object.keys(change.after ?? {}).some((column) => column in face.columns);
}

function TableChanges({
  face,
  all,
  written,
}: {
  face: TableFace | undefined;
  all: readonly ShownChange[];
  written: readonly ShownChange[];
}) {
  const { t, language } = useLanguage();
  if (!face) return null;
  const counts = ops
    .map((op) => ({ op, count: all.filter((change) => change.op === op).length }))
    .filter(({ count }) => count > 0)
    .map(({ op, count }) => t(countTexts[op], { count }));
  return (
    <section>
      <h4>
        {face.title[language]} <span className="muted">{counts.join(language === 'zh' ? '，' : ', ')}</span>
      </h4>
      <ul>
        {written.map((change) => (
          <RowChange key={`${change.op}-${change.id}`} face={face} change={change} />
        ))}
      </ul>
    </section>
  );
}

function RowChange({ face, change }: { face: TableFace; change: ShownChange }) {
  const { t, language } = useLanguage();
  const row = change.after ?? change.before ?? {};
  const wording = { t, language };
  const inLabel = (column: string) =>
    change.label !== null && !face.namedBy && (column === face.label || column === face.numbered);
  const columns = Object.entries(face.columns).filter(
    ([column]) => column in row && (change.op === 'update' || !inLabel(column)),
  );
  return (
    <li className="change-row">
      <span className={`change-op ${change.op}`}>{t(opTexts[change.op])}</span>
      <div>
        {change.label !== null && <div className="change-label">{valueText(face.label, change.label, wording)}</div>}
        {columns.map(([column, title]) =>
          change.op === 'update' ? (
            <ColumnChange key={column} column={column} title={title} change={change} />
          ) : (
            !isEmpty(row[column]) && (
              <span key={column} className="change-fact">
                <span className="muted">{title[language]}</span> {valueText(column, row[column], wording)}
              </span>
            )
          ),
        )}
      </div>
    </li>
  );
}

function ColumnChange({
  column,
  title,
  change,
}: {
  column: string;
  title: { readonly zh: string; readonly en: string } | undefined;
  change: ShownChange;
}) {
  const { t, language } = useLanguage();
  const wording = { t, language };
  const units = useUnitNames(column === unitColumn);
  const shown = (value: unknown) =>
    (column === unitColumn && typeof value === 'string' && units.get(value)) || valueText(column, value, wording);
  // Only where it stands in the document has changed: to a person it is the same.
  if (change.before && shown(change.before[column]) === shown(change.after?.[column])) return null;
  return (
    <div className="change-column">
      <span className="muted">{title?.[language]}</span>{' '}
      {change.before && (
        <>
          <del>{shown(change.before[column])}</del> <span aria-hidden="true">→</span>{' '}
        </>
      )}
      <ins>{shown(change.after?.[column])}</ins>
    </div>
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The names of the register by id; empty where they are not needed or may not be read. */
function useUnitNames(needed: boolean): ReadonlyMap<string, string> {
  return new Map(useUnits(needed).map((unit) => [unit.id, unit.name]));
}
