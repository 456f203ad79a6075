import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { InputOf } from '../../api/operations.ts';
import { useLanguage } from '../../language.tsx';
import { CommandFooter } from '../../parts/command-actions.tsx';
import { Failure } from '../../parts/states.tsx';
import type { Task } from './programme-api.ts';
import { isActive, unitChoice, useUnitOptions } from '../../parts/unit-options.tsx';

/** Living tasks of one unit to another: who from, who to, why. */
export function HandOverDialog({ shown, onClose }: { shown: readonly Task[]; onClose(): void }) {
  const { t } = useLanguage();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const options = useUnitOptions();
  const receivers = useUnitOptions(isActive);
  const [fromUnitId, setFrom] = useState('');
  const [toUnitId, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [onlyShown, setOnlyShown] = useState(false);
  const chosen = shown.filter((task) =>
    [...task.lead, ...task.support, ...task.units].some((unit) => unit.unitIds.includes(fromUnitId)),
  );
  const input: InputOf<'programme.hand-over'> = {
    fromUnitId,
    toUnitId,
    reason: reason.trim(),
    ...(onlyShown && chosen.length > 0 && { taskIds: chosen.map((task) => task.id) }),
  };
  const run = useMutation({
    mutationFn: () => call('programme.hand-over', input),
    onSuccess: async (done) => {
      void message.success(t('handedOver', done));
      onClose();
      await queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  const ready = fromUnitId !== '' && toUnitId !== '' && fromUnitId !== toUnitId && reason.trim().length >= 2;
  const select = { ...unitChoice, style: { width: '100%' } };
  return (
    <Modal
      open
      title={t('handOver')}
      onCancel={onClose}
      width={620}
      footer={
        <CommandFooter
          ask={{ operation: 'programme.hand-over', input }}
          label={t('handOverRun')}
          running={run.isPending}
          disabled={!ready}
          onRun={() => run.mutate()}
        />
      }
    >
      <p className="muted">{t('handOverLead')}</p>
      <div className="field-grid">
        <label className="label" htmlFor="hand-over-from">
          {t('fromUnit')}
        </label>
        <Select id="hand-over-from" {...select} value={fromUnitId || null} onChange={setFrom} options={[...options]} />
        <label className="label" htmlFor="hand-over-to">
          {t('toUnit')}
        </label>
        <Select
          id="hand-over-to"
          {...select}
          value={toUnitId || null}
          onChange={setTo}
          options={receivers.filter((option) => option.value !== fromUnitId)}
        />
        <label className="label" htmlFor="hand-over-reason">
          {t('handOverReason')}
        </label>
        <Input.TextArea
          id="hand-over-reason"
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <span />
        {chosen.length > 0 ? (
          <Checkbox checked={onlyShown} onChange={(event) => setOnlyShown(event.target.checked)}>
            {t('handOverChosen', { count: chosen.length })}
          </Checkbox>
        ) : (
          <span />
        )}
      </div>
      {run.error && (
        <div style={{ marginTop: 12 }}>
          <Failure error={run.error} />
        </div>
      )}
    </Modal>
  );
}
