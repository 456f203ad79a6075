import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Unit } from '@qipan/modules/parties';
import { Drawer, Form, Input, Select } from 'antd';
import { call } from '../../api/client.ts';
import { useCatalogue } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { FormEnd } from '../../parts/form-end.tsx';
import { unitKindTexts } from '../../parts/unit-kinds.ts';

type Fields = Omit<Unit, 'id' | 'version' | 'endedOn' | 'successorId' | 'active'>;

/** What the register says of a unit; a new one gets its region here. */
export function UnitForm({ unit, onClose }: { unit: Unit | null; onClose(): void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const regions = useCatalogue().data?.regions ?? [];
  const save = useMutation({
    mutationFn: async (form: Fields) => {
      const { regionCode: _region, ...fields } = form;
      if (unit)
        await call('parties.change-unit', { ...fields, unitId: unit.id, version: unit.version, active: unit.active });
      else await call('parties.add-units', { units: [form] });
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
        <Form.Item name="kind" label={t('unitKind')}>
          <Select options={Object.entries(unitKindTexts).map(([value, text]) => ({ value, label: t(text) }))} />
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
        <FormEnd label={t('save')} sending={save} />
      </Form>
    </Drawer>
  );
}
