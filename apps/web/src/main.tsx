import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Refused, Waits } from './api/client.ts';
import { LanguageProvider, useLanguage } from './language.tsx';
import { router } from './router.tsx';
import './style.css';
import { theme } from './theme.ts';

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => onSignedOut(error) }),
  mutationCache: new MutationCache({
    onError: (error) => {
      onSignedOut(error);
      // Every page shows the submission where the person acted (parts/states); the lists of what waits are read again.
      if (error instanceof Waits) void queries.invalidateQueries({ queryKey: ['approvals'] });
    },
  }),
  defaultOptions: {
    queries: {
      retry: (count, error) =>
        !(error instanceof Refused && error.problem.status >= 400 && error.problem.status < 500) && count < 2,
      refetchOnWindowFocus: false,
      staleTime: 5_000,
    },
  },
});

/** A session that has ended is read again, which leads to the sign-in page. */
function onSignedOut(error: Error): void {
  if (error instanceof Refused && error.problem.code === 'host.signed-out')
    void queries.invalidateQueries({ queryKey: ['session'] });
}

function Root() {
  const { language } = useLanguage();
  return (
    <ConfigProvider locale={language === 'zh' ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  );
}

/** Two characters look alike on a machine without Chinese fonts: both are the box of a missing sign. */
function lacksChinese(): boolean {
  const [one, other] = ['\u56fd', '\u4e00'].map((sign) => {
    const canvas = document.createElement('canvas');
    canvas.width = 24;
    canvas.height = 24;
    const pen = canvas.getContext('2d');
    if (pen) pen.font = '16px sans-serif';
    pen?.fillText(sign, 2, 18);
    return canvas.toDataURL();
  });
  return one === other;
}

// Such a machine takes our font, slice by slice; all others never ask for a byte of it.
if (lacksChinese()) void import('@fontsource/noto-sans-sc/400.css');

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <Root />
    </LanguageProvider>
  </StrictMode>,
);
