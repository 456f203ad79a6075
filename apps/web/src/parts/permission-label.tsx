import { useLanguage } from '../language.tsx';
import { permissionTitle } from '../texts/permission-titles.ts';

/** A permission in words, with its code small behind: programs and refusals name it by the code. */
export function PermissionLabel({ name }: { name: string }) {
  const { language } = useLanguage();
  const title = permissionTitle(name, language);
  return (
    <>
      {title} <span className="muted small">{name}</span>
    </>
  );
}
