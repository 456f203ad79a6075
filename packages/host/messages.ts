import type { MessageCatalogue } from '@qipan/kernel';
import { storageMessages } from './storage-messages.ts';

export const hostMessages: MessageCatalogue = {
  'host.unknown-operation': {
    zh: { because: '没有名为“{name}”的操作。', remedy: '请检查名称，或看 qipan --help。' },
    en: { because: 'There is no operation "{name}".', remedy: 'Check the name, or see qipan --help.' },
  },
  'host.bad-input': {
    zh: { because: '“{field}”填写有误：{detail}', remedy: '请改正后再提交。' },
    en: { because: '"{fieldEn}" is not right: {detailEn}', remedy: 'Correct it and submit again.' },
  },
  'host.not-permitted': {
    zh: { because: '您现在的岗位不能“{name}”。', remedy: '如工作需要，请联系本单位的系统管理员。' },
    en: {
      because: 'Your present post may not do "{nameEn}".',
      remedy: 'If your work needs it, ask your administrator.',
    },
  },
  'host.token-not-permitted': {
    zh: {
      because: '令牌未含此权限：“{name}”（{permission}）。',
      remedy: '请由本人登录，另建一个含此权限的令牌；岗位本身须有此权限。',
    },
    en: {
      because: 'The token does not hold the permission for "{nameEn}" ({permission}).',
      remedy: 'Sign in yourself and create one that does; your post must hold it too.',
    },
  },
  'host.conflict': {
    zh: {
      because: '这部分内容刚刚被别人改过，本次没有写入任何东西。',
      remedy: '请取得最新内容后再操作。',
    },
    en: {
      because: 'Somebody else has just changed this; nothing was written.',
      remedy: 'Take the latest content, then do it again.',
    },
  },
  'host.in-use': {
    zh: {
      because: '已有别的记录以它为依据（如办理记录），不能删除，本次没有写入任何东西。',
      remedy: '请改用终止、停用等不删除记录的办法。',
    },
    en: {
      because:
        'Other records rest on it (what happened to a task, for one); it cannot be removed, and nothing was written.',
      remedy: 'End it or lock it instead: that removes no record.',
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
  'host.token-ended': {
    zh: {
      because: '程序令牌无效：已收回、已过期，或写得不完整。',
      remedy: '请由本人登录，在“程序令牌”页新建一个，换到程序里。',
    },
    en: {
      because: 'The token of the program is not valid: revoked, expired, or not complete.',
      remedy: 'Sign in yourself, create a new one and give it to the program.',
    },
  },
  'host.weak-password': {
    zh: {
      because: '密码不合规则：{detail}。',
      remedy: '至少 10 个字符，包含字母、数字、符号中的两类，不含用户名，不是常见密码。',
    },
    en: {
      because: 'The password is too weak: {detailEn}.',
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
  ...storageMessages,
  'host.key-reused': {
    zh: { because: '这个幂等键已经用于另一份内容。', remedy: '请换一个 Idempotency-Key，或重发原来的内容。' },
    en: {
      because: 'This idempotency key has been used for another content.',
      remedy: 'Use a new Idempotency-Key, or send the same content.',
    },
  },
  'host.shown-once': {
    zh: { because: '“{name}”已经执行过，结果只显示一次，不再给出。', remedy: '如没有记下，请重新操作（旧的会作废）。' },
    en: {
      because: '"{name}" was carried out before; its result is shown once only.',
      remedy: 'If it was not noted down, do it again; the old one then ends.',
    },
  },
  'host.unknown-approval': {
    zh: { because: '没有这件待同意事项，或与您的岗位无关。', remedy: '请从“待办”中打开。' },
    en: { because: 'There is no such matter, or it does not concern your post.', remedy: 'Open it from the list.' },
  },
  'host.approval-closed': {
    zh: { because: '这件事项已经办结，不能再答复或撤回。', remedy: '请刷新看结果。' },
    en: {
      because: 'This matter is closed; it can no longer be answered or withdrawn.',
      remedy: 'Refresh to see how it ended.',
    },
  },
  'host.approval-expired': {
    zh: { because: '这件事项过了期限，没有执行。', remedy: '如仍需要，请提请人重新提交。' },
    en: {
      because: 'This matter has expired and was not carried out.',
      remedy: 'If it is still needed, submit it again.',
    },
  },
  'host.approval-content-changed': {
    zh: { because: '您看到的内容已经变了，原来的同意不算数。', remedy: '请刷新，看清变化后再答复。' },
    en: {
      because: 'The content has changed since you saw it.',
      remedy: 'Refresh, look at the difference, then answer.',
    },
  },
  'host.reason-needed': {
    zh: { because: '不同意须说明理由。', remedy: '请填写理由后再提交。' },
    en: { because: 'Declining needs a reason.', remedy: 'Write the reason and submit again.' },
  },
  'host.not-a-party': {
    zh: {
      because: '您的岗位不在须同意的各方之内，或您已经答复过。',
      remedy: '提请人本人不能替自己同意，一人不能代表两方。',
    },
    en: {
      because: 'Your post is not among the parties that must agree, or you have answered already.',
      remedy: 'Nobody agrees to their own command, or for two parties.',
    },
  },
  'host.submitter-gone': {
    zh: { because: '提请人的岗位已经失效，不能再以其名义执行。', remedy: '请由现在的岗位重新提交。' },
    en: {
      because: 'The post of the person who submitted it is no longer valid.',
      remedy: 'Submit it again from a valid post.',
    },
  },
  'host.approval-declined': {
    zh: { because: '{name} 不同意：{reason}', remedy: '可修改后重新提交。' },
    en: { because: '{name} declined: {reason}', remedy: 'Change it and submit again.' },
  },
  'host.approval-withdrawn': {
    zh: { because: '提请人已撤回。', remedy: '' },
    en: { because: 'Withdrawn by the person who submitted it.', remedy: '' },
  },
  'host.approval-asked': {
    zh: { because: '请您同意：{subject}', remedy: '' },
    en: { because: 'Your agreement is asked for: {subject}', remedy: '' },
  },
  'host.approval-done': {
    zh: { because: '各方已同意，已经执行：{subject}', remedy: '' },
    en: { because: 'All have agreed and it is carried out: {subject}', remedy: '' },
  },
  'host.approval-changed': {
    zh: { because: '内容有变，各方须重新同意：{subject}', remedy: '' },
    en: { because: 'The content has changed; all must agree again: {subject}', remedy: '' },
  },
  'host.approval-expired-notice': {
    zh: { because: '过了期限，没有执行：{subject}', remedy: '' },
    en: { because: 'Expired, not carried out: {subject}', remedy: '' },
  },
  'host.approval-void-notice': {
    zh: { because: '不能执行，已终止：{subject}', remedy: '' },
    en: { because: 'It could not be carried out and is closed: {subject}', remedy: '' },
  },
  'host.unknown-notice': {
    zh: { because: '没有这条提醒。', remedy: '请刷新列表。' },
    en: { because: 'There is no such notification.', remedy: 'Refresh the list.' },
  },
  'host.unknown-job': {
    zh: { because: '没有这个后台任务{name}。', remedy: '请刷新列表，或检查名称。' },
    en: { because: 'There is no such job {name}.', remedy: 'Refresh the list, or check the name.' },
  },
  'host.job-ended': {
    zh: { because: '这个后台任务已经结束，不能取消。', remedy: '请刷新看结果。' },
    en: { because: 'This job has ended and cannot be cancelled.', remedy: 'Refresh to see its result.' },
  },
  'host.job-lost': {
    zh: { because: '后台任务试了 {attempts} 次都中断，不再重试。', remedy: '请管理员查看日志后重新启动。' },
    en: {
      because: 'The job was interrupted {attempts} times and is given up.',
      remedy: 'Ask the administrator to look at the log, then start it again.',
    },
  },
  'host.job-failed': {
    zh: { because: '后台任务出错，没有完成。', remedy: '稍后会自动重试；一直失败请联系管理员。' },
    en: {
      because: 'The job failed and is not done.',
      remedy: 'It is tried again later; if it keeps failing ask the administrator.',
    },
  },
  'host.unknown-token': {
    zh: { because: '没有这个令牌，或已经收回。', remedy: '请刷新列表。' },
    en: { because: 'There is no such token, or it is revoked.', remedy: 'Refresh the list.' },
  },
  'host.token-by-token': {
    zh: { because: '程序令牌不能再新建令牌。', remedy: '请本人登录后新建。' },
    en: { because: 'A token cannot create tokens.', remedy: 'Sign in yourself to create one.' },
  },
  'host.not-own-permission': {
    zh: { because: '您的岗位没有权限“{permission}”，不能交给程序。', remedy: '请只选本岗位已有的权限。' },
    en: {
      because: 'Your post does not hold the permission "{permission}", so a program cannot have it.',
      remedy: 'Choose only what your post holds.',
    },
  },
  'host.bad-cursor': {
    zh: { because: '游标不是这个列表给出的。', remedy: '请原样使用上一次返回的 next，或从头读起。' },
    en: {
      because: 'This cursor is not one of this list.',
      remedy: 'Use `next` as it was given, or read from the start.',
    },
  },
  'host.code-needed': {
    zh: { because: '这个账号启用了动态口令。', remedy: '请输入手机应用上显示的 6 位数字。' },
    en: { because: 'This account has a second factor.', remedy: 'Enter the 6 digits that your app shows.' },
  },
  'host.code-wrong': {
    zh: { because: '动态口令不对，或已经用过。', remedy: '请等下一个口令再输；手机时间须准确。' },
    en: {
      because: 'The code is wrong or was used before.',
      remedy: 'Wait for the next one; the clock of the phone must be right.',
    },
  },
  'host.second-factor-there': {
    zh: { because: '已经启用了动态口令。', remedy: '如换手机，请先停用再启用。' },
    en: {
      because: 'A second factor is set up already.',
      remedy: 'For a new phone give it up first, then set it up again.',
    },
  },
  'host.second-factor-not-begun': {
    zh: { because: '还没有取得密钥，或动态口令没有启用。', remedy: '请先取得密钥，用手机应用添加后再确认。' },
    en: {
      because: 'No secret has been taken yet, or there is no second factor.',
      remedy: 'Take the secret first, add it to your app, then confirm.',
    },
  },
  'host.unknown-post': {
    zh: { because: '没有这个岗位，或已经失效。', remedy: '请刷新后重新选择。' },
    en: { because: 'There is no such post, or it is no longer valid.', remedy: 'Refresh and choose again.' },
  },
  'host.own-post': {
    zh: { because: '不能结束自己正在使用的岗位。', remedy: '请由另一位管理员办理。' },
    en: { because: 'You cannot end the post that you are using.', remedy: 'Ask another administrator.' },
  },
  'host.post-dates': {
    zh: { because: '结束日期早于开始日期。', remedy: '请核对日期。' },
    en: { because: 'The last day is before the first.', remedy: 'Check the dates.' },
  },
  'host.people-columns': {
    zh: {
      because: '表里须有“姓名、用户名、单位、岗位”四列，并至少有一行。',
      remedy: '可另有“电话”。请补齐表头后再导入。',
    },
    en: {
      because: 'The sheet needs the columns 姓名, 用户名, 单位, 岗位 and at least one row.',
      remedy: 'It may also have 电话. Complete the head row and import again.',
    },
  },
  'host.no-session': {
    zh: { because: '没有登录中的会话。', remedy: '不用退出。' },
    en: { because: 'Nobody is signed in under this account.', remedy: 'There is nothing to end.' },
  },
};
