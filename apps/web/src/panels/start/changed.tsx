import { useLanguage } from '../../language.tsx';
import { NoticeLine, useNotices } from '../../parts/notices.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { Question } from './question.tsx';

const listedAtMost = 6;

/** The latest notifications: what has changed for this person. */
export function Changed() {
  const { t } = useLanguage();
  const found = useNotices();
  const notices = found.data?.notices ?? [];
  return (
    <Question ask={t('askChanged')}>
      {found.error && <Failure error={found.error} />}
      {found.isPending && <Loading />}
      {found.data && notices.length === 0 && <p className="muted">{t('noChanges30')}</p>}
      <ul className="line-list">
        {notices.slice(0, listedAtMost).map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
      </ul>
    </Question>
  );
}
