import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../../language.tsx';
import type { Patch, Row } from './documents-api.ts';
import { ProvenanceTag } from './field-labels.tsx';

type Target = Row['item']['targets'][number];
const signs = { '>=': '≥', '<=': '≤', '=': '=', '~': '≈', range: '–' } as const;

/** A target in figures: sign, value, unit, for each of what, by when. */
export function targetText(target: Target): string {
  const value =
    target.comparator === 'range'
      ? `${target.value}–${target.valueMax}`
      : `${signs[target.comparator]} ${target.value}`;
  return `${target.per ?? ''}${value} ${target.unit}${target.by ? `（${target.by}）` : ''}`;
}

/** The quantified aims of a row, each with the words that it stands on. */
export function TargetList({ row, readOnly, onEdit }: { row: Row; readOnly: boolean; onEdit(patch: Patch): void }) {
  const { t } = useLanguage();
  const [adding, setAdding] = useState(false);
  const { targets } = row.item;
  return (
    <div style={{ paddingTop: 3 }}>
      {targets.map((target) => (
        <div key={`${target.span.start}-${target.quote}`}>
          “{target.quote}” <strong>{targetText(target)}</strong>
          {!readOnly && (
            <Button
              size="small"
              type="text"
              aria-label={t('remove')}
              onClick={() => onEdit({ targets: targets.filter((entry) => entry !== target) })}
            >
              ×
            </Button>
          )}
        </div>
      ))}
      {targets.length === 0 && !adding && <span className="muted">{t('empty')} </span>}
      {!readOnly && !adding && (
        <Button size="small" type="link" onClick={() => setAdding(true)}>
          ＋
        </Button>
      )}
      {adding && (
        <NewTarget
          onDone={(target) => {
            setAdding(false);
            if (target) onEdit({ targets: [...targets, { ...target, span: row.item.span }] });
          }}
        />
      )}
      <ProvenanceTag row={row} field="targets" />
    </div>
  );
}

function NewTarget({ onDone }: { onDone(target: Omit<Target, 'span'> | null): void }) {
  const { t } = useLanguage();
  const [quote, setQuote] = useState('');
  const [comparator, setComparator] = useState<Exclude<Target['comparator'], 'range'>>('>=');
  const [value, setValue] = useState<number | null>(null);
  const [unit, setUnit] = useState('');
  const ready = quote.trim() !== '' && value !== null && unit.trim() !== '';
  return (
    <div style={{ display: 'flex', gap: 4, flexWrap: 'wrap' }}>
      <Input
        size="small"
        style={{ width: 150 }}
        placeholder={t('original')}
        value={quote}
        onChange={(event) => setQuote(event.target.value)}
      />
      <Select
        size="small"
        style={{ width: 56 }}
        value={comparator}
        onChange={setComparator}
        options={(['>=', '<=', '=', '~'] as const).map((sign) => ({ value: sign, label: signs[sign] }))}
      />
      <InputNumber size="small" style={{ width: 90 }} value={value} onChange={setValue} />
      <Input
        size="small"
        style={{ width: 70 }}
        placeholder={t('unit')}
        value={unit}
        onChange={(event) => setUnit(event.target.value)}
      />
      <Button
        size="small"
        type="primary"
        disabled={!ready}
        onClick={() =>
          value !== null && onDone({ quote, comparator, value, valueMax: null, unit, per: null, by: null })
        }
      >
        {t('save')}
      </Button>
      <Button size="small" onClick={() => onDone(null)}>
        {t('cancel')}
      </Button>
    </div>
  );
}
