import { Form, Input } from 'antd';
import { useLanguage } from '../../language.tsx';

/** A new password, typed twice. */
export function PasswordFields() {
  const { t } = useLanguage();
  return (
    <>
      <Form.Item
        name="password"
        label={t('password')}
        extra={t('passwordRule')}
        rules={[
          { required: true, message: t('passwordRule') },
          { min: 10, message: t('passwordRule') },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={t('passwordAgain')}
        dependencies={['password']}
        rules={[
          { required: true, message: t('passwordAgain') },
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              !value || getFieldValue('password') === value
                ? Promise.resolve()
                : Promise.reject(new Error(t('passwordsDiffer'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
