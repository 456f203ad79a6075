import { defineManifest, roles } from '@qipan/kernel';
import { approvalOperations } from './approvals/operations.ts';
import { auditOperations } from './identity/audit-operations.ts';
import { importPeople } from './identity/import-people.ts';
import { ownAccountOperations } from './identity/own-account.ts';
import { peopleOperations } from './identity/people.ts';
import { postOperations } from './identity/post-operations.ts';
import { permissionOperations } from './identity/permission-operations.ts';
import { tokenOperations } from './identity/tokens.ts';
import { maintenanceJobs } from './jobs/maintenance.ts';
import { jobOperations } from './jobs/operations.ts';
import { hostMessages } from './messages.ts';
import { noticeOperations } from './notices/operations.ts';
import { hostMigrations } from './schema.ts';

/** The host's own operations, declared like those of any module: persons, audit, approvals, notifications, jobs, tokens. */
export const hostManifest = defineManifest({
  name: 'host',
  title: { zh: '系统', en: 'System' },
  uses: [],
  permissions: {
    'host.own': roles,
    'host.tokens': ['reform-office', 'responsible-unit', 'leader', 'auditor'],
    'host.people': ['administrator'],
    'host.maintain': ['administrator'],
    'host.audit': ['auditor'],
  },
  operations: [
    ...peopleOperations,
    importPeople,
    ...postOperations,
    ...ownAccountOperations,
    ...auditOperations,
    ...approvalOperations,
    ...noticeOperations,
    ...jobOperations,
    ...tokenOperations,
    ...permissionOperations,
  ],
  jobs: maintenanceJobs,
  migrations: hostMigrations,
  messages: hostMessages,
  tables: {
    'host.person': {
      title: { zh: '人员', en: 'Person' },
      label: 'name',
      columns: {
        name: { zh: '姓名', en: 'Name' },
        login: { zh: '用户名', en: 'Login' },
        phone: { zh: '电话', en: 'Phone' },
        locked: { zh: '停用', en: 'Locked' },
      },
    },
    'host.post': {
      title: { zh: '岗位', en: 'Post' },
      label: 'unit_name',
      namedBy: { column: 'person_id', table: 'host.person' },
      columns: {
        unit_name: { zh: '单位', en: 'Unit' },
        role: { zh: '角色', en: 'Role' },
        valid_from: { zh: '起', en: 'From' },
        valid_to: { zh: '止', en: 'To' },
      },
    },
  },
});
