import type { MessageCatalogue } from '@qipan/kernel';

export const serverMessages: MessageCatalogue = {
  'server.foreign-origin': {
    zh: { because: '请求来自别的网站，已拒绝。', remedy: '请直接打开本系统的地址操作。' },
    en: {
      because: 'The request came from another site and was refused.',
      remedy: 'Open this system by its own address.',
    },
  },
  'server.too-many': {
    zh: { because: '请求过于频繁。', remedy: '请过一分钟再试。' },
    en: { because: 'Too many requests.', remedy: 'Try again in a minute.' },
  },
  'server.too-large': {
    zh: { because: '文件超过 50 MB。', remedy: '请拆分文件，或只导入需要的部分。' },
    en: { because: 'The file is larger than 50 MB.', remedy: 'Split it, or import only the part that is needed.' },
  },
  'server.unreadable-request': {
    zh: { because: '请求内容不完整或格式不对。', remedy: '请重试；如反复出现请联系管理员。' },
    en: {
      because: 'The request is incomplete or malformed.',
      remedy: 'Try again; if it happens again, ask the administrator.',
    },
  },
  'server.bad-query': {
    zh: { because: '网址里 input= 后面不是完整的 JSON。', remedy: '请检查引号和括号，或把各项分开写，如 ?limit=20。' },
    en: {
      because: 'What follows input= in the address is no complete JSON.',
      remedy: 'Check quotes and brackets, or give the fields one by one, like ?limit=20.',
    },
  },
  'server.repeated-query': {
    zh: {
      because: '网址里 {name} 写了不止一次。',
      remedy: '每项只写一次；一项有几个值的，用 input= 以 JSON 列表给出。',
    },
    en: {
      because: '{name} stands in the address more than once.',
      remedy: 'Give each field once; several values go as a JSON list in input=.',
    },
  },
  'server.unknown-part': {
    zh: {
      because: '表单里的“{part}”不认识，没有执行：只认文字 input（JSON）和文件 file。',
      remedy: '请把文件放在 file 里，其余各项写进 input，例如 input={"again":true}。',
    },
    en: {
      because:
        'The part "{part}" of the form is not known; nothing was done: there are the text input (JSON) and the file.',
      remedy: 'Send the file as file and all else in input, such as input={"again":true}.',
    },
  },
  'server.unknown-address': {
    zh: { because: '没有这个地址：{address}。', remedy: '请核对操作名；全部操作见 /openapi.json。' },
    en: {
      because: 'There is no such address: {address}.',
      remedy: 'Check the name of the operation; all stand in /openapi.json.',
    },
  },
  'server.wrong-method': {
    zh: { because: '{address} 不接受 {method}。', remedy: '请改用 {allowed}。' },
    en: { because: '{address} does not take {method}.', remedy: 'Use {allowed}.' },
  },
  'server.failed': {
    zh: {
      because: '系统出错，本次没有写入任何东西（编号 {requestId}）。',
      remedy: '请重试；如反复出现，请把编号告诉管理员。',
    },
    en: {
      because: 'The system failed; nothing was written (request {requestId}).',
      remedy: 'Try again; if it happens again, give the number to the administrator.',
    },
  },
  'server.no-demonstration': {
    zh: { because: '演示账号只在本机地址上提供，或演示数据已移除。', remedy: '请用自己的账号登录。' },
    en: {
      because: 'Demonstration accounts exist on the loopback address only, or the demonstration was removed.',
      remedy: 'Sign in with your own account.',
    },
  },
  'server.loopback-only': {
    zh: { because: '运行指标只能在本机读取。', remedy: '请在服务器本机上访问 /metrics。' },
    en: { because: 'The figures can be read on the machine itself alone.', remedy: 'Read /metrics on the server.' },
  },
  'server.if-match': {
    zh: {
      because: 'If-Match 的值 {header} 不能用于这个操作，或与输入里的 version 不一致。',
      remedy: '请原样给出读到的 ETag（形如 "v3-…"），且不要再写别的 version。',
    },
    en: {
      because: 'The If-Match value {header} does not fit this operation, or differs from the version in the input.',
      remedy: 'Give the ETag as it was read (like "v3-…"), and no other version.',
    },
  },
};
