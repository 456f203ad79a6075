import { useQueries } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import { type Unit, useUnits } from '../../api/units.ts';
import { useLanguage } from '../../language.tsx';
import { shownDate } from '../../parts/labels.tsx';
import { successionOf } from '../../parts/succession.ts';
import type { Task } from './programme-api.ts';

/** What has become of units since they were printed: renamed, merged or abolished. */
export function UnitHints({ task }: { task: Task }) {
  const hints = useHints([...task.lead, ...task.support, ...task.units]);
  if (hints.length === 0) return null;
  return (
    <>
      <span />
      <div>
        {hints.map((hint) => (
          <div key={hint} className="small muted" data-testid="unit-hint">
            {hint}
          </div>
        ))}
      </div>
    </>
  );
}

/** 原单位 X，自…起为 Y. A name that differs from the register's is looked up in the unit's history: it may only be a short form. */
function useHints(named: Task['lead']): readonly string[] {
  const { t, language } = useLanguage();
  const units = useUnits();
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const distinct = new Map(named.map((unit) => [unit.name, unit]));
  const known = [...distinct.values()].flatMap(({ name, unitIds }) => {
    const unit = unitIds.length === 1 ? byId.get(unitIds[0] ?? '') : undefined;
    return unit ? [{ name, unit }] : [];
  });
  const renamed = known.filter(({ name, unit }) => unit.endedOn === null && name !== unit.name);
  const histories = useQueries({
    queries: renamed.map(({ unit }) => ({
      queryKey: ['units', 'history', unit.id, unit.version],
      queryFn: () => call('parties.read-unit-history', { unitId: unit.id }),
    })),
  });
  const isNow = (former: string, since: string, today: Unit | null) => {
    const date = shownDate(since, language);
    return today ? t('formerUnitIs', { former, date, name: today.name }) : t('formerUnitGone', { former, date });
  };
  return [
    ...known.flatMap(({ name, unit }) => {
      const succession = successionOf(unit, byId);
      return succession ? [isNow(name, succession.since, succession.today)] : [];
    }),
    ...renamed.flatMap(({ name, unit }, index) => {
      const change = histories[index]?.data?.changes.find(
        (entry) => entry.what === 'renamed' && entry.formerName === name,
      );
      return change ? [isNow(name, change.onDate, unit)] : [];
    }),
  ];
}
