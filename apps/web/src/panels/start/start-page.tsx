import { useSession } from '../../api/session.ts';
import { useLanguage } from '../../language.tsx';
import { dayFromToday, roleText, shownDate, TitleLine } from '../../parts/labels.tsx';
import { Changed } from './changed.tsx';
import { LateTasks, OwnTasks } from './late-tasks.tsx';
import { AuditPointer, OpenDocuments, PeopleState } from './of-a-role.tsx';
import { Waiting } from './waiting.tsx';

/** The first page: questions that an officer of this post asks in the morning, each with its answer. */
export function StartPage() {
  const { t, language } = useLanguage();
  const actor = useSession().data?.actor;
  if (!actor) return null;
  const { role } = actor;
  const scope = [shownDate(dayFromToday(), language), actor.unitName, roleText(t, role)].join(' · ');
  return (
    <div className="page">
      <TitleLine title={t('startTitle')} scope={scope} />
      <div className="questions flow">
        <Waiting />
        {role === 'responsible-unit' && <OwnTasks />}
        {role !== 'administrator' && <LateTasks />}
        {role === 'reform-office' && <OpenDocuments />}
        {role === 'administrator' && <PeopleState />}
        {role === 'auditor' && <AuditPointer />}
        <Changed />
      </div>
    </div>
  );
}
