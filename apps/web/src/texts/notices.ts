import type { Texts } from './texts.ts';

/** Texts of the notifications. */
export const noticesTexts = {
  notices: ['提醒', 'Notifications'],
  noticesUnseen: ['提醒，{count} 条未读', 'Notifications, {count} unread'],
  markSeen: ['全部标为已读', 'Mark all as read'],
  unread: ['未读', 'Unread'],
  noNotices: ['没有提醒。', 'No notifications.'],
  menu: ['菜单', 'Menu'],
} as const satisfies Texts;
