import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Space } from 'antd';
import { useMemo, useState } from 'react';
import { encode } from 'uqr';
import { call } from '../../api/client.ts';
import { useLanguage } from '../../language.tsx';
import { Failure } from '../../parts/states.tsx';

/** Sets a second factor up in two steps (secret, then a first code), or gives it up with a code. */
export function SecondFactor({ on }: { on: boolean }) {
  const { t } = useLanguage();
  const queries = useQueryClient();
  const [ending, setEnding] = useState(false);
  const again = async () => {
    setEnding(false);
    await queries.invalidateQueries({ queryKey: ['account'] });
  };
  const begin = useMutation({ mutationFn: () => call('host.begin-second-factor', {}) });
  const confirm = useMutation({
    mutationFn: (code: string) => call('host.confirm-second-factor', { code }),
    onSuccess: async () => {
      begin.reset();
      await again();
    },
  });
  const end = useMutation({
    mutationFn: (code: string) => call('host.end-second-factor', { code }),
    onSuccess: again,
  });
  const error = begin.error ?? confirm.error ?? end.error;
  return (
    <section className="panel question" aria-labelledby="second-factor">
      <h2 id="second-factor">{t('secondFactor')}</h2>
      <p>{t(on ? 'secondFactorOn' : 'secondFactorOff')}</p>
      {!on && !begin.data && (
        <Button loading={begin.isPending} onClick={() => begin.mutate()}>
          {t('beginSecondFactor')}
        </Button>
      )}
      {!on && begin.data && (
        <>
          <p>{t('scanCode')}</p>
          <QrCode text={begin.data.address} label={t('qrCode')} />
          <p>
            {t('secretText')}
            <code data-testid="totp-secret">{begin.data.secret}</code>
          </p>
          <CodeForm label={t('code')} action={t('confirmCode')} busy={confirm.isPending} onCode={confirm.mutate} />
        </>
      )}
      {on && !ending && <Button onClick={() => setEnding(true)}>{t('endSecondFactor')}</Button>}
      {on && ending && (
        <CodeForm label={t('endCode')} action={t('endSecondFactor')} busy={end.isPending} onCode={end.mutate} />
      )}
      {error && <Failure error={error} />}
    </section>
  );
}

interface CodeFormProps {
  readonly label: string;
  readonly action: string;
  readonly busy: boolean;
  onCode(code: string): void;
}

function CodeForm({ label, action, busy, onCode }: CodeFormProps) {
  return (
    <Form layout="vertical" requiredMark={false} onFinish={({ code }: { code: string }) => onCode(code.trim())}>
      <Form.Item name="code" label={label} rules={[{ required: true, pattern: /^\s*\d{6}\s*$/, message: label }]}>
        <Input autoComplete="one-time-code" inputMode="numeric" maxLength={8} style={{ width: 160 }} />
      </Form.Item>
      <Space>
        <Button type="primary" htmlType="submit" loading={busy}>
          {action}
        </Button>
      </Space>
    </Form>
  );
}

/** One path of squares: dark on white whatever the theme, with the quiet border that readers need. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const code = encode(text, { border: 4 });
    const squares = code.data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { size: code.size, path: squares.join('') };
  }, [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={220}
      height={220}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
