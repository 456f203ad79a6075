import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Refused, request } from '../../api/client.ts';
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
  const [codeAsked, setCodeAsked] = useState(false);
  const enter = useMutation({
    mutationFn: (given: { path: string; body: unknown }) => request('POST', given.path, given.body),
    onError: (error) => {
      if (error instanceof Refused && error.problem.code === 'host.code-needed') setCodeAsked(true);
    },
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: '/' });
    },
  });
  if (session.data?.actor) return <Navigate to="/" replace />;
  const accounts = session.data?.demonstrationAccounts ?? [];
  return (
    <Entrance place={session.data?.place.name}>
      <SignInForm
        codeAsked={codeAsked}
        busy={enter.isPending}
        error={enter.error}
        onSubmit={(body) => enter.mutate({ path: '/api/session', body })}
      />
      {accounts.length > 0 && (
        <>
          <h2 className="quiet-head">{t('demonstrationAccounts')}</h2>
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

interface Entry {
  readonly login: string;
  readonly password: string;
  readonly code?: string;
}

interface SignInFormProps {
  readonly codeAsked: boolean;
  readonly busy: boolean;
  readonly error: Error | null;
  onSubmit(entry: Entry): void;
}

/** A plain form: the first page that a person sees is to be there at once, also over a slow line. */
function SignInForm({ codeAsked, busy, error, onSubmit }: SignInFormProps) {
  const { t } = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [entry, setEntry] = useState({ login: '', password: '', code: '' });
  const [tried, setTried] = useState(false);
  const first = codeAsked ? 'code' : 'login';
  useEffect(() => form.current?.querySelector<HTMLInputElement>(`#${first}`)?.focus(), [first]);
  const asked = codeAsked ? (['login', 'password', 'code'] as const) : (['login', 'password'] as const);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const missing = asked.find((name) => entry[name].trim() === '');
    if (missing) return form.current?.querySelector<HTMLInputElement>(`#${missing}`)?.focus();
    const { login, password, code } = entry;
    return onSubmit(codeAsked ? { login, password, code: code.trim() } : { login, password });
  };
  const field = (name: keyof typeof entry) => ({
    id: name,
    value: entry[name],
    onChange: (event: { target: { value: string } }) => setEntry({ ...entry, [name]: event.target.value }),
    'aria-required': true,
    ...(tried && entry[name].trim() === '' && { 'aria-invalid': true }),
  });
  return (
    <form ref={form} className="plain-form" onSubmit={submit} noValidate>
      <label htmlFor="login">{t('userName')}</label>
      <input {...field('login')} autoComplete="username" />
      <label htmlFor="password">{t('password')}</label>
      <input {...field('password')} type="password" autoComplete="current-password" />
      {codeAsked && (
        <>
          <label htmlFor="code">{t('code')}</label>
          <input {...field('code')} autoComplete="one-time-code" inputMode="numeric" maxLength={8} />
        </>
      )}
      {error && <Failure error={error} />}
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('signIn')}
      </Button>
    </form>
  );
}
