import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language.tsx';

/** A one-time link to hand to a person. */
export function OneTimeLink({ token }: { token: string }) {
  const { t } = useLanguage();
  const [copied, setCopied] = useState(false);
  const address = `${window.location.origin}/join#${token}`;
  return (
    <div style={{ marginBottom: 16 }}>
      <p>{t('linkReady')}</p>
      <Space.Compact block>
        <Input
          readOnly
          value={address}
          aria-label={t('linkReady')}
          onFocus={(event) => event.target.select()}
          data-testid="one-time-link"
        />
        <Button
          onClick={async () => {
            await navigator.clipboard?.writeText(address).catch(() => undefined);
            setCopied(true);
          }}
        >
          {copied ? t('copied') : t('copy')}
        </Button>
      </Space.Compact>
    </div>
  );
}
