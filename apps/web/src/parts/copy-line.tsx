import { Button, Input, Space } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language.tsx';

/** A text to hand on, with a button that copies it. */
export function CopyLine({ label, text, testId }: { label: string; text: string; testId: string }) {
  const { t } = useLanguage();
  const [copied, setCopied] = useState(false);
  return (
    <div style={{ marginBottom: 16 }}>
      <p>{label}</p>
      <Space.Compact block>
        <Input
          readOnly
          value={text}
          aria-label={label}
          onFocus={(event) => event.target.select()}
          data-testid={testId}
        />
        <Button
          onClick={async () => {
            await navigator.clipboard?.writeText(text).catch(() => undefined);
            setCopied(true);
          }}
        >
          {copied ? t('copied') : t('copy')}
        </Button>
      </Space.Compact>
    </div>
  );
}
