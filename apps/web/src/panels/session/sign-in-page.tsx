import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { Button, Divider, Form, Input } from 'antd';
import { request } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { DemonstrationTag, roleText } from '../../parts/labels.tsx';
import { Failure } from '../../parts/states.tsx';
import { Entrance } from './entrance.tsx';

/** Sign-in by name and password; on the loopback also by one of the demonstration accounts. */
export function SignInPage() {
  const { t } = useLanguage();
  const session = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const enter = useMutation({
    mutationFn: (given: { path: string; body: unknown }) => request('POST', given.path, given.body),
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: '/' });
    },
  });
  if (session.data?.actor) return <Navigate to="/" replace />;
  const accounts = session.data?.demonstrationAccounts ?? [];
  return (
    <Entrance place={session.data?.place.name}>
      <Form layout="vertical" requiredMark={false} onFinish={(body) => enter.mutate({ path: '/api/session', body })}>
        <Form.Item name="login" label={t('userName')} rules={[{ required: true, message: t('userName') }]}>
          <Input autoFocus autoComplete="username" />
        </Form.Item>
        <Form.Item name="password" label={t('password')} rules={[{ required: true, message: t('password') }]}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        {enter.error && (
          <div style={{ marginBottom: 12 }}>
            <Failure error={enter.error} />
          </div>
        )}
        <Button type="primary" htmlType="submit" block loading={enter.isPending}>
          {t('signIn')}
        </Button>
      </Form>
      {accounts.length > 0 && (
        <>
          <Divider plain>{t('demonstrationAccounts')}</Divider>
          <div className="account-list">
            {accounts.map((account) => (
              <Button
                key={account.personId}
                onClick={() =>
                  enter.mutate({ path: '/api/session/demonstration', body: { personId: account.personId } })
                }
              >
                <span>
                  <DemonstrationTag />
                  {account.name}
                </span>
                <span className="muted">
                  {account.unitName} · {roleText(t, account.role)}
                </span>
              </Button>
            ))}
          </div>
          <p className="muted" style={{ margin: '10px 0 0', fontSize: 12 }}>
            {t('demonstrationNote')}
          </p>
        </>
      )}
    </Entrance>
  );
}
