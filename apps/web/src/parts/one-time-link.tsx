import { useLanguage } from '../language.tsx';
import { CopyLine } from './copy-line.tsx';

/** Where a person sets the password with the token of a one-time link. */
export function joinAddress(token: string): string {
  return `${window.location.origin}/join#${token}`;
}

/** A one-time link to hand to a person. */
export function OneTimeLink({ token }: { token: string }) {
  const { t } = useLanguage();
  return <CopyLine label={t('linkReady')} text={joinAddress(token)} testId="one-time-link" />;
}
