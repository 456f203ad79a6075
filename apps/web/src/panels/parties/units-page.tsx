import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Unit } from '@qipan/modules/parties';
import { Button, Input, Switch, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useState } from 'react';
import { useCatalogue, useMay } from '../../api/session.ts';
import { useUnitRegister } from '../../api/units.ts';
import { useLanguage } from '../../language.tsx';
import { shownDate, shownTime, TitleLine } from '../../parts/labels.tsx';
import { EmptyState, Failure } from '../../parts/states.tsx';
import { ImportUnitsDialog } from './import-units-dialog.tsx';
import { ReorganiseDialog } from './reorganise-dialog.tsx';
import { UnitForm } from './unit-form.tsx';
import { UnitSide } from './unit-side.tsx';
import './units.css';

type Doing = 'adding' | 'editing' | 'reorganising' | 'importing';

/** The register of units: names, other printed names, duties, who to call, and what became of each. */
export function UnitsPage() {
  const { t, language } = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const { unit: unitId }: { unit?: string } = useSearch({ strict: false });
  const found = useUnitRegister();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [words, setWords] = useState('');
  const [withEnded, setWithEnded] = useState(false);
  const units = found.data?.units ?? [];
  const selected = units.find((unit) => unit.id === unitId) ?? null;
  const nameOf = (id: string) => units.find((unit) => unit.id === id)?.name ?? id;
  const shown = units.filter(
    (unit) =>
      (withEnded || unit.active) &&
      (words === '' || [unit.name, ...unit.aliases, ...unit.duties].some((text) => text.includes(words.trim()))),
  );
  const open = (id: string | null) => void navigate({ to: '/units', search: id ? { unit: id } : {}, replace: true });
  const close = () => setDoing(null);
  return (
    <div className="page fixed">
      <TitleLine
        title={t('units')}
        scope={
          found.dataUpdatedAt
            ? t('asOf', { time: shownTime(new Date(found.dataUpdatedAt).toISOString(), language) })
            : ''
        }
      >
        {may('parties.import-units') && <Button onClick={() => setDoing('importing')}>{t('importUnits')}</Button>}
        {may('parties.add-units') && (
          <Button type="primary" onClick={() => setDoing('adding')}>
            {t('addUnit')}
          </Button>
        )}
      </TitleLine>
      <div className="filter-line">
        <Input
          allowClear
          style={{ width: 280 }}
          placeholder={t('searchUnits')}
          aria-label={t('searchUnits')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch is the control */}
        <label style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
          <Switch size="small" checked={withEnded} onChange={setWithEnded} aria-label={t('showEnded')} />
          {t('showEnded')}
        </label>
      </div>
      {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
      <div className="with-detail">
        <div className="main scroll">
          <UnitTable units={shown} loading={found.isPending} selectedId={selected?.id} nameOf={nameOf} onOpen={open} />
        </div>
        {selected && (
          <UnitSide
            unit={selected}
            nameOf={nameOf}
            onEdit={() => setDoing('editing')}
            onReorganise={() => setDoing('reorganising')}
            onClose={() => open(null)}
          />
        )}
      </div>
      {doing === 'adding' && <UnitForm unit={null} onClose={close} />}
      {doing === 'editing' && selected && <UnitForm unit={selected} onClose={close} />}
      {doing === 'reorganising' && selected && <ReorganiseDialog unit={selected} units={units} onClose={close} />}
      {doing === 'importing' && <ImportUnitsDialog onClose={close} />}
    </div>
  );
}

interface UnitTableProps {
  readonly units: readonly Unit[];
  readonly loading: boolean;
  readonly selectedId: string | undefined;
  nameOf(unitId: string): string;
  onOpen(unitId: string): void;
}

/** One line a unit; one that is no more is grey and says since when and who stands in its place. */
function UnitTable({ units, loading, selectedId, nameOf, onOpen }: UnitTableProps) {
  const { t, language } = useLanguage();
  const regions = useCatalogue().data?.regions ?? [];
  const list = (words: readonly string[]) => words.join(language === 'zh' ? '、' : ', ');
  const stateOf = (unit: Unit) => {
    if (unit.endedOn === null) return unit.active ? '' : t('inactive');
    const since = t('endedOn', { date: shownDate(unit.endedOn, language) });
    return unit.successorId === null ? since : `${since}${t('unitNow', { name: nameOf(unit.successorId) })}`;
  };
  const columns: ColumnsType<Unit> = [
    {
      title: t('unitName'),
      width: 240,
      render: (_value, unit) => (
        <>
          <button type="button" className="figure" onClick={() => onOpen(unit.id)}>
            {unit.name}
          </button>
          {!unit.active && <div className="small">{stateOf(unit)}</div>}
        </>
      ),
    },
    {
      title: t('region'),
      dataIndex: 'regionCode',
      width: 110,
      render: (code: string) => regions.find((region) => region.code === code)?.name ?? code,
    },
    { title: t('aliases'), dataIndex: 'aliases', width: 240, render: list },
    { title: t('duties'), dataIndex: 'duties', ellipsis: true, render: list },
    ...(selectedId === undefined
      ? [
          { title: t('contactName'), dataIndex: 'contactName', width: 90 },
          { title: t('phone'), dataIndex: 'contactPhone', width: 120 },
        ]
      : []),
  ];
  return (
    <Table<Unit>
      size="small"
      rowKey="id"
      className="panel unit-table"
      loading={loading}
      dataSource={[...units]}
      pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <EmptyState>{t('noUnits')}</EmptyState> }}
      rowClassName={(unit) => [unit.active ? '' : 'muted', unit.id === selectedId ? 'chosen' : ''].join(' ')}
      columns={columns}
    />
  );
}
