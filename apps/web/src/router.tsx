import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
} from '@tanstack/react-router';
import { Shell } from './parts/shell.tsx';
import { NotFound } from './parts/states.tsx';
import { JoinPage } from './panels/session/join-page.tsx';
import { SetupPage } from './panels/session/setup-page.tsx';
import { SignInPage } from './panels/session/sign-in-page.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Shell });

const outside = [
  createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage }),
  createRoute({ getParentRoute: () => root, path: '/setup', component: SetupPage }),
  createRoute({ getParentRoute: () => root, path: '/join', component: JoinPage }),
];

function start() {
  return <Navigate to="/tasks" replace />;
}

const pages = [
  createRoute({ getParentRoute: () => inside, path: '/', component: start }),
  createRoute({
    getParentRoute: () => inside,
    path: '/documents',
    component: lazyRouteComponent(() => import('./panels/documents/documents-page.tsx'), 'DocumentsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/documents/$documentId',
    component: lazyRouteComponent(() => import('./panels/documents/review-page.tsx'), 'ReviewPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/tasks',
    component: lazyRouteComponent(() => import('./panels/programme/tasks-page.tsx'), 'TasksPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/tasks/$taskId',
    component: lazyRouteComponent(() => import('./panels/programme/tasks-page.tsx'), 'TasksPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/lists',
    component: lazyRouteComponent(() => import('./panels/programme/lists-page.tsx'), 'ListsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/units',
    component: lazyRouteComponent(() => import('./panels/parties/units-page.tsx'), 'UnitsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/people',
    component: lazyRouteComponent(() => import('./panels/people/people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/audit',
    component: lazyRouteComponent(() => import('./panels/audit/audit-page.tsx'), 'AuditPage'),
  }),
];

export const router = createRouter({ routeTree: root.addChildren([...outside, inside.addChildren(pages)]) });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
