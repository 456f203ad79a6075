import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLanguage } from '../../language.tsx';

/** The frame of the pages before sign-in. */
export function Entrance({
  place,
  children,
  wide = false,
}: {
  place?: string | undefined;
  children: ReactNode;
  wide?: boolean;
}) {
  const { t, language, setLanguage } = useLanguage();
  return (
    <main className="entrance">
      <div className={wide ? 'panel box wide' : 'panel box'}>
        <div style={{ display: 'flex', alignItems: 'baseline', gap: 12 }}>
          <h1>{t('product')}</h1>
          <span className="muted" style={{ flex: 1 }}>
            {place}
          </span>
          <Button size="small" type="text" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            {t('language')}
          </Button>
        </div>
        <p className="muted" style={{ margin: '4px 0 20px' }}>
          {t('slogan')}
        </p>
        {children}
      </div>
    </main>
  );
}

/** The one-time token that an address carries after #, which no server log sees. */
export function tokenFromAddress(): string {
  return window.location.hash.slice(1);
}
