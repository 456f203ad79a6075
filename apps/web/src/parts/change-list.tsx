import type { ShownChange } from '@qipan/host/contract';
import type { TableFace } from '@qipan/kernel';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api/client.ts';
import { useCatalogue, useMay } from '../api/session.ts';
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
  const nameOf = useRowNames(changes);
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
          nameOf={nameOf}
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
  nameOf,
}: {
  face: TableFace | undefined;
  all: readonly ShownChange[];
  written: readonly ShownChange[];
  nameOf(change: ShownChange): string | null;
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
          <RowChange key={`${change.op}-${change.id}`} face={face} change={change} name={nameOf(change)} />
        ))}
      </ul>
    </section>
  );
}

function RowChange({ face, change, name }: { face: TableFace; change: ShownChange; name: string | null }) {
  const { t, language } = useLanguage();
  const row = change.after ?? change.before ?? {};
  const label = change.before?.[face.label] ?? row[face.label];
  const columns = Object.entries(face.columns).filter(([column]) => column in row && column !== face.label);
  const wording = { t, language };
  const said = typeof label === 'string' && label !== '' ? valueText(face.label, label, wording) : null;
  const shown = name ?? said ?? change.id.slice(-8);
  const labelChanged = change.op === 'update' && face.label in row && face.label in face.columns;
  return (
    <li className="change-row">
      <span className={`change-op ${change.op}`}>{t(opTexts[change.op])}</span>
      <div>
        <div className="change-label">{shown}</div>
        {labelChanged && <ColumnChange column={face.label} title={face.columns[face.label]} change={change} />}
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

/** Names of rows that an update leaves unsaid because their naming column stays as it is: tasks by number and text, units by name. */
function useRowNames(changes: readonly ShownChange[]): (change: ShownChange) => string | null {
  const mayRead = useMay()('programme.list-tasks');
  const needed = changes.some((change) => change.op === 'update' && change.table === 'programme.task');
  const units = useUnitNames(changes.some((change) => change.op === 'update' && change.table === 'parties.unit'));
  const tasks = useQuery({
    queryKey: ['tasks', {}],
    queryFn: () => call('programme.list-tasks', {}),
    enabled: mayRead && needed,
  });
  return ({ op, table, id }) => {
    if (op === 'update' && table === 'parties.unit') return units.get(id) ?? null;
    if (op !== 'update' || table !== 'programme.task') return null;
    const task = tasks.data?.tasks.find((entry) => entry.id === id);
    return task ? `${task.number} ${task.text}` : null;
  };
}

/** The names of the register by id; empty where they are not needed or may not be read. */
function useUnitNames(needed: boolean): ReadonlyMap<string, string> {
  return new Map(useUnits(needed).map((unit) => [unit.id, unit.name]));
}
