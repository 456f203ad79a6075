import type { MessageCatalogue } from '@qipan/kernel';

export const hostMessages: MessageCatalogue = {
  'host.unknown-operation': {
    zh: { because: '没有名为“{name}”的操作。', remedy: '请检查名称，或看 qipan --help。' },
    en: { because: 'There is no operation "{name}".', remedy: 'Check the name, or see qipan --help.' },
  },
  'host.bad-input': {
    zh: { because: '“{field}”填写有误：{detail}', remedy: '请改正后再提交，其余内容没有丢失。' },
    en: { because: '"{field}" is not right: {detail}', remedy: 'Correct it and submit again; nothing else is lost.' },
  },
  'host.not-permitted': {
    zh: { because: '您现在的岗位不能“{name}”。', remedy: '如工作需要，请联系本单位的系统管理员。' },
    en: {
      because: 'Your present post may not do "{nameEn}".',
      remedy: 'If your work needs it, ask your administrator.',
    },
  },
  'host.conflict': {
    zh: {
      because: '这部分内容刚刚被别人改过，本次没有写入任何东西。',
      remedy: '请刷新看到最新内容后再操作，您填写的内容仍在页面上。',
    },
    en: {
      because: 'Somebody else has just changed this; nothing was written.',
      remedy: 'Refresh to see the latest, then do it again; what you entered is still on the page.',
    },
  },
  'host.busy': {
    zh: { because: '同时有多人在写同一份编号，本次没有写入。', remedy: '请稍等几秒再试。' },
    en: {
      because: 'Several people are writing the same numbers; nothing was written.',
      remedy: 'Wait a few seconds and try again.',
    },
  },
  'host.store-unwritable': {
    zh: {
      because: '数据盘已满或只读，本次没有写入任何东西，已有数据没有损坏。',
      remedy: '请管理员清理磁盘或恢复写权限后重试。',
    },
    en: {
      because: 'The disk is full or read-only; nothing was written and nothing is damaged.',
      remedy: 'Ask the administrator to free space or restore write access, then try again.',
    },
  },
  'host.sign-in-failed': {
    zh: { because: '用户名或密码不对。', remedy: '请再试一次；连续输错会暂时锁定。忘记密码请管理员发一次性链接。' },
    en: {
      because: 'The name or the password is wrong.',
      remedy:
        'Try again; repeated failures lock the account for a while. For a lost password ask the administrator for a one-time link.',
    },
  },
  'host.locked-out': {
    zh: { because: '连续输错次数过多，账号暂时锁定。', remedy: '请在 {seconds} 秒后再试，或请管理员发一次性链接。' },
    en: {
      because: 'Too many failures; the account is locked for a while.',
      remedy: 'Try again in {seconds} seconds, or ask the administrator for a one-time link.',
    },
  },
  'host.person-locked': {
    zh: { because: '账号已被管理员停用。', remedy: '请联系管理员。' },
    en: { because: 'The account is locked by the administrator.', remedy: 'Ask the administrator.' },
  },
  'host.signed-out': {
    zh: { because: '登录已过期或尚未登录。', remedy: '请重新登录。' },
    en: { because: 'You are not signed in, or the session has expired.', remedy: 'Sign in again.' },
  },
  'host.weak-password': {
    zh: {
      because: '密码不合规则：{detail}。',
      remedy: '至少 10 个字符，包含字母、数字、符号中的两类，不含用户名，不是常见密码。',
    },
    en: {
      because: 'The password is too weak: {detail}.',
      remedy:
        'At least 10 characters, two kinds of letters, digits and signs, without the user name and not a common one.',
    },
  },
  'host.link-unusable': {
    zh: { because: '这个一次性链接无效、已用过或已过期。', remedy: '请管理员重新发一个。' },
    en: {
      because: 'This one-time link is not valid, used already or expired.',
      remedy: 'Ask the administrator for a new one.',
    },
  },
  'host.login-taken': {
    zh: { because: '用户名“{login}”已有人使用。', remedy: '请换一个。' },
    en: { because: 'The user name "{login}" is taken.', remedy: 'Choose another.' },
  },
  'host.unknown-person': {
    zh: { because: '没有这个人员，或不在您的管理范围内。', remedy: '请刷新人员列表。' },
    en: { because: 'There is no such person, or they are outside your charge.', remedy: 'Refresh the list of people.' },
  },
  'host.unknown-unit': {
    zh: { because: '没有这个单位。', remedy: '请先在“单位”页添加。' },
    en: { because: 'There is no such unit.', remedy: 'Add it on the Units page first.' },
  },
  'host.own-lock': {
    zh: { because: '不能停用自己的账号。', remedy: '请由另一位管理员操作。' },
    en: { because: 'You cannot lock your own account.', remedy: 'Ask another administrator.' },
  },
  'storage.folder-in-use': {
    zh: {
      because: '数据目录 {directory} 正被另一个棋盘进程使用。',
      remedy: '请先停止那个进程，或用 --data 指定另一个目录。',
    },
    en: {
      because: 'The data folder {directory} is in use by another Qipan process.',
      remedy: 'Stop that process first, or name another folder with --data.',
    },
  },
  'storage.folder-newer': {
    zh: {
      because: '数据目录 {directory} 由更新版本的棋盘写成（结构 {found}，本版本只认识到 {known}）。',
      remedy: '请升级本程序，或用 --data 指定另一个目录。',
    },
    en: {
      because: 'The data folder {directory} was written by a newer Qipan (schema {found}; this one knows {known}).',
      remedy: 'Upgrade this program, or name another folder with --data.',
    },
  },
  'storage.folder-damaged': {
    zh: {
      because: '数据目录 {directory} 的 qipan.json 无法读取。',
      remedy: '请从备份恢复该文件，或用 --data 指定另一个目录。',
    },
    en: {
      because: 'qipan.json of the data folder {directory} cannot be read.',
      remedy: 'Restore that file from a backup, or name another folder with --data.',
    },
  },
  'storage.folder-foreign': {
    zh: { because: '目录 {directory} 里有别的文件，不是棋盘的数据目录。', remedy: '请用 --data 指定一个空目录。' },
    en: {
      because: 'The folder {directory} holds other files and is no data folder of Qipan.',
      remedy: 'Name an empty folder with --data.',
    },
  },
  'storage.folder-unwritable': {
    zh: { because: '数据目录 {directory} 不能写入（{detail}）。', remedy: '请检查权限，或用 --data 指定另一个目录。' },
    en: {
      because: 'The data folder {directory} cannot be written ({detail}).',
      remedy: 'Check its rights, or name another folder with --data.',
    },
  },
  'storage.folder-empty': {
    zh: { because: '目录 {directory} 里没有棋盘数据。', remedy: '请检查 --data 写的目录。' },
    en: { because: 'The folder {directory} holds no data of Qipan.', remedy: 'Check the folder given with --data.' },
  },
  'storage.disk-full': {
    zh: {
      because: '{directory} 所在磁盘只剩 {freeMb} MB，至少需要 {neededMb} MB。',
      remedy: '请先清理磁盘，或用 --data 指定另一块盘上的目录。',
    },
    en: {
      because: 'The disk of {directory} has {freeMb} MB left; at least {neededMb} MB are needed.',
      remedy: 'Free some space, or name a folder on another disk with --data.',
    },
  },
};
