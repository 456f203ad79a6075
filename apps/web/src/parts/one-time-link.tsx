import { useLanguage } from '../language.tsx';
import { CopyLine } from './copy-line.tsx';

/** A one-time link to hand to a person. */
export function OneTimeLink({ token }: { token: string }) {
  const { t } = useLanguage();
  return <CopyLine label={t('linkReady')} text={`${window.location.origin}/join#${token}`} testId="one-time-link" />;
}
