import { Select } from 'antd';
import { useLanguage } from '../../language.tsx';
import type { Level } from './compare-lines.ts';

export const levelTexts = {
  national: 'levelNational',
  province: 'levelProvince',
  city: 'levelCity',
  county: 'levelCounty',
  joint: 'levelJoint',
} as const;
const levels: readonly Level[] = ['national', 'province', 'city', 'county', 'joint'];

/** Where in the ladder a document stands. */
export function LevelSelect({ level, onChange }: { level: Level; onChange(level: Level): void }) {
  const { t, language } = useLanguage();
  return (
    <Select
      value={level}
      aria-label={t('level')}
      style={{ width: language === 'zh' ? 140 : 150 }}
      onChange={onChange}
      options={levels.map((value) => ({ value, label: t('levelOf', { level: t(levelTexts[value]) }) }))}
    />
  );
}
