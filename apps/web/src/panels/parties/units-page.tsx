import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Unit } from '@qipan/modules/parties';
import { Button, Drawer, Form, Input, Select, Switch, Table } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useCatalogue, useMay } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { shownTime, TitleLine } from '../../parts/labels.tsx';
import { Failure } from '../../parts/states.tsx';

/** The register of units: names, other printed names, duties, who to call. */
export function UnitsPage() {
  const { t, language } = useLanguage();
  const may = useMay();
  const units = useQuery({ queryKey: ['units'], queryFn: () => call<{ units: Unit[] }>('parties.list-units') });
  const regions = useCatalogue().data?.regions ?? [];
  const [editing, setEditing] = useState<Unit | 'new' | null>(null);
  const [search, setSearch] = useState('');
  const mayManage = may('parties.add-units');
  const shown = (units.data?.units ?? []).filter(
    (unit) => search === '' || [unit.name, ...unit.aliases, ...unit.duties].some((text) => text.includes(search)),
  );
  return (
    <div className="page">
      <TitleLine
        title={t('units')}
        scope={
          units.dataUpdatedAt
            ? t('asOf', { time: shownTime(new Date(units.dataUpdatedAt).toISOString(), language) })
            : ''
        }
      >
        {mayManage && (
          <Button type="primary" onClick={() => setEditing('new')}>
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
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {units.error && <Failure error={units.error} retry={() => void units.refetch()} />}
      <Table<Unit>
        size="small"
        rowKey="id"
        className="panel"
        loading={units.isPending}
        dataSource={shown}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          {
            title: t('unitName'),
            dataIndex: 'name',
            width: 220,
            render: (name: string, unit) => (unit.active ? name : <s>{name}</s>),
          },
          {
            title: t('region'),
            dataIndex: 'regionCode',
            width: 160,
            render: (code: string) => regions.find((region) => region.code === code)?.name ?? code,
          },
          { title: t('aliases'), dataIndex: 'aliases', width: 240, render: (aliases: string[]) => aliases.join('、') },
          { title: t('duties'), dataIndex: 'duties', ellipsis: true, render: (duties: string[]) => duties.join('、') },
          { title: t('contactName'), dataIndex: 'contactName', width: 90 },
          { title: t('phone'), dataIndex: 'contactPhone', width: 120 },
          ...(mayManage
            ? [
                {
                  title: '',
                  width: 64,
                  render: (_value: unknown, unit: Unit) => (
                    <Button size="small" type="text" onClick={() => setEditing(unit)}>
                      {t('pressToEdit')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {editing && <UnitForm unit={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </div>
  );
}

function UnitForm({ unit, onClose }: { unit: Unit | null; onClose(): void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const regions = useCatalogue().data?.regions ?? [];
  const save = useMutation({
    mutationFn: (form: Omit<Unit, 'id' | 'version'>) => {
      if (!unit) return call('parties.add-units', { units: [form] });
      const { regionCode: _region, ...fields } = form;
      return call('parties.change-unit', { ...fields, unitId: unit.id, version: unit.version });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['units'] });
      onClose();
    },
  });
  const initial = unit ?? {
    regionCode: regions.find((region) => region.level === 'city')?.code,
    aliases: [],
    duties: [],
    kind: 'government',
    active: true,
  };
  const words = <Select mode="tags" tokenSeparators={['、', '，', ',', '；', ';']} open={false} suffixIcon={null} />;
  return (
    <Drawer open title={unit?.name ?? t('addUnit')} onClose={onClose} size={460}>
      <Form layout="vertical" requiredMark={false} initialValues={initial} onFinish={(form) => save.mutate(form)}>
        <Form.Item name="name" label={t('unitName')} rules={[{ required: true, min: 2, message: t('name') }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="regionCode" label={t('region')} rules={[{ required: true, message: t('region') }]}>
          <Select
            disabled={unit !== null}
            showSearch={{ optionFilterProp: 'label' }}
            options={regions.map((region) => ({ value: region.code, label: region.name }))}
          />
        </Form.Item>
        <Form.Item name="aliases" label={t('aliases')}>
          {words}
        </Form.Item>
        <Form.Item name="duties" label={t('duties')}>
          {words}
        </Form.Item>
        <Form.Item name="contactName" label={t('contactName')}>
          <Input />
        </Form.Item>
        <Form.Item name="contactPhone" label={t('phone')}>
          <Input />
        </Form.Item>
        {unit && (
          <Form.Item name="active" label={t('active')} valuePropName="checked">
            <Switch />
          </Form.Item>
        )}
        {save.error && (
          <div style={{ marginBottom: 12 }}>
            <Failure error={save.error} />
          </div>
        )}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </Form>
    </Drawer>
  );
}
