/** A text in both languages of the interface. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

/** The posts that a person can hold. 改革办, 责任单位, 领导, 审计, 管理员. */
export const roles = ['reform-office', 'responsible-unit', 'leader', 'auditor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Roles whose post reads by region: every row of their region's subtree. 责任单位 never does. */
export const rolesReadingByRegion: readonly Role[] = ['reform-office', 'leader', 'auditor'];
