import { useMutation } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { call } from '../../api/client.ts';
import type { InputOf } from '../../api/operations.ts';
import { useLanguage } from '../../language.tsx';
import { FormEnd } from '../../parts/form-end.tsx';
import { PostFields } from './post-fields.tsx';

/** A new person with a first post; ends with the link to set a password. */
export function PersonForm({ onClose, onAdded }: { onClose(): void; onAdded(token: string): Promise<void> }) {
  const { t } = useLanguage();
  const add = useMutation({
    mutationFn: (form: InputOf<'host.add-person'>) => call('host.add-person', form),
    onSuccess: (done) => onAdded(done.linkToken),
  });
  return (
    <Modal open title={t('addPerson')} onCancel={onClose} footer={null} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={(form) => add.mutate(form)}>
        <Form.Item name="name" label={t('name')} rules={[{ required: true, message: t('name') }]}>
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="login"
          label={t('userName')}
          extra={t('loginRule')}
          rules={[{ required: true, pattern: /^[a-zA-Z][a-zA-Z0-9._-]{2,31}$/, message: t('loginRule') }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        <PostFields />
        <Form.Item name="phone" label={t('phone')}>
          <Input />
        </Form.Item>
        <FormEnd label={t('addPerson')} sending={add} />
      </Form>
    </Modal>
  );
}
