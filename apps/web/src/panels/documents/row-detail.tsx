import { Button, DatePicker, Input, Select, Space } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../language.tsx';
import type { TextKey } from '../../texts/index.ts';
import type { Patch, Row } from './documents-api.ts';
import { kindText, OriginalValue, ProvenanceTag } from './field-labels.tsx';
import { TargetList } from './target-list.tsx';

type ListField = 'lead' | 'support' | 'units' | 'leaders' | 'contact' | 'projects' | 'policies' | 'citations';

interface RowDetailProps {
  readonly row: Row;
  readonly unitNames: readonly string[];
  readonly readOnly: boolean;
  readonly busy: boolean;
  onEdit(patch: Patch): void;
  onSplit(at: number): void;
  onStep(step: 'merge' | 'up' | 'down' | 'remove' | 'restore' | 'reset'): void;
  /** Absent where the person may not. */
  readonly onJoin?: () => void;
}

/** All fields of one row, each with where it comes from; editing keeps the original beside it. */
export function RowDetail(props: RowDetailProps) {
  const { row, readOnly, onEdit } = props;
  const { t } = useLanguage();
  const { item } = row;
  const list = (field: ListField, label: TextKey, options: readonly string[] = []) => (
    <ListRow key={field} {...props} field={field} label={label} options={options} />
  );
  return (
    <div className="detail" data-testid="row-detail">
      <TextField {...props} key={`${row.id}-${row.version}`} />
      <div className="field-grid">
        <span className="label">{t('kind')}</span>
        <div>
          <Select
            size="small"
            style={{ width: 110 }}
            disabled={readOnly}
            value={item.kind}
            aria-label={t('kind')}
            onChange={(kind) => onEdit({ kind })}
            options={(['task', 'requirement', 'principle', 'background'] as const).map((kind) => ({
              value: kind,
              label: kindText(t, kind),
            }))}
          />
          <ProvenanceTag row={row} field="kind" />
          <OriginalValue row={row} field="kind" show={(original) => kindText(t, original.kind)} />
        </div>
        {list('lead', 'lead', props.unitNames)}
        {list('support', 'support', props.unitNames)}
        {list('units', 'responsible', props.unitNames)}
        <Suggestions {...props} />
        <DeadlineField {...props} />
        <span className="label">{t('targets')}</span>
        <TargetList row={row} readOnly={readOnly} onEdit={onEdit} />
        {list('leaders', 'leaders')}
        {list('contact', 'contact')}
        {list('projects', 'projects')}
        {list('policies', 'policies')}
        {item.citations.length > 0 && list('citations', 'citations')}
        <Printed row={row} />
      </div>
    </div>
  );
}

/** What a table printed beside the task, what proves it done, and what is too soft to be checked. */
function Printed({ row }: { row: Row }) {
  const { t } = useLanguage();
  const { stages, extra, artefact, needsMeasure } = row.item;
  return (
    <>
      {stages.length > 0 && (
        <>
          <span className="label">{t('stages')}</span>
          <div>
            {stages.map((stage) => (
              <div key={stage.label}>
                <strong>{stage.label}</strong> {stage.text}
              </div>
            ))}
          </div>
        </>
      )}
      {extra.map((entry) => (
        <FieldText key={entry.column} label={entry.column}>
          {entry.text}
        </FieldText>
      ))}
      {artefact && <FieldText label={t('artefact')}>{artefact.proof}</FieldText>}
      {needsMeasure && <FieldText label={t('needsMeasure')}>—</FieldText>}
    </>
  );
}

function FieldText({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <span className="label">{label}</span>
      <div style={{ paddingTop: 3 }}>{children}</div>
    </>
  );
}

function TextField({ row, readOnly, busy, onEdit, onSplit, onStep, onJoin }: RowDetailProps) {
  const { t } = useLanguage();
  const [text, setText] = useState(row.item.text);
  const area = useRef<TextAreaRef>(null);
  const changed = text !== row.item.text && text.trim() !== '';
  const cursor = () => area.current?.resizableTextArea?.textArea.selectionStart ?? 0;
  useEffect(() => setText(row.item.text), [row.item.text]);
  return (
    <div style={{ marginBottom: 8 }}>
      <div style={{ display: 'flex', gap: 6, marginBottom: 4, flexWrap: 'wrap', alignItems: 'center' }}>
        <strong>{row.serial}</strong>
        <ProvenanceTag row={row} field="text" />
        <span style={{ flex: 1 }} />
        {!readOnly && (
          <Space size={4} wrap>
            {changed && (
              <Button size="small" type="primary" loading={busy} onClick={() => onEdit({ text })}>
                {t('save')}
              </Button>
            )}
            <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={() => onSplit(cursor())}>
              {t('split')}
            </Button>
            <Button size="small" onClick={() => onStep('merge')}>
              {t('merge')}
            </Button>
            <Button size="small" onClick={() => onStep('up')} aria-label={t('moveUp')}>
              ↑
            </Button>
            <Button size="small" onClick={() => onStep('down')} aria-label={t('moveDown')}>
              ↓
            </Button>
            {row.original && Object.keys(row.edits).length > 0 && (
              <Button size="small" onClick={() => onStep('reset')}>
                {t('reset')}
              </Button>
            )}
            {onJoin && (
              <Button size="small" onClick={onJoin}>
                {t('joinTask')}
              </Button>
            )}
            <Button size="small" danger onClick={() => onStep('remove')}>
              {t('remove')}
            </Button>
          </Space>
        )}
        {row.state === 'removed' && (
          <Button size="small" onClick={() => onStep('restore')}>
            {t('restore')}
          </Button>
        )}
      </div>
      <Input.TextArea
        ref={area}
        id="row-text"
        aria-label={t('text')}
        value={text}
        readOnly={readOnly}
        autoSize={{ minRows: 2, maxRows: 7 }}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') event.currentTarget.blur();
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && changed) onEdit({ text });
          if (event.altKey && event.key.toLowerCase() === 's') {
            event.preventDefault();
            onSplit(cursor());
          }
        }}
      />
      <OriginalValue row={row} field="text" show={(original) => original.text} />
    </div>
  );
}

function ListRow({
  row,
  field,
  label,
  options,
  readOnly,
  onEdit,
}: RowDetailProps & { field: ListField; label: TextKey; options: readonly string[] }) {
  const { t } = useLanguage();
  return (
    <>
      <span className="label">{t(label)}</span>
      <div>
        <Select
          mode="tags"
          size="small"
          style={{ width: 'calc(100% - 56px)' }}
          disabled={readOnly}
          value={row.item[field]}
          aria-label={t(label)}
          tokenSeparators={['、', ',', '，', ';', '；']}
          placeholder={row.item.provenance[field]?.kind === 'unclear' && row.item.kind === 'task' ? t('unclear') : ''}
          options={options.map((name) => ({ value: name }))}
          onChange={(names: string[]) =>
            onEdit({ [field]: names.map((name) => name.trim()).filter((name) => name !== '') })
          }
        />
        <ProvenanceTag row={row} field={field} />
        <OriginalValue row={row} field={field} show={(original) => original[field].join('、')} />
      </div>
    </>
  );
}

/** Units that the register's duties point to: shown apart, taken over only by a click. */
function Suggestions({ row, readOnly, onEdit }: RowDetailProps) {
  const { t } = useLanguage();
  const { suggestions, units, lead } = row.item;
  if (suggestions.units.length === 0 || units.length + lead.length > 0) return null;
  return (
    <>
      <span className="label">{t('suggestionsUnits')}</span>
      <div>
        {suggestions.units.map((suggestion) => (
          <div key={suggestion.name}>
            {suggestion.rank}. {suggestion.name} <span className="provenance">{t('suggested')}</span>{' '}
            <span className="muted">{suggestion.because}</span>{' '}
            {!readOnly && (
              <Button size="small" type="link" onClick={() => onEdit({ units: [suggestion.name] })}>
                {t('useSuggestion')}
              </Button>
            )}
          </div>
        ))}
      </div>
    </>
  );
}

const basisTexts = { own: 'basisOwn', goal: 'basisGoal', title: 'basisTitle' } as const;

function DeadlineField({ row, readOnly, onEdit }: RowDetailProps) {
  const { t } = useLanguage();
  const { deadline, softDeadline } = row.item;
  return (
    <>
      <span className="label">{t('deadline')}</span>
      <div>
        <DatePicker
          size="small"
          disabled={readOnly}
          value={deadline ? dayjs(deadline.date) : null}
          placeholder={softDeadline ?? t('unclear')}
          aria-label={t('deadline')}
          onChange={(date) =>
            onEdit({
              deadline: date
                ? { date: date.format('YYYY-MM-DD'), basis: 'own', quote: date.format('YYYY-MM-DD') }
                : null,
            })
          }
        />
        <ProvenanceTag row={row} field="deadline" />
        {deadline && !row.edits.deadline && (
          <span className="muted">
            {' '}
            “{deadline.quote}”（{t(basisTexts[deadline.basis])}）
          </span>
        )}
        {softDeadline && <span className="muted"> “{softDeadline}”</span>}
        <OriginalValue row={row} field="deadline" show={(original) => original.deadline?.date ?? ''} />
      </div>
    </>
  );
}
