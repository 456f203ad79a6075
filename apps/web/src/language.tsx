import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { setRequestLanguage } from './api/client.ts';
import { fillText } from './texts/fill.ts';
import { type TextKey, texts } from './texts/index.ts';

export type Language = 'zh' | 'en';

interface LanguageState {
  readonly language: Language;
  readonly t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;
  setLanguage(language: Language): void;
}

const LanguageContext = createContext<LanguageState | null>(null);
const storageKey = 'qipan.language';

function remembered(): Language {
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'zh';
}

/** The chosen language for the page and for the server's messages. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, choose] = useState<Language>(remembered);
  setRequestLanguage(language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  const t = useCallback(
    (key: TextKey, values: Readonly<Record<string, string | number>> = {}) =>
      fillText(texts.get(key)?.[language === 'zh' ? 0 : 1] ?? key, values),
    [language],
  );
  const state = useMemo<LanguageState>(
    () => ({
      language,
      t,
      setLanguage(next) {
        localStorage.setItem(storageKey, next);
        setRequestLanguage(next);
        choose(next);
      },
    }),
    [language, t],
  );
  return <LanguageContext.Provider value={state}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext);
  if (!state) throw new Error('useLanguage outside LanguageProvider');
  return state;
}
