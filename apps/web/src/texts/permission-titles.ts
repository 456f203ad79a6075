import type { HostPermission } from '@qipan/host/contract';
import type { ModulePermission } from '@qipan/modules';
import type { Pair } from './texts.ts';

/** What each permission lets a post or a program do. A permission without a title does not compile. */
const titles: Readonly<Record<ModulePermission | HostPermission, Pair>> = {
  'host.own': ['本人账号、通知和待同意事项', 'Own account, notices and matters to agree to'],
  'host.tokens': ['管理本人的程序令牌', 'Own tokens for programs'],
  'host.people': ['管理人员和岗位', 'Manage people and posts'],
  'host.maintain': ['系统维护', 'Maintain the system'],
  'host.audit': ['查看审计记录', 'Read the audit'],
  'parties.read': ['查看单位名录', 'Read the register of units'],
  'parties.manage': ['管理单位名录', 'Manage the register of units'],
  'documents.read': ['查看文件', 'Read documents'],
  'documents.decompose': ['导入和拆解文件', 'Import and decompose documents'],
  'programme.read': ['查看任务和清单', 'Read tasks and lists'],
  'programme.confirm': ['确认和调整任务', 'Confirm and change tasks'],
  'supervision.read': ['查看督办情况', 'Read how tasks stand'],
  'supervision.report': ['填报任务进展', 'Report on tasks'],
  'supervision.supervise': ['督办任务', 'Supervise tasks'],
};

/** The title of a permission; null for one that a newer server or an older token names. */
export function permissionTitle(name: string, language: 'zh' | 'en'): string | null {
  const found = Object.entries(titles).find(([known]) => known === name)?.[1];
  return found ? found[language === 'zh' ? 0 : 1] : null;
}
