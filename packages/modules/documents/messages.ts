import type { MessageCatalogue } from '@qipan/kernel';

export const messages: MessageCatalogue = {
  'documents.secret': {
    zh: {
      because: '文件标有“{mark}”密级，本系统不能处理涉密文件，没有保存其中任何内容。',
      remedy: '请按保密规定在涉密设备上处理。',
    },
    en: {
      because: 'The document is marked {mark} (classified). This system may not handle it; nothing of it was stored.',
      remedy: 'Handle it on classified equipment as the rules say.',
    },
  },
  'documents.internal': {
    zh: { because: '文件标有“{mark}”。', remedy: '请确认可以在本系统处理后再导入。' },
    en: {
      because: 'The document is marked {mark} (internal).',
      remedy: 'Confirm that it may be handled here, then import it.',
    },
  },
  'documents.nothing-given': {
    zh: { because: '没有收到文件，粘贴的内容也是空的。', remedy: '请选择一个文件，或粘贴文字。' },
    en: { because: 'No file was given and the pasted text is empty.', remedy: 'Choose a file or paste some text.' },
  },
  'documents.already-imported': {
    zh: {
      because: '内容完全相同的文件已在 {date} 导入过：{title}。',
      remedy: '请打开那一份；确需再导入一份时选择“仍然导入”。',
    },
    en: {
      because: 'A file with exactly this content was imported on {date}: {title}.',
      remedy: 'Open that one, or choose to import it again.',
    },
  },
  'documents.unknown-document': {
    zh: { because: '没有这份文件，或不在您的查看范围内。', remedy: '请回到文件列表。' },
    en: {
      because: 'There is no such document, or it is outside what you may see.',
      remedy: 'Go back to the list of documents.',
    },
  },
  'documents.unknown-row': {
    zh: { because: '这一行已不在文件中。', remedy: '请刷新页面。' },
    en: { because: 'That row is no longer in the document.', remedy: 'Refresh the page.' },
  },
  'documents.row-confirmed': {
    zh: { because: '这一行已确认为任务，不能在分解页上再改。', remedy: '请在任务中修改。' },
    en: {
      because: 'That row has been confirmed as a task and can no longer be changed here.',
      remedy: 'Change the task instead.',
    },
  },
  'documents.nothing-changed': {
    zh: { because: '没有改动任何内容。', remedy: '请先修改再保存。' },
    en: { because: 'Nothing was changed.', remedy: 'Change something first.' },
  },
  'documents.empty-text': {
    zh: { because: '任务内容不能为空。', remedy: '请填写或选中一段文字。' },
    en: { because: 'The text of a row cannot be empty.', remedy: 'Enter or select some text.' },
  },
  'documents.no-original': {
    zh: { because: '这一行是人工增加的，没有机器读出的原样可恢复。', remedy: '可以直接修改或删除。' },
    en: {
      because: 'This row was added by hand, so there is no original reading to return to.',
      remedy: 'Edit or remove it.',
    },
  },
  'documents.bad-split': {
    zh: { because: '不能在这里拆分。', remedy: '请把光标放在两句话之间。' },
    en: { because: 'The row cannot be split here.', remedy: 'Place the cursor between two sentences.' },
  },
  'documents.bad-merge': {
    zh: { because: '要合并的行有误。', remedy: '请选择两行以上、各不相同的行。' },
    en: { because: 'Those rows cannot be merged.', remedy: 'Choose two or more different rows.' },
  },
  'documents.nothing-to-undo': {
    zh: { because: '没有可以撤销的步骤。', remedy: '' },
    en: { because: 'There is no step to undo.', remedy: '' },
  },
  'documents.has-tasks': {
    zh: {
      because: '已有 {count} 行确认为任务，文件不能删除。',
      remedy: '任务要立在原文上；如确需撤下，请先处理这些任务。',
    },
    en: {
      because: '{count} rows have become tasks, so the document cannot be removed.',
      remedy: 'Tasks stand on its sentences; deal with those tasks first.',
    },
  },
  'documents.no-file': {
    zh: { because: '这份文件是粘贴的文字，没有原文件。', remedy: '' },
    en: { because: 'This document was pasted as text; there is no original file.', remedy: '' },
  },
  'documents.file-damaged': {
    zh: { because: '原文件在磁盘上缺失或已损坏。', remedy: '请管理员从备份恢复。' },
    en: {
      because: 'The original file is missing from the disk or damaged.',
      remedy: 'Ask the administrator to restore it from a backup.',
    },
  },
  'documents.same-document': {
    zh: { because: '两边是同一份文件，没有可比的。', remedy: '请另选一份较早或较晚的版本。' },
    en: { because: 'Both sides are the same document.', remedy: 'Choose another version.' },
  },
};
