import { useMemo } from 'react';
import { type Unit, useUnits } from '../api/units.ts';
import { useLanguage } from '../language.tsx';
import { shownDate } from './labels.tsx';
import { successionOf } from './succession.ts';

/** A unit in a choice: found by its other names too, and if it is no more, said who stands in its place. */
interface UnitOption {
  readonly value: string;
  readonly label: string;
  readonly words: string;
  readonly note: string;
}

/** Units to choose among; `takes` leaves some out, `by` says whether the choice gives an id or a name. */
export function useUnitOptions(
  takes: (unit: Unit) => boolean = everyone,
  by: 'id' | 'name' = 'id',
): readonly UnitOption[] {
  const units = useUnits();
  const noteOf = useUnitNote();
  return useMemo(
    () =>
      units.filter(takes).map((unit) => ({
        value: unit[by],
        label: unit.name,
        words: [unit.name, ...unit.aliases].join('\n'),
        note: noteOf(unit),
      })),
    [units, takes, by, noteOf],
  );
}

/** What every choice of a unit has in common. */
export const unitChoice = {
  showSearch: { optionFilterProp: 'words' },
  optionRender: ({ label, data }: { label?: React.ReactNode; data: { note?: string } }) => (
    <>
      {label}
      {data.note && <div className="small muted">{data.note}</div>}
    </>
  ),
};

export const isActive = (unit: Unit): boolean => unit.active;

function everyone(): boolean {
  return true;
}

/** Of an ended unit who stands in its place and since when; of others the names that they have or had beside their own. */
function useUnitNote(): (unit: Unit) => string {
  const { t, language } = useLanguage();
  const units = useUnits();
  return useMemo(() => {
    const byId = new Map(units.map((unit) => [unit.id, unit]));
    return (unit) => {
      const succession = successionOf(unit, byId);
      if (!succession)
        return unit.aliases.length === 0
          ? ''
          : t('alsoNamed', { names: unit.aliases.slice(0, 3).join(language === 'zh' ? '、' : ', ') });
      const date = shownDate(succession.since, language);
      return succession.today ? t('sinceIs', { date, name: succession.today.name }) : t('sinceGone', { date });
    };
  }, [units, t, language]);
}
