import type { MessageCatalogue } from '@qipan/kernel';

export const cliMessages: MessageCatalogue = {
  'cli.no-such-file': {
    zh: { because: '找不到文件 {file}。', remedy: '请检查路径和文件名。' },
    en: { because: 'There is no file {file}.', remedy: 'Check the path and the name.' },
  },
  'cli.unreadable-file': {
    zh: { because: '读不到文件 {file}（{detail}）。', remedy: '请检查路径和权限。' },
    en: { because: 'The file {file} cannot be read ({detailEn}).', remedy: 'Check its path and rights.' },
  },
  'cli.unwritable-file': {
    zh: { because: '不能写文件 {file}（{detail}）。', remedy: '请检查路径和权限。' },
    en: { because: 'The file {file} cannot be written ({detailEn}).', remedy: 'Check its path and rights.' },
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
    en: { because: 'An option is wrong: {detailEn}', remedy: 'See --help of the command.' },
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
  'cli.unknown-platform': {
    zh: { because: '没有给出目标平台，或不认识。', remedy: '可用：{known}。' },
    en: { because: 'The platform is missing or not known.', remedy: 'Use one of {known}.' },
  },
  'cli.target-not-empty': {
    zh: { because: '文件夹 {directory} 不是空的。', remedy: '请换一个空文件夹。' },
    en: { because: 'The folder {directory} is not empty.', remedy: 'Choose an empty one.' },
  },
  'cli.no-web-bundle': {
    zh: { because: '网页还没有打包。', remedy: '请先运行一次 npm start 或 npm test。' },
    en: { because: 'The web is not bundled yet.', remedy: 'Run npm start or npm test once.' },
  },
  'cli.cannot-fetch': {
    zh: { because: '取不到 {name}。', remedy: '请检查网络和 npm 源，再运行一次；什么都没有留下。' },
    en: {
      because: '{name} cannot be fetched.',
      remedy: 'Check the network and the registry, then run it again; nothing was left behind.',
    },
  },
  'cli.no-place': {
    zh: { because: '{directory} 里没有 index.ts。', remedy: '请看 docs/how-to/new-place.md。' },
    en: { because: 'There is no index.ts in {directory}.', remedy: 'See docs/how-to/new-place.md.' },
  },
  'cli.place-fails': {
    zh: { because: '{directory} 读不进来：{detail}', remedy: '请改正后再检查。' },
    en: { because: '{directory} cannot be loaded: {detail}', remedy: 'Correct it and check again.' },
  },
};
