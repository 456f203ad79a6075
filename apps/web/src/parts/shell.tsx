import { MenuOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useNavigate } from '@tanstack/react-router';
import { App as AntApp, Button, Drawer } from 'antd';
import { Suspense, useState } from 'react';
import { request } from '../api/client.ts';
import type { OperationName } from '../api/operations.ts';
import { type Session, useCatalogue, useMay, useSession } from '../api/session.ts';
import { useLanguage } from '../language.tsx';
import type { TextKey } from '../texts/index.ts';
import { SearchBox } from './search-box.tsx';
import { DemonstrationTag, roleText } from './labels.tsx';
import { NoticeBell } from './notices.tsx';
import { Failure, Loading } from './states.tsx';

interface PageLink {
  readonly to:
    | '/'
    | '/documents'
    | '/tasks'
    | '/board'
    | '/lists'
    | '/approvals'
    | '/units'
    | '/people'
    | '/audit'
    | '/jobs';
  readonly text: TextKey;
  readonly needs: OperationName;
  /** Only for this post: all others find it in their account's menu. */
  readonly role?: string;
}

const pages: readonly PageLink[] = [
  { to: '/', text: 'startTitle', needs: 'host.list-notices' },
  { to: '/documents', text: 'documents', needs: 'documents.list-documents' },
  { to: '/tasks', text: 'tasks', needs: 'programme.list-tasks' },
  { to: '/board', text: 'board', needs: 'supervision.read-board' },
  { to: '/lists', text: 'lists', needs: 'programme.read-lists' },
  { to: '/approvals', text: 'approvalsShort', needs: 'host.list-approvals' },
  { to: '/units', text: 'units', needs: 'parties.list-units' },
  { to: '/people', text: 'people', needs: 'host.list-people' },
  { to: '/audit', text: 'audit', needs: 'host.read-audit' },
  { to: '/jobs', text: 'jobs', needs: 'host.list-jobs', role: 'administrator' },
];

/** The frame of every page inside: where one can go, who one is. */
export function Shell() {
  const session = useSession();
  const catalogue = useCatalogue();
  if (session.isPending) return <Loading />;
  if (session.error) return <Failure error={session.error} retry={() => void session.refetch()} />;
  const { actor, place } = session.data;
  if (!actor) return <Navigate to="/sign-in" replace />;
  return (
    <AntApp className="shell">
      <TopBar actor={actor} place={place.name} />
      <main className="content">
        {/* Without it no page knows what this person may do or how a message reads: nothing would be there, and nothing said. */}
        {catalogue.error && <Failure error={catalogue.error} retry={() => void catalogue.refetch()} />}
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </AntApp>
  );
}

function TopBar({ actor, place }: { actor: NonNullable<Session['actor']>; place: string }) {
  const { t, language, setLanguage } = useLanguage();
  const [open, setOpen] = useState(false);
  const may = useMay();
  const signOut = useSignOut();
  const name = `${actor.personName} · ${actor.unitName} · ${roleText(t, actor.role)}`;
  const change = () => setLanguage(language === 'zh' ? 'en' : 'zh');
  return (
    <header className="topbar">
      <Link to="/" className="brand">
        {t('product')}
      </Link>
      <span className="place">{place}</span>
      <nav className="wide-only">
        <PageLinks role={actor.role} />
      </nav>
      <span className="spacer" />
      <SearchBox />
      {actor.demonstration && <DemonstrationTag />}
      <NoticeBell />
      <Link to="/account" className="who wide-only" title={name}>
        {name}
      </Link>
      <Button className="wide-only" size="small" type="text" onClick={change}>
        {t('language')}
      </Button>
      <Button className="wide-only" size="small" type="text" onClick={() => void signOut()}>
        {t('signOut')}
      </Button>
      <Button
        className="narrow-only"
        type="text"
        aria-label={t('menu')}
        icon={<MenuOutlined />}
        onClick={() => setOpen(true)}
      />
      <Drawer open={open} onClose={() => setOpen(false)} title={name} size={280} className="menu-drawer">
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link is left by click and by Enter alike, which is a click */}
        <nav className="menu-list" onClick={() => setOpen(false)}>
          <PageLinks role={actor.role} />
          {may('programme.search') && (
            <Link to="/search" className="nav">
              {t('searchShort')}
            </Link>
          )}
          <Link to="/account" className="nav">
            {t('account')}
          </Link>
          <Button onClick={change}>{t('language')}</Button>
          <Button onClick={() => void signOut()}>{t('signOut')}</Button>
        </nav>
      </Drawer>
    </header>
  );
}

function PageLinks({ role }: { role: string }) {
  const { t } = useLanguage();
  const may = useMay();
  return pages
    .filter((page) => may(page.needs) && (page.role === undefined || page.role === role))
    .map((page) => (
      <Link
        key={page.to}
        to={page.to}
        className="nav"
        activeOptions={{ exact: page.to === '/' }}
        activeProps={{ className: 'nav active' }}
      >
        {t(page.text)}
      </Link>
    ));
}

function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await request('DELETE', '/api/session').catch(() => undefined);
    queries.clear();
    await navigate({ to: '/sign-in' });
  };
}
