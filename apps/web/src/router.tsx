import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { NotFound } from './parts/states.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: lazyRouteComponent(() => import('./parts/shell.tsx'), 'Shell'),
});

const outside = [
  createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    component: lazyRouteComponent(() => import('./panels/session/sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyRouteComponent(() => import('./panels/session/setup-page.tsx'), 'SetupPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/join',
    component: lazyRouteComponent(() => import('./panels/session/join-page.tsx'), 'JoinPage'),
  }),
];

const pages = [
  createRoute({
    getParentRoute: () => inside,
    path: '/',
    component: lazyRouteComponent(() => import('./panels/start/start-page.tsx'), 'StartPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/approvals',
    component: lazyRouteComponent(() => import('./panels/approvals/approvals-page.tsx'), 'ApprovalsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/approvals/$approvalId',
    component: lazyRouteComponent(() => import('./panels/approvals/approval-page.tsx'), 'ApprovalPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/account',
    component: lazyRouteComponent(() => import('./panels/account/account-page.tsx'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/jobs',
    component: lazyRouteComponent(() => import('./panels/jobs/jobs-page.tsx'), 'JobsPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/permissions',
    component: lazyRouteComponent(() => import('./panels/permissions/permissions-page.tsx'), 'PermissionsPage'),
  }),
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
    path: '/documents/$documentId/compare',
    component: lazyRouteComponent(() => import('./panels/documents/compare-page.tsx'), 'ComparePage'),
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
    path: '/board',
    component: lazyRouteComponent(() => import('./panels/supervision/board-page.tsx'), 'BoardPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/board/$taskId',
    component: lazyRouteComponent(() => import('./panels/supervision/board-page.tsx'), 'BoardPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/rules',
    component: lazyRouteComponent(() => import('./panels/supervision/rules-page.tsx'), 'RulesPage'),
  }),
  createRoute({
    getParentRoute: () => inside,
    path: '/search',
    component: lazyRouteComponent(() => import('./panels/search/search-page.tsx'), 'SearchPage'),
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
