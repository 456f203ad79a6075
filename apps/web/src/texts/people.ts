import type { Texts } from './texts.ts';

/** Texts of persons and their posts. */
export const peopleTexts = {
  role: ['岗位', 'Post'],
  addPerson: ['添加人员', 'Add a person'],
  issueLink: ['发一次性链接', 'Issue a one-time link'],
  lock: ['停用', 'Lock'],
  unlock: ['启用', 'Unlock'],
  locked: ['已停用', 'Locked'],
  noPassword: ['未设密码', 'No password yet'],
  state: ['状态', 'State'],
  normal: ['正常', 'Active'],
  posts: ['岗位', 'Posts'],
  postsOf: ['{name} 的岗位', 'Posts of {name}'],
  addPost: ['增加岗位', 'Add a post'],
  endPost: ['结束岗位', 'End the post'],
  endPostAsk: ['最后一天（含）：', 'The last day on which it is valid:'],
  postFrom: ['起始日期', 'From'],
  postTo: ['结束日期', 'To'],
} as const satisfies Texts;
