import { roles } from '@qipan/kernel';
import { Form, Select } from 'antd';
import { useUnits } from '../../api/units.ts';
import { useLanguage } from '../../language.tsx';
import { roleText } from '../../parts/labels.tsx';

/** Unit and role of a post. */
export function PostFields() {
  const { t } = useLanguage();
  const units = useUnits();
  return (
    <>
      <Form.Item name="unitId" label={t('unit')} rules={[{ required: true, message: t('unit') }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={units.filter((unit) => unit.active).map((unit) => ({ value: unit.id, label: unit.name }))}
        />
      </Form.Item>
      <Form.Item name="role" label={t('role')} rules={[{ required: true, message: t('role') }]}>
        <Select options={roles.map((role) => ({ value: role, label: roleText(t, role) }))} />
      </Form.Item>
    </>
  );
}
