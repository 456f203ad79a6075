import { useLanguage } from '../../language.tsx';
import type { TextKey } from '../../texts/index.ts';
import type { Row } from './documents-api.ts';

const kindTexts = {
  task: 'kindTask',
  requirement: 'kindRequirement',
  principle: 'kindPrinciple',
  background: 'kindBackground',
} as const;

export function kindText(t: (key: TextKey) => string, kind: Row['item']['kind']): string {
  return t(kindTexts[kind]);
}

/** 原文, 推断, 建议, 待明确, or changed by a person, in whose name and when. */
export function ProvenanceTag({ row, field }: { row: Row; field: string }) {
  const { t } = useLanguage();
  const edit = row.edits[field];
  if (edit)
    return (
      <span className="provenance edited" title={`${edit.by} ${edit.at.slice(0, 10)}`}>
        {t('edited')}
      </span>
    );
  const provenance = row.item.provenance[field];
  if (!provenance) return null;
  return (
    <span
      className={provenance.kind === 'unclear' ? 'provenance unclear-kind' : 'provenance'}
      title={provenance.because}
    >
      {t(provenance.kind)}
    </span>
  );
}

/** What the engine had read, beside a person's edit. */
export function OriginalValue({ row, field, show }: { row: Row; field: string; show(item: Row['item']): string }) {
  const { t } = useLanguage();
  if (!row.edits[field] || !row.original) return null;
  return (
    <div className="original-value">
      {t('original')}：{show(row.original) || t('empty')}
    </div>
  );
}
