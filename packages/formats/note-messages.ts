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
  'formats.read-by-layout': {
    zh: {
      because: '这是版式文件（{pages} 页）：段落和表格是按文字在页面上的位置还原的。',
      remedy: '请核对分段和表格；有 Word 原稿的，导入原稿更准。',
    },
    en: {
      because: 'This file has fixed pages ({pages}): paragraphs and tables were rebuilt from where the text stands.',
      remedy: 'Check paragraphs and tables; the Word original, if there is one, is read more exactly.',
    },
  },
  'formats.pages-without-text': {
    zh: {
      because: '有 {count} 页没有文字（第 {pages} 页），可能是空白页或扫描图，没有读取。',
      remedy: '请看一下这些页；其中如有任务，请补录。',
    },
    en: {
      because: '{count} pages without text (pages {pages}), blank or scanned, were left out.',
      remedy: 'Look at these pages; if they hold tasks, enter them by hand.',
    },
  },
  'formats.slanted-text': {
    zh: { because: '有 {count} 个斜排或竖排的字（如水印、印章），没有读取。', remedy: '如有正文是竖排的，请补录。' },
    en: {
      because: '{count} slanted or vertical characters (watermarks, seals) were left out.',
      remedy: 'If text of the body is vertical, enter it by hand.',
    },
  },
  'formats.recognised-text': {
    zh: {
      because: '文字是扫描后由软件识别出来的，可能有错字。',
      remedy: '请逐条对照扫描图核对，尤其是数字、日期和单位名称。',
    },
    en: {
      because: 'The text was recognised from a scan by a program and may hold errors.',
      remedy: 'Check each row against the scan, figures, dates and units above all.',
    },
  },
  'formats.doc-text-only': {
    zh: {
      because: '旧版 .doc 只读取了文字：Word 自动生成的编号没有读出，表格按行列文字还原，合并单元格可能不准。',
      remedy: '请核对编号和表格；要更准的，用 Word 或 WPS 另存为 .docx 后重新导入。',
    },
    en: {
      because:
        'Of the old .doc only the text was read: numbers that Word makes itself are missing, tables are plain rows without merged cells.',
      remedy: 'Check numbers and tables; for an exact reading save it as .docx in Word or WPS and import that.',
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
