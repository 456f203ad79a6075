import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Unit } from '@qipan/modules/parties';
import { Button, Popconfirm } from 'antd';
import type { ReactNode } from 'react';
import { call } from '../../api/client.ts';
import type { AnswerOf } from '../../api/operations.ts';
import { useCatalogue, useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { shownDate, shownTime } from '../../parts/labels.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { unitKindTexts } from '../../parts/unit-kinds.ts';

type Change = AnswerOf<'parties.read-unit-history'>['changes'][number];

/** One unit: what the register says of it, what became of it, and what can be done. */
export function UnitSide({
  unit,
  nameOf,
  onEdit,
  onReorganise,
  onClose,
}: {
  unit: Unit;
  nameOf(unitId: string): string;
  onEdit(): void;
  onReorganise(): void;
  onClose(): void;
}) {
  const { t, language } = useLanguage();
  const may = useMay();
  const regions = useCatalogue().data?.regions ?? [];
  const list = (words: readonly string[]) => words.join(language === 'zh' ? '、' : ', ');
  const living = unit.endedOn === null;
  return (
    <aside className="panel side" aria-label={unit.name} data-testid="unit-side">
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
        <strong style={{ fontSize: 16 }}>{unit.name}</strong>
        <span style={{ flex: 1 }} />
        {living && may('parties.change-unit') && (
          <Button size="small" onClick={onEdit}>
            {t('pressToEdit')}
          </Button>
        )}
        {living && may('parties.reorganise-unit') && (
          <Button size="small" onClick={onReorganise}>
            {t('reorganise')}
          </Button>
        )}
        {living && may('parties.change-unit') && <Activity unit={unit} />}
        <Button size="small" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
      {unit.endedOn !== null && (
        <p className="unclear" style={{ display: 'inline-block' }}>
          {t('endedOn', { date: shownDate(unit.endedOn, language) })}
        </p>
      )}
      {living && !unit.active && <p className="muted">{t('inactive')}</p>}
      <div className="field-grid" style={{ marginTop: 10 }}>
        {unit.successorId !== null && <Fact label={t('successor')}>{nameOf(unit.successorId)}</Fact>}
        <Fact label={t('region')}>{regions.find((region) => region.code === unit.regionCode)?.name}</Fact>
        <Fact label={t('unitKind')}>{t(unitKindTexts[unit.kind])}</Fact>
        <Fact label={t('aliases')}>{list(unit.aliases)}</Fact>
        <Fact label={t('duties')}>{list(unit.duties)}</Fact>
        <Fact label={t('contactName')}>{unit.contactName}</Fact>
        <Fact label={t('phone')}>{unit.contactPhone}</Fact>
      </div>
      <History unit={unit} nameOf={nameOf} />
    </aside>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useLanguage();
  return (
    <>
      <span className="label">{label}</span>
      <div style={{ paddingTop: 3 }}>{children || <span className="muted">{t('empty')}</span>}</div>
    </>
  );
}

/** 停用 and 启用. */
function Activity({ unit }: { unit: Unit }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => {
      const { id, version, name, aliases, duties, kind, contactName, contactPhone, active } = unit;
      const fields = { name, aliases, duties, kind, contactName, contactPhone };
      return call('parties.change-unit', { ...fields, unitId: id, version, active: !active });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['units'] }),
  });
  if (!unit.active)
    return (
      <Button size="small" loading={change.isPending} onClick={() => change.mutate()}>
        {t('activate')}
      </Button>
    );
  return (
    <>
      <Popconfirm
        title={t('deactivateAsk')}
        onConfirm={() => change.mutate()}
        okText={t('deactivate')}
        cancelText={t('cancel')}
      >
        <Button size="small" danger loading={change.isPending}>
          {t('deactivate')}
        </Button>
      </Popconfirm>
      {change.error && <Failure error={change.error} />}
    </>
  );
}

function History({ unit, nameOf }: { unit: Unit; nameOf(unitId: string): string }) {
  const { t, language } = useLanguage();
  const found = useQuery({
    queryKey: ['units', 'history', unit.id, unit.version],
    queryFn: () => call('parties.read-unit-history', { unitId: unit.id }),
  });
  if (found.isPending) return <Loading />;
  if (found.error) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const said = ({ what, formerName: from, name, successorId }: Change) => {
    if (what === 'renamed') return t('historyRenamed', { from, to: name });
    const to = successorId === null ? '' : nameOf(successorId);
    if (what === 'merged') return t('historyMerged', { from, to });
    return to === '' ? t('historyAbolished', { from }) : t('historyAbolishedTo', { from, to });
  };
  return (
    <section>
      <h3 style={{ fontSize: 14, margin: '16px 0 4px' }}>{t('unitHistory')}</h3>
      {found.data.changes.length === 0 && <p className="muted">{t('noUnitHistory')}</p>}
      <ul className="line-list">
        {found.data.changes.map((change) => (
          <li key={change.id}>
            <strong>{shownDate(change.onDate, language)}</strong> {said(change)}
            <div className="muted">
              {t('basis')} {change.basis} ·{' '}
              {t('recordedBy', { name: change.byName, at: shownTime(change.at, language) })}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
