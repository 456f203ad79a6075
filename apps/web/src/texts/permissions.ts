import type { Texts } from './texts.ts';

/** Texts of who may do what. */
export const permissionsTexts = {
  permissions: ['权限', 'Permissions'],
  permissionsLead: [
    '岗位能做什么由程序规定，不能逐人改动。',
    'What a post may do is fixed by the program, not person by person.',
  ],
  operation: ['操作', 'Operation'],
  kindQuery: ['查询', 'Query'],
  kindCommand: ['办理', 'Command'],
  kindCalculation: ['计算', 'Calculation'],
  searchOperations: ['搜索操作', 'Search operations'],
  mayDo: ['可以', 'may'],
  mayNotDo: ['不可以', 'may not'],
  noOperation: ['没有符合的操作。', 'No operation matches.'],
  onlyOwn: ['只看本岗位', 'Only my post'],
} as const satisfies Texts;
