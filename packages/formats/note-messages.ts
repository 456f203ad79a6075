import type { MessageCatalogue } from '@qipan/kernel';

/** What a reader did that a person should know; nothing was refused. */
export const noteMessages: MessageCatalogue = {
  'formats.read-as-gb18030': {
    zh: {
      because: '文本按 GB18030（国标码）编码读取。',
      remedy: '请核对开头几行，如有乱码，请另存为 UTF-8 后重新导入。',
    },
    en: {
      because: 'The text was read as GB18030.',
      remedy: 'Check the first lines; if characters are wrong, save it as UTF-8 and import again.',
    },
  },
  'formats.front-matter-skipped': {
    zh: {
      because: '开头 {count} 行是文件属性，不是正文，已跳过。',
      remedy: '如果其中有正文，请删去首尾的 --- 后重新导入。',
    },
    en: {
      because: 'The first {count} lines are properties of the file, not text, and were skipped.',
      remedy: 'If they hold text, remove the --- lines and import again.',
    },
  },
  'formats.tracked-changes': {
    zh: {
      because: '文档带有修订：按全部接受后的文字读取（插入 {inserted} 处，删除 {deleted} 处）。',
      remedy: '请确认这是定稿；不是的，请在 Word 中处理完修订再导入。',
    },
    en: {
      because:
        'The document has tracked changes; it was read with all accepted ({inserted} inserted, {deleted} deleted).',
      remedy: 'Check that this is the final text; if not, settle the changes in Word and import again.',
    },
  },
  'formats.hidden-text': {
    zh: {
      because: '文档中有 {count} 个隐藏的字符，没有读取。',
      remedy: '如需读取，请在 Word 中取消“隐藏文字”后重新导入。',
    },
    en: {
      because: '{count} hidden characters were left out.',
      remedy: 'If they are needed, unhide them in Word and import again.',
    },
  },
  'formats.comments-left-out': {
    zh: { because: '文档中有 {count} 条批注，没有读取。', remedy: '批注里如有要求，请写进正文后重新导入。' },
    en: {
      because: '{count} comments were left out.',
      remedy: 'If they hold orders, write them into the text and import again.',
    },
  },
  'formats.pictures-left-out': {
    zh: { because: '文档中有 {count} 张图片，图片里的文字没有读取。', remedy: '图片里如有任务或表格，请补录。' },
    en: {
      because: '{count} pictures were left out; text in them was not read.',
      remedy: 'If they hold tasks or tables, enter these by hand.',
    },
  },
  'formats.embedded-left-out': {
    zh: { because: '文档中嵌入了 {count} 个其他文件，没有读取。', remedy: '如有需要，请把它们单独存出来再导入。' },
    en: {
      because: '{count} embedded files were left out.',
      remedy: 'If they are needed, save them on their own and import these.',
    },
  },
  'formats.macros-ignored': {
    zh: { because: '文件带有宏；宏没有运行，只读取了内容。', remedy: '无需处理。' },
    en: {
      because: 'The file holds macros; they were not run, only the content was read.',
      remedy: 'Nothing needs to be done.',
    },
  },
  'formats.unknown-number-format': {
    zh: { because: '文档用了少见的自动编号样式（{format}），已按 1、2、3 读取。', remedy: '请核对这些编号。' },
    en: {
      because: 'The document uses a rare format of automatic numbers ({format}); they were read as 1, 2, 3.',
      remedy: 'Check these numbers.',
    },
  },
  'formats.hidden-sheets': {
    zh: { because: '有 {count} 张隐藏的工作表没有读取：{names}。', remedy: '如需读取，请取消隐藏后重新导入。' },
    en: {
      because: '{count} hidden sheets were left out: {names}.',
      remedy: 'If they are needed, unhide them and import again.',
    },
  },
  'formats.hidden-rows': {
    zh: { because: '有 {count} 行被隐藏或筛掉，没有读取。', remedy: '如需读取，请取消隐藏、清除筛选后重新导入。' },
    en: {
      because: '{count} hidden or filtered rows were left out.',
      remedy: 'If they are needed, unhide them, clear the filter and import again.',
    },
  },
  'formats.hidden-columns': {
    zh: { because: '有 {count} 列被隐藏，没有读取。', remedy: '如需读取，请取消隐藏后重新导入。' },
    en: {
      because: '{count} hidden columns were left out.',
      remedy: 'If they are needed, unhide them and import again.',
    },
  },
  'formats.formula-without-result': {
    zh: {
      because: '有 {count} 个公式没有存下计算结果，按空白读取。',
      remedy: '请用 Excel 或 WPS 打开并保存一次，再重新导入。',
    },
    en: {
      because: '{count} formulas hold no stored result and were read as blank.',
      remedy: 'Open the file in Excel or WPS, save it once and import again.',
    },
  },
};
