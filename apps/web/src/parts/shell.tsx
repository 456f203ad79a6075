import { useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { request } from '../api/client.ts';
import { useMay, useSession } from '../api/session.ts';
import { useLanguage } from '../language.tsx';
import type { TextKey } from '../texts.ts';
import { DemonstrationTag, roleText } from './labels.tsx';
import { Failure, Loading } from './states.tsx';

const pages: readonly {
  to: '/documents' | '/tasks' | '/lists' | '/units' | '/people' | '/audit';
  text: TextKey;
  needs: string;
}[] = [
  { to: '/documents', text: 'documents', needs: 'documents.list-documents' },
  { to: '/tasks', text: 'tasks', needs: 'programme.list-tasks' },
  { to: '/lists', text: 'lists', needs: 'programme.read-lists' },
  { to: '/units', text: 'units', needs: 'parties.list-units' },
  { to: '/people', text: 'people', needs: 'host.list-people' },
  { to: '/audit', text: 'audit', needs: 'host.read-audit' },
];

/** The frame of every page inside: where one can go, who one is. */
export function Shell() {
  const session = useSession();
  const { t, language, setLanguage } = useLanguage();
  const may = useMay();
  const queries = useQueryClient();
  const navigate = useNavigate();
  if (session.isPending) return <Loading />;
  if (session.error) return <Failure error={session.error} retry={() => void session.refetch()} />;
  const { actor, place } = session.data;
  if (!actor) return <Navigate to="/sign-in" replace />;
  const signOut = async () => {
    await request('DELETE', '/api/session').catch(() => undefined);
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <div className="shell">
      <header className="topbar">
        <span className="brand">{t('product')}</span>
        <span className="place">{place.name}</span>
        <nav>
          {pages
            .filter((page) => may(page.needs))
            .map((page) => (
              <Link key={page.to} to={page.to} className="nav" activeProps={{ className: 'nav active' }}>
                {t(page.text)}
              </Link>
            ))}
        </nav>
        <span className="spacer" />
        {actor.demonstration && <DemonstrationTag />}
        <span className="who">
          {actor.personName} · {actor.unitName} · {roleText(t, actor.role)}
        </span>
        <Button size="small" type="text" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {t('language')}
        </Button>
        <Button size="small" type="text" onClick={() => void signOut()}>
          {t('signOut')}
        </Button>
      </header>
      <Outlet />
    </div>
  );
}
