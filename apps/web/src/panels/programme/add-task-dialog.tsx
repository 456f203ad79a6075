import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DatePicker, Form, Input, Modal, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { call } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { FormEnd } from '../../parts/form-end.tsx';
import { isActive, unitChoice, useUnitOptions } from '../../parts/unit-options.tsx';

interface TaskForm {
  readonly text: string;
  readonly kind: 'document' | 'meeting' | 'instruction' | 'other';
  readonly title: string;
  readonly number?: string;
  readonly orderedBy?: string;
  readonly date?: Dayjs;
  readonly lead?: string[];
  readonly support?: string[];
  readonly deadline?: Dayjs;
}

/** One task in half a minute: what, who, by when, and who ordered it. */
export function AddTaskDialog({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const units = useUnitOptions(isActive, 'name');
  const add = useMutation({
    mutationFn: (form: TaskForm) =>
      call('programme.add-task', {
        text: form.text,
        source: {
          kind: form.kind,
          title: form.title,
          number: form.number || null,
          orderedBy: form.orderedBy || null,
          date: form.date?.format('YYYY-MM-DD') ?? null,
        },
        lead: form.lead ?? [],
        support: form.support ?? [],
        deadline: form.deadline?.format('YYYY-MM-DD') ?? null,
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['tasks'] });
      onClose();
    },
  });
  const unitSelect = <Select mode="tags" tokenSeparators={['、', '，', ',']} {...unitChoice} options={[...units]} />;
  const required = (message: string) => [{ required: true, message }];
  const half = { display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 12 };
  return (
    <Modal open title={t('addTask')} onCancel={onClose} footer={null} width={620} destroyOnHidden>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ kind: 'instruction' }}
        onFinish={(form: TaskForm) => add.mutate(form)}
      >
        <Form.Item name="text" label={t('text')} rules={required(t('text'))}>
          <Input.TextArea rows={3} autoFocus />
        </Form.Item>
        <div style={half}>
          <Form.Item name="lead" label={t('lead')}>
            {unitSelect}
          </Form.Item>
          <Form.Item name="support" label={t('support')}>
            {unitSelect}
          </Form.Item>
          <Form.Item name="deadline" label={t('deadline')}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
          <Form.Item name="kind" label={t('sourceKind')}>
            <Select
              options={[
                { value: 'instruction', label: t('sourceInstruction') },
                { value: 'meeting', label: t('sourceMeeting') },
                { value: 'document', label: t('sourceDocument') },
                { value: 'other', label: t('sourceOther') },
              ]}
            />
          </Form.Item>
          <Form.Item name="title" label={t('sourceTitle')} rules={required(t('sourceTitle'))}>
            <Input />
          </Form.Item>
          <Form.Item name="orderedBy" label={t('orderedBy')}>
            <Input />
          </Form.Item>
          <Form.Item name="number" label={t('number')}>
            <Input />
          </Form.Item>
          <Form.Item name="date" label={t('date')}>
            <DatePicker style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <FormEnd label={t('save')} sending={add} />
      </Form>
    </Modal>
  );
}
