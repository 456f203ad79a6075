import type { MessageCatalogue } from '@qipan/kernel';

export const cliMessages: MessageCatalogue = {
  'cli.unreadable-file': {
    zh: { because: '读不到文件 {file}（{detail}）。', remedy: '请检查路径和权限。' },
    en: { because: 'The file {file} cannot be read ({detail}).', remedy: 'Check its path and rights.' },
  },
  'cli.unwritable-file': {
    zh: { because: '不能写文件 {file}（{detail}）。', remedy: '请检查路径和权限。' },
    en: { because: 'The file {file} cannot be written ({detail}).', remedy: 'Check its path and rights.' },
  },
  'cli.bad-json': {
    zh: { because: '--{option} 不是合格的 JSON。', remedy: '请检查引号和括号。' },
    en: { because: '--{option} is not valid JSON.', remedy: 'Check quotes and brackets.' },
  },
  'cli.bad-head': {
    zh: { because: '{file} 不是棋盘导出的链头文件。', remedy: '请用 qipan host audit-head 导出的文件。' },
    en: { because: '{file} is no file of audit heads.', remedy: 'Use one written by qipan host audit-head.' },
  },
  'cli.missing-option': {
    zh: { because: '缺少 --{option}。', remedy: '请看该命令的 --help。' },
    en: { because: '--{option} is missing.', remedy: 'See --help of the command.' },
  },
  'cli.unknown-command': {
    zh: { because: '没有命令“{command}”。', remedy: '请看 qipan --help。' },
    en: { because: 'There is no command "{command}".', remedy: 'See qipan --help.' },
  },
  'cli.bad-option': {
    zh: { because: '参数有误：{detail}', remedy: '请看该命令的 --help。' },
    en: { because: 'An option is wrong: {detail}', remedy: 'See --help of the command.' },
  },
  'cli.no-token': {
    zh: { because: '没有给出程序令牌。', remedy: '请在网页“程序令牌”页新建，存到文件，用 --token-file 指定。' },
    en: {
      because: 'No token was given.',
      remedy: 'Create one on the page for tokens, keep it in a file and name it with --token-file.',
    },
  },
  'cli.unreachable': {
    zh: { because: '连不上服务器 {address}。', remedy: '请先启动服务（npm start），或用 --url 指定地址。' },
    en: {
      because: 'The server {address} cannot be reached.',
      remedy: 'Start it (npm start), or name its address with --url.',
    },
  },
};
