import { Button, Checkbox, DatePicker, Dropdown, Input, Popover, Select, Space } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useLanguage } from '../../language.tsx';
import type { TextKey } from '../../texts/index.ts';
import type { Grouping, TaskColumn, TaskFilter, ViewDefinition } from './programme-api.ts';
import { columnFaces } from './task-columns.tsx';
import { unitChoice, useUnitOptions } from '../../parts/unit-options.tsx';

interface FilterLineProps {
  readonly view: ViewDefinition;
  readonly views: readonly { name: string; definition: ViewDefinition }[];
  onChange(next: Partial<ViewDefinition>): void;
  onChoose(view: ViewDefinition): void;
  onSave(name: string): void;
  onRemove(name: string): void;
}

const groupings: readonly (readonly [Grouping, TextKey])[] = [
  ['none', 'groupNone'],
  ['front', 'front'],
  ['document', 'document'],
  ['lead', 'lead'],
  ['deadline', 'deadline'],
];

/** What is shown, in which groups and columns, and the views that a person keeps. */
export function FilterLine({ view, views, onChange, onChoose, onSave, onRemove }: FilterLineProps) {
  const { t } = useLanguage();
  const [words, setWords] = useState(view.filter.query ?? '');
  const filterBy = (next: { [K in keyof TaskFilter]: TaskFilter[K] | undefined }) => {
    const whole = { ...view.filter, ...next };
    onChange({
      filter: Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined && value !== '')),
    });
  };
  const units = useUnitOptions();
  return (
    <div className="filter-line">
      <Input
        allowClear
        style={{ width: 220 }}
        placeholder={t('search')}
        aria-label={t('search')}
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          filterBy({ query: event.target.value.trim() });
        }}
      />
      <Checkbox
        checked={view.filter.unclear === true}
        onChange={(event) => filterBy({ unclear: event.target.checked ? true : undefined })}
      >
        {t('onlyUnclear')}
      </Checkbox>
      <Checkbox
        checked={view.filter.ended === true}
        onChange={(event) => filterBy({ ended: event.target.checked ? true : undefined })}
      >
        {t('endedTasks')}
      </Checkbox>
      <Select
        allowClear
        style={{ width: 150 }}
        placeholder={t('unitFilter')}
        aria-label={t('unitFilter')}
        {...unitChoice}
        popupMatchSelectWidth={false}
        value={view.filter.unitId}
        onChange={(unitId: string | undefined) => filterBy({ unitId })}
        options={[...units]}
      />
      <DatePicker.RangePicker
        allowEmpty
        style={{ width: 250 }}
        placeholder={[t('dueFrom'), t('dueUntil')]}
        value={[dayOf(view.filter.dueFrom), dayOf(view.filter.dueUntil)]}
        onChange={(days) =>
          filterBy({ dueFrom: days?.[0]?.format('YYYY-MM-DD'), dueUntil: days?.[1]?.format('YYYY-MM-DD') })
        }
      />
      {view.filter.documentId && (
        <Button size="small" onClick={() => filterBy({ documentId: undefined })}>
          {t('document')} ×
        </Button>
      )}
      <span style={{ flex: 1 }} />
      <Select
        style={{ width: 130 }}
        value={view.group}
        aria-label={t('group')}
        onChange={(group) => onChange({ group })}
        options={groupings.map(([value, text]) => ({
          value,
          label: value === 'none' ? t(text) : `${t('group')}：${t(text)}`,
        }))}
      />
      <ColumnChoice columns={view.columns} onChange={(columns) => onChange({ columns })} />
      <ViewMenu views={views} onChoose={onChoose} onSave={onSave} onRemove={onRemove} />
    </div>
  );
}

function dayOf(date: string | undefined) {
  return date === undefined ? null : dayjs(date);
}

function ColumnChoice({
  columns,
  onChange,
}: {
  columns: readonly TaskColumn[];
  onChange(columns: TaskColumn[]): void;
}) {
  const { t } = useLanguage();
  const all = Object.keys(columnFaces).filter((column): column is TaskColumn => column in columnFaces);
  const content = (
    <Checkbox.Group
      style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 6 }}
      value={[...columns]}
      options={all.map((column) => ({
        value: column,
        label: t(columnFaces[column].text),
        disabled: column === 'text',
      }))}
      onChange={(chosen) => onChange(all.filter((column) => column === 'text' || chosen.includes(column)))}
    />
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button>{t('columns')}</Button>
    </Popover>
  );
}

function ViewMenu({
  views,
  onChoose,
  onSave,
  onRemove,
}: Pick<FilterLineProps, 'views' | 'onChoose' | 'onSave' | 'onRemove'>) {
  const { t } = useLanguage();
  const [name, setName] = useState('');
  const items = views.map((view) => ({
    key: view.name,
    label: (
      <Space>
        {view.name}
        <Button
          size="small"
          type="text"
          aria-label={`${t('remove')} ${view.name}`}
          onClick={(event) => {
            event.stopPropagation();
            onRemove(view.name);
          }}
        >
          ×
        </Button>
      </Space>
    ),
    onClick: () => onChoose(view.definition),
  }));
  const saving = (
    <Space.Compact>
      <Input
        maxLength={40}
        placeholder={t('viewName')}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button
        type="primary"
        disabled={name.trim() === ''}
        onClick={() => {
          onSave(name.trim());
          setName('');
        }}
      >
        {t('save')}
      </Button>
    </Space.Compact>
  );
  return (
    <>
      {views.length > 0 && (
        <Dropdown menu={{ items }} trigger={['click']}>
          <Button>{t('views')}</Button>
        </Dropdown>
      )}
      <Popover trigger="click" placement="bottomRight" content={saving}>
        <Button>{t('saveView')}</Button>
      </Popover>
    </>
  );
}
