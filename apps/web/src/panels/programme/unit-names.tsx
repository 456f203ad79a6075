import { useMemo } from 'react';
import { useUnits } from '../../api/units.ts';
import { useLanguage } from '../../language.tsx';
import type { Task } from './programme-api.ts';
import { standsToday } from './task-filter.ts';

/** Units as printed; one that is no more says who stands in its place. */
export function UnitNames({ named }: { named: Task['lead'] }) {
  const { t, language } = useLanguage();
  const units = useUnits();
  const byId = useMemo(() => new Map(units.map((unit) => [unit.id, unit])), [units]);
  const today = (ids: readonly string[]) => {
    const unit = ids.length === 1 ? byId.get(ids[0] ?? '') : undefined;
    if (!unit || unit.endedOn === null) return '';
    const successor = standsToday(unit.id, byId);
    return successor ? t('unitNow', { name: successor.name }) : t('unitAbolished');
  };
  return (
    <>
      {named.map((unit, index) => (
        <span key={unit.name}>
          {index > 0 && (language === 'zh' ? '、' : ', ')}
          {unit.name}
          <span className="muted">{today(unit.unitIds)}</span>
        </span>
      ))}
    </>
  );
}
