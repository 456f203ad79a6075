import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select, Space, Table, Tag } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { roleText, shownTime, TitleLine } from '../../parts/labels.tsx';
import { OneTimeLink } from '../../parts/one-time-link.tsx';
import { Failure } from '../../parts/states.tsx';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly phone: string;
  readonly locked: boolean;
  readonly hasPassword: boolean;
  readonly posts: readonly { readonly unitName: string; readonly role: string }[];
}

const roleNames = ['reform-office', 'responsible-unit', 'leader', 'auditor', 'administrator'];

/** Who may sign in, in which post; links to set or reset a password. */
export function PeoplePage() {
  const { t, language } = useLanguage();
  const own = useSession().data?.actor?.personId;
  const queries = useQueryClient();
  const people = useQuery({ queryKey: ['people'], queryFn: () => call<{ people: Person[] }>('host.list-people') });
  const [adding, setAdding] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: ['people'] });
  const issue = useMutation({
    mutationFn: (personId: string) => call<{ linkToken: string }>('host.issue-link', { personId }),
    onSuccess: (done) => setLink(done.linkToken),
  });
  const lock = useMutation({
    mutationFn: (given: { personId: string; locked: boolean }) => call('host.lock-person', given),
    onSettled: again,
  });
  return (
    <div className="page">
      <TitleLine
        title={t('people')}
        scope={
          people.dataUpdatedAt
            ? t('asOf', { time: shownTime(new Date(people.dataUpdatedAt).toISOString(), language) })
            : ''
        }
      >
        <Button type="primary" onClick={() => setAdding(true)}>
          {t('addPerson')}
        </Button>
      </TitleLine>
      {[people.error, issue.error, lock.error].map((error) => error && <Failure key={String(error)} error={error} />)}
      <Table<Person>
        size="small"
        rowKey="id"
        className="panel"
        loading={people.isPending}
        dataSource={people.data?.people ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: t('name'), dataIndex: 'name', width: 120 },
          { title: t('userName'), dataIndex: 'login', width: 140 },
          { title: t('unit'), render: (_value, person) => person.posts.map((post) => post.unitName).join('、') },
          {
            title: t('role'),
            width: 140,
            render: (_value, person) => person.posts.map((post) => roleText(t, post.role)).join('、'),
          },
          { title: t('phone'), dataIndex: 'phone', width: 130 },
          {
            title: t('state'),
            width: 120,
            render: (_value, person) =>
              person.locked ? (
                <Tag color="red">{t('locked')}</Tag>
              ) : person.hasPassword ? (
                t('normal')
              ) : (
                <Tag>{t('noPassword')}</Tag>
              ),
          },
          {
            title: '',
            width: 230,
            render: (_value, person) => (
              <Space>
                <Button size="small" onClick={() => issue.mutate(person.id)}>
                  {t('issueLink')}
                </Button>
                {person.id !== own && (
                  <Button
                    size="small"
                    danger={!person.locked}
                    onClick={() => lock.mutate({ personId: person.id, locked: !person.locked })}
                  >
                    {person.locked ? t('unlock') : t('lock')}
                  </Button>
                )}
              </Space>
            ),
          },
        ]}
      />
      {adding && (
        <PersonForm
          onClose={() => setAdding(false)}
          onAdded={async (token) => {
            setAdding(false);
            setLink(token);
            await again();
          }}
        />
      )}
      <Modal open={link !== null} title={t('issueLink')} onCancel={() => setLink(null)} footer={null}>
        {link && <OneTimeLink token={link} />}
      </Modal>
    </div>
  );
}

function PersonForm({ onClose, onAdded }: { onClose(): void; onAdded(token: string): Promise<void> }) {
  const { t } = useLanguage();
  const units = useQuery({
    queryKey: ['units'],
    queryFn: () => call<{ units: { id: string; name: string; active: boolean }[] }>('parties.list-units'),
  });
  const add = useMutation({
    mutationFn: (form: Record<string, string>) => call<{ linkToken: string }>('host.add-person', form),
    onSuccess: (done) => onAdded(done.linkToken),
  });
  const required = (message: string) => [{ required: true, message }];
  return (
    <Modal open title={t('addPerson')} onCancel={onClose} footer={null} destroyOnHidden>
      <Form layout="vertical" requiredMark={false} onFinish={(form) => add.mutate(form)}>
        <Form.Item name="name" label={t('name')} rules={required(t('name'))}>
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
        <Form.Item name="unitId" label={t('unit')} rules={required(t('unit'))}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={(units.data?.units ?? [])
              .filter((unit) => unit.active)
              .map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        </Form.Item>
        <Form.Item name="role" label={t('role')} rules={required(t('role'))}>
          <Select options={roleNames.map((role) => ({ value: role, label: roleText(t, role) }))} />
        </Form.Item>
        <Form.Item name="phone" label={t('phone')}>
          <Input />
        </Form.Item>
        {add.error && (
          <div style={{ marginBottom: 12 }}>
            <Failure error={add.error} />
          </div>
        )}
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {t('addPerson')}
        </Button>
      </Form>
    </Modal>
  );
}
