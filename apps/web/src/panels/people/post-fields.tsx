import { roles } from '@qipan/kernel';
import { Form, Select } from 'antd';
import { useLanguage } from '../../language.tsx';
import { roleText } from '../../parts/labels.tsx';
import { isActive, unitChoice, useUnitOptions } from '../../parts/unit-options.tsx';

/** Unit and role of a post. */
export function PostFields() {
  const { t } = useLanguage();
  const units = useUnitOptions(isActive);
  return (
    <>
      <Form.Item name="unitId" label={t('unit')} rules={[{ required: true, message: t('unit') }]}>
        <Select {...unitChoice} options={[...units]} />
      </Form.Item>
      <Form.Item name="role" label={t('role')} rules={[{ required: true, message: t('role') }]}>
        <Select options={roles.map((role) => ({ value: role, label: roleText(t, role) }))} />
      </Form.Item>
    </>
  );
}
