import type { Texts } from './texts.ts';

/** Texts of sign-in, set-up and one-time links. */
export const sessionTexts = {
  slogan: ['一张图规划、一盘棋建设', 'One map to plan on, one board to build on'],
  signIn: ['登录', 'Sign in'],
  password: ['密码', 'Password'],
  newPassword: ['设置密码', 'Set a password'],
  passwordAgain: ['再输一次', 'Once more'],
  passwordsDiffer: ['两次输入不一样', 'The two do not agree'],
  passwordRule: [
    '至少 10 个字符，字母、数字、符号至少两类，不含用户名',
    'At least 10 characters, two kinds of letters, digits and signs, without the user name',
  ],
  demonstrationAccounts: ['演示账号（仅本机）', 'Demonstration accounts (this machine only)'],
  demonstrationNote: [
    '演示账号只看到演示数据，与真实数据完全分开。',
    'Demonstration accounts see demonstration data only, wholly apart from real data.',
  ],
  setupTitle: ['首次设置', 'First set-up'],
  setupLead: [
    '设好管理员密码和第一位改革办人员，即可开始使用。',
    'Set the administrator’s password and the first officer of the reform office, and start.',
  ],
  reformOfficer: ['第一位改革办人员', 'First officer of the reform office'],
  finishSetup: ['完成设置', 'Finish'],
  goOn: ['进入系统', 'Continue'],
  linkGreeting: ['您好，{name}。请为账号 {login} 设置密码。', 'Hello {name}. Set the password of the account {login}.'],
} as const satisfies Texts;
