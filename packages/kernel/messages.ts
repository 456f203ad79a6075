import type { Message, MessageCatalogue } from './manifest.ts';
import type { Refusal } from './outcome.ts';

export type Language = 'zh' | 'en';

/** Messages of the kernel's own refusals. */
export const kernelMessages: MessageCatalogue = {
  'calendar.unpublished-year': {
    zh: {
      because: '{year} 年的放假和调休安排尚未公布（或本机没有），不能计算工作日。',
      remedy: '公布后更新日历数据，或改用自然日。',
    },
    en: {
      because:
        'The holiday and make-up workday arrangement of {year} is not published (or not held here), so workdays cannot be counted.',
      remedy: 'Update the calendar once it is published, or count calendar days.',
    },
  },
  'calendar.no-date': {
    zh: { because: '“{date}”不是一个日期。', remedy: '请写成 2026-03-31 这样的形式。' },
    en: { because: '"{date}" is no date.', remedy: 'Write it like 2026-03-31.' },
  },
  'calendar.no-count': {
    zh: { because: '工作日数“{count}”不在 1 到 2000 之间。', remedy: '请填 1 到 2000 的整数。' },
    en: {
      because: 'The number of workdays "{count}" is not between 1 and 2000.',
      remedy: 'Give a whole number from 1 to 2000.',
    },
  },
};

/** One catalogue out of many; a code said twice is a programmer's error. */
export function joinCatalogues(catalogues: readonly MessageCatalogue[]): MessageCatalogue {
  const joined: Record<string, MessageCatalogue[string]> = {};
  for (const catalogue of catalogues) {
    for (const [code, message] of Object.entries(catalogue)) {
      if (joined[code]) throw new Error(`message ${code} is said twice`);
      joined[code] = message;
    }
  }
  return joined;
}

/** A refusal in words. A code without an entry is shown as itself, so that nothing is hidden. */
export function renderMessage(
  catalogue: MessageCatalogue,
  refusal: Pick<Refusal, 'code' | 'values'>,
  language: Language,
): Message {
  const entry = catalogue[refusal.code]?.[language];
  if (!entry) return { because: refusal.code, remedy: '' };
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in refusal.values ? String(refusal.values[name]) : whole,
    );
  return { because: fill(entry.because), remedy: fill(entry.remedy) };
}
