import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { request } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { FormEnd } from '../../parts/form-end.tsx';
import { OneTimeLink } from '../../parts/one-time-link.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { Entrance, tokenFromAddress } from './entrance.tsx';
import { PasswordFields } from './password-fields.tsx';

interface Setup {
  readonly place: string;
  readonly units: readonly { readonly id: string; readonly name: string; readonly regionCode: string }[];
}

/** The first start: the administrator's password and the first officer of the reform office, on one page. */
export function SetupPage() {
  const { t } = useLanguage();
  const [token] = useState(tokenFromAddress);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const setup = useQuery({
    queryKey: ['setup', token],
    queryFn: () => request<Setup>('POST', '/api/setup/read', { token }),
    retry: false,
  });
  const finish = useMutation({
    mutationFn: (form: {
      administratorName: string;
      administratorLogin: string;
      password: string;
      officerName: string;
      officerLogin: string;
      unitId: string;
    }) =>
      request<{ linkToken: string }>('POST', '/api/setup', {
        token,
        administrator: { name: form.administratorName, login: form.administratorLogin, password: form.password },
        reformOfficer: { name: form.officerName, login: form.officerLogin, unitId: form.unitId },
      }),
  });
  if (finish.data) {
    return (
      <Entrance>
        <OneTimeLink token={finish.data.linkToken} />
        <Button
          type="primary"
          block
          onClick={async () => {
            queries.clear();
            await navigate({ to: '/people' });
          }}
        >
          {t('goOn')}
        </Button>
      </Entrance>
    );
  }
  if (setup.isPending) return <Loading />;
  if (setup.error)
    return (
      <Entrance>
        <Failure error={setup.error} />
      </Entrance>
    );
  const required = (message: string) => [{ required: true, message }];
  const login = [{ required: true, pattern: /^[a-zA-Z][a-zA-Z0-9._-]{2,31}$/, message: t('loginRule') }];
  return (
    <Entrance place={setup.data.place} wide>
      <h2 style={{ fontSize: 17, margin: '0 0 4px' }}>{t('setupTitle')}</h2>
      <p className="muted" style={{ marginTop: 0 }}>
        {t('setupLead')}
      </p>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ administratorLogin: 'admin' }}
        onFinish={(form) => finish.mutate(form)}
      >
        <strong>{t('administrator')}</strong>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 12 }}>
          <Form.Item name="administratorName" label={t('name')} rules={required(t('name'))}>
            <Input autoFocus />
          </Form.Item>
          <Form.Item name="administratorLogin" label={t('userName')} rules={login}>
            <Input autoComplete="username" />
          </Form.Item>
          <PasswordFields />
        </div>
        <strong>{t('reformOfficer')}</strong>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 12 }}>
          <Form.Item name="officerName" label={t('name')} rules={required(t('name'))}>
            <Input />
          </Form.Item>
          <Form.Item name="officerLogin" label={t('userName')} rules={login}>
            <Input autoComplete="off" />
          </Form.Item>
          <Form.Item name="unitId" label={t('unit')} rules={required(t('unit'))} style={{ gridColumn: '1 / -1' }}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={setup.data.units.map((unit) => ({ value: unit.id, label: unit.name }))}
            />
          </Form.Item>
        </div>
        <FormEnd label={t('finishSetup')} sending={finish} block />
      </Form>
    </Entrance>
  );
}
