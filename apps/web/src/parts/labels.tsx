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

/** Local time of an ISO instant, to the minute. */
export function shownTime(instant: string, language: 'zh' | 'en'): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  }).format(new Date(instant));
}

/** An ISO date in the words of the language. */
export function shownDate(date: string, language: 'zh' | 'en'): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    dateStyle: language === 'zh' ? 'long' : 'medium',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
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
