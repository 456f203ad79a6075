import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, InputNumber, Modal, Popconfirm, Select, Table } from 'antd';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import type { AnswerOf, InputOf } from '../../api/operations.ts';
import { useLanguage } from '../../language.tsx';
import { FormEnd } from '../../parts/form-end.tsx';
import { CopyLine } from '../../parts/copy-line.tsx';
import { shownTime } from '../../parts/labels.tsx';
import { PermissionLabel } from '../../parts/permission-label.tsx';
import { EmptyState, Failure } from '../../parts/states.tsx';

type Token = AnswerOf<'host.list-tokens'>['tokens'][number];

/** Tokens for programs that act for this person: what each may do, until when, and the way to revoke it. */
export function Tokens() {
  const { t, language } = useLanguage();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const found = useQuery({ queryKey: ['tokens'], queryFn: () => call('host.list-tokens', {}) });
  const revoke = useMutation({
    mutationFn: (tokenId: string) => call('host.revoke-token', { tokenId }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
  return (
    <section className="panel question wide" aria-labelledby="tokens">
      <div className="with-action">
        <h2 id="tokens">{t('tokens')}</h2>
        <Button size="small" onClick={() => setAdding(true)}>
          {t('createToken')}
        </Button>
      </div>
      <p className="muted">{t('tokensLead')}</p>
      {(found.error ?? revoke.error) && <Failure error={found.error ?? revoke.error} />}
      <Table<Token>
        size="small"
        rowKey="id"
        loading={found.isPending}
        scroll={{ x: 'max-content' }}
        dataSource={[...(found.data?.tokens ?? [])]}
        locale={{ emptyText: <EmptyState>{t('noTokens')}</EmptyState> }}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        columns={[
          { title: t('tokenName'), dataIndex: 'name', width: 160 },
          {
            title: t('tokenPermissions'),
            dataIndex: 'permissions',
            width: 260,
            render: (names: string[]) =>
              names.map((name) => (
                <div key={name}>
                  <PermissionLabel name={name} />
                </div>
              )),
          },
          { title: t('expires'), width: 180, render: (_value, token) => <Expiry token={token} /> },
          {
            title: t('lastUsed'),
            dataIndex: 'lastUsed',
            width: 170,
            render: (at: string | null) => (at ? shownTime(at, language) : t('never')),
          },
          {
            title: <span className="hidden-text">{t('revoke')}</span>,
            width: 80,
            render: (_value, token) =>
              token.revokedAt === null && (
                <Popconfirm
                  title={t('revokeAsk')}
                  okText={t('revoke')}
                  cancelText={t('cancel')}
                  onConfirm={() => revoke.mutate(token.id)}
                >
                  <Button size="small">{t('revoke')}</Button>
                </Popconfirm>
              ),
          },
        ]}
      />
      {adding && <TokenForm onClose={() => setAdding(false)} />}
    </section>
  );
}

function Expiry({ token }: { token: Token }) {
  const { t, language } = useLanguage();
  if (token.revokedAt) return <span className="muted">{t('revoked')}</span>;
  if (Date.parse(token.expiresAt) < Date.now()) return <span className="muted">{t('expired')}</span>;
  return shownTime(token.expiresAt, language);
}

function TokenForm({ onClose }: { onClose(): void }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const permissions = useQuery({ queryKey: ['permissions'], queryFn: () => call('host.read-permissions', {}) });
  const create = useMutation({
    mutationFn: (form: InputOf<'host.create-token'>) => call('host.create-token', form),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tokens'] }),
  });
  if (create.data)
    return (
      <Modal
        open
        title={t('createToken')}
        onCancel={onClose}
        footer={<Button onClick={onClose}>{t('saidOnceClose')}</Button>}
        mask={{ closable: false }}
      >
        <CopyLine label={t('tokenOnce')} text={create.data.token} testId="token" />
      </Modal>
    );
  return (
    <Modal open title={t('createToken')} onCancel={onClose} footer={null} width={620}>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ days: 90 }}
        onFinish={(form) => create.mutate(form)}
      >
        <Form.Item name="name" label={t('tokenName')} rules={[{ required: true, message: t('tokenName') }]}>
          <Input autoFocus maxLength={60} />
        </Form.Item>
        <Form.Item
          name="permissions"
          label={t('tokenPermissions')}
          rules={[{ required: true, message: t('tokenPermissions') }]}
        >
          <Select
            mode="multiple"
            loading={permissions.isPending}
            options={(permissions.data?.own ?? []).map((name) => ({
              value: name,
              label: <PermissionLabel name={name} />,
            }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t('tokenDays')} rules={[{ required: true, message: t('tokenDays') }]}>
          <InputNumber min={1} max={366} precision={0} />
        </Form.Item>
        <FormEnd label={t('createToken')} sending={create} />
      </Form>
    </Modal>
  );
}
