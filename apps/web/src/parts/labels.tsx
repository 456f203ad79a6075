import { useLanguage } from '../language.tsx';
import type { TextKey } from '../texts/index.ts';

/** Marks made-up data wherever it shows. */
export function DemonstrationTag() {
  const { t } = useLanguage();
  return (
    <span className="demonstration-tag" style={{ marginRight: 8 }}>
      {t('demonstration')}
    </span>
  );
}

const roleTexts: Readonly<Record<string, TextKey>> = {
  'reform-office': 'roleReform',
  'responsible-unit': 'roleUnit',
  leader: 'roleLeader',
  auditor: 'roleAuditor',
  administrator: 'roleAdministrator',
};

export function roleText(t: (key: TextKey) => string, role: string): string {
  const key = roleTexts[role];
  return key ? t(key) : role;
}

/** Made once: a formatter costs more than a thousand dates that it writes, and long lists write many. */
const formats = {
  time: {
    zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' }),
    en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' }),
  },
  date: {
    zh: new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
    en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }),
  },
} as const;

/** Local time of an ISO instant, to the minute. */
export function shownTime(instant: string, language: 'zh' | 'en'): string {
  return formats.time[language].format(new Date(instant));
}

/** An ISO date in the words of the language. */
export function shownDate(date: string, language: 'zh' | 'en'): string {
  return formats.date[language].format(new Date(`${date}T00:00:00Z`));
}

/** Today in Asia/Shanghai, as an ISO date, or so many days from it. */
export function dayFromToday(days = 0): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(
    new Date(Date.now() + days * 86_400_000),
  );
}

/** The title line of every page: what it is, its scope and as-of, its actions at the right. */
export function TitleLine({
  title,
  scope,
  children,
  long = false,
}: {
  title: React.ReactNode;
  scope?: React.ReactNode;
  children?: React.ReactNode;
  long?: boolean;
}) {
  return (
    <div className="title-line">
      <h1 className={long ? 'long' : undefined}>{title}</h1>
      <span className="scope">{scope}</span>
      <div className="actions">{children}</div>
    </div>
  );
}
