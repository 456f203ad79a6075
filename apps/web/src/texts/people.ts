import type { Texts } from './texts.ts';

/** Texts of persons and their posts. */
export const peopleTexts = {
  role: ['岗位', 'Post'],
  addPerson: ['添加人员', 'Add a person'],
  importPeople: ['从表格导入人员', 'Import people from a sheet'],
  importPeopleLead: [
    '表头须有“姓名”“用户名”“单位”“岗位”，可有“电话”。岗位写：改革办、责任单位、领导、审计、管理员。已有人员按用户名认，只改电话，单位和岗位不变；不停用任何人。',
    'The sheet needs the columns 姓名 (name), 用户名 (user name), 单位 (unit) and 岗位 (post), and may have 电话 (phone). A post is one of 改革办, 责任单位, 领导, 审计, 管理员. Known people are recognised by user name and take over the phone alone; their posts stay, nobody is locked.',
  ],
  renameFromSheet: [
    '同一用户名的姓名以表为准（只在本人改名时选）',
    'Take names over for the same login (only for people who changed theirs)',
  ],
  peopleImported: [
    '新增 {added} 人，修改 {changed} 人，{same} 人没有变化。',
    '{added} added, {changed} changed, {same} as they were.',
  ],
  importedLinks: [
    '请把一次性链接分别交给本人（7 天内有效，只能用一次）。关闭后不再显示，可在人员列表中重新发。',
    'Hand each person their one-time link (valid for 7 days, works once). They are not shown again; new ones can be issued in the list of people.',
  ],
  copyAllLinks: ['复制全部', 'Copy all'],
  issueLink: ['发一次性链接', 'Issue a one-time link'],
  lock: ['停用', 'Lock'],
  unlock: ['启用', 'Unlock'],
  locked: ['已停用', 'Locked'],
  noPassword: ['未设密码', 'No password yet'],
  state: ['状态', 'State'],
  normal: ['正常', 'Active'],
  posts: ['岗位', 'Posts'],
  postsOf: ['{name}的岗位', 'Posts of {name}'],
  addPost: ['增加岗位', 'Add a post'],
  endPost: ['结束岗位', 'End the post'],
  endPostAsk: ['最后一天（含）：', 'The last day on which it is valid:'],
  postFrom: ['起始日期', 'From'],
  postTo: ['结束日期', 'To'],
} as const satisfies Texts;
