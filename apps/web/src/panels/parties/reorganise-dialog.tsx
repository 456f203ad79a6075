import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Unit } from '@qipan/modules/parties';
import { App, DatePicker, Input, Modal, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { InputOf } from '../../api/operations.ts';
import { useLanguage } from '../../language.tsx';
import { CommandFooter } from '../../parts/command-actions.tsx';
import { dayFromToday } from '../../parts/labels.tsx';
import { Failure } from '../../parts/states.tsx';

type What = 'renamed' | 'merged' | 'abolished';
const kinds: readonly What[] = ['renamed', 'merged', 'abolished'];

/** 更名, 合并 or 撤销 of a unit: from when, by which document, who stands in its place. */
export function ReorganiseDialog({ unit, units, onClose }: { unit: Unit; units: readonly Unit[]; onClose(): void }) {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [what, setWhat] = useState<What>('renamed');
  const [name, setName] = useState('');
  const [successorId, setSuccessor] = useState<string | null>(null);
  const [on, setOn] = useState<string | null>(dayFromToday());
  const [basis, setBasis] = useState('');
  const input: InputOf<'parties.reorganise-unit'> = {
    unitId: unit.id,
    version: unit.version,
    on: on ?? '',
    basis: basis.trim(),
    change: changeOf(what, name.trim(), successorId),
  };
  const run = useMutation({
    mutationFn: () => call('parties.reorganise-unit', input),
    onSuccess: async () => {
      void message.success(t('reorganised'));
      onClose();
      await queries.invalidateQueries({ queryKey: ['units'] });
      await queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  const named = what !== 'renamed' || (name.trim().length >= 2 && name.trim() !== unit.name);
  const ready = on !== null && basis.trim().length >= 2 && named && (what !== 'merged' || successorId !== null);
  const others = units.filter((entry) => entry.active && entry.id !== unit.id);
  return (
    <Modal
      open
      title={`${t('reorganise')} · ${unit.name}`}
      onCancel={onClose}
      width={620}
      footer={
        <CommandFooter
          ask={{ operation: 'parties.reorganise-unit', input }}
          label={t('runReorganise')}
          running={run.isPending}
          disabled={!ready}
          onRun={() => run.mutate()}
        />
      }
    >
      <div className="field-grid" style={{ gridTemplateColumns: '132px minmax(0, 1fr)' }}>
        <span className="label" id="reorganise-kind">
          {t('reorganiseKind')}
        </span>
        <Radio.Group
          aria-labelledby="reorganise-kind"
          value={what}
          onChange={(event) => setWhat(kinds.find((kind) => kind === event.target.value) ?? 'renamed')}
          options={kinds.map((kind) => ({ value: kind, label: t(kind) }))}
        />
        {what === 'renamed' ? (
          <>
            <label className="label" htmlFor="reorganise-name">
              {t('newName')}
            </label>
            <Input
              id="reorganise-name"
              maxLength={60}
              value={name}
              placeholder={unit.name}
              onChange={(event) => setName(event.target.value)}
            />
          </>
        ) : (
          <>
            <label className="label" htmlFor="reorganise-successor">
              {t(what === 'merged' ? 'successor' : 'successorOptional')}
            </label>
            <Select
              id="reorganise-successor"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={successorId}
              onChange={(id: string | undefined) => setSuccessor(id ?? null)}
              options={others.map((entry) => ({ value: entry.id, label: entry.name }))}
            />
          </>
        )}
        <label className="label" htmlFor="reorganise-on">
          {t('onDate')}
        </label>
        <DatePicker
          id="reorganise-on"
          style={{ width: 180 }}
          value={on ? dayjs(on) : null}
          onChange={(date) => setOn(date?.format('YYYY-MM-DD') ?? null)}
        />
        <label className="label" htmlFor="reorganise-basis">
          {t('basisDocument')}
        </label>
        <Input id="reorganise-basis" maxLength={200} value={basis} onChange={(event) => setBasis(event.target.value)} />
        <span />
        <span className="muted">{t(what === 'renamed' ? 'renamedNote' : 'endedNote')}</span>
      </div>
      {run.error && (
        <div style={{ marginTop: 12 }}>
          <Failure error={run.error} />
        </div>
      )}
    </Modal>
  );
}

function changeOf(what: What, name: string, successorId: string | null): InputOf<'parties.reorganise-unit'>['change'] {
  if (what === 'renamed') return { what, name };
  return what === 'merged' ? { what, successorId: successorId ?? '' } : { what, successorId };
}
