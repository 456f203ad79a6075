/**
 * Messages of the engine: refusals, warnings and the reasons of skipped sentences, in plain words. Placeholders in `{}`.
 */
interface Wording {
  readonly because: string;
  readonly remedy: string;
}

function message(zh: readonly [string, string], en: readonly [string, string]): { zh: Wording; en: Wording } {
  return { zh: { because: zh[0], remedy: zh[1] }, en: { because: en[0], remedy: en[1] } };
}

export const decomposeMessages: Readonly<Record<string, { zh: Wording; en: Wording }>> = {
  'decompose.not-text': message(
    ['送来的内容不是文字。', '请重新读取文件，或粘贴文字。'],
    ['What was given is not text.', 'Read the file again, or paste the text.'],
  ),
  'decompose.too-long': message(
    ['文字有 {characters} 个字符，超过 {limit} 个的上限。', '请分成几份，分别分解。'],
    [
      'The text has {characters} characters, more than the limit of {limit}.',
      'Cut it into parts and decompose them one by one.',
    ],
  ),
  'decompose.too-many-items': message(
    ['分解出 {items} 行，超过 {limit} 行的上限。', '请分成几份，分别分解。'],
    ['It gives {items} rows, more than the limit of {limit}.', 'Cut it into parts and decompose them one by one.'],
  ),
  'decompose.no-rows': message(
    ['没有读到任务。', '请看“未列入”的句子；需要时手工添加一行。'],
    ['No task was found.', 'Look at the sentences that were skipped; add a row by hand where needed.'],
  ),
  'decompose.numbering-gap': message(
    ['编号从“{before}”跳到“{after}”，中间可能缺文。', '请对照原件。'],
    ['The numbering jumps from “{before}” to “{after}”; something may be missing.', 'Compare with the original.'],
  ),
  'decompose.numbering-repeated': message(
    ['编号“{mark}”出现了两次。', '请对照原件，看是否重复或漏改。'],
    ['The number “{mark}” stands twice.', 'Compare with the original.'],
  ),
  'decompose.cut-off': message(
    ['最后一段在句中断开，没有列为任务。', '请找到完整的原文再分解。'],
    [
      'The last paragraph breaks off in the middle of a sentence and is no row.',
      'Find the whole text and decompose it again.',
    ],
  ),
  'decompose.table-unread': message(
    ['有一个表格没有认出表头，{rows} 行未读。', '请指明各列是什么，再分解一次。'],
    [
      'The header of one table was not recognised; {rows} rows were not read.',
      'Say what each column is, and decompose again.',
    ],
  ),
  'decompose.rules-document': message(
    ['这份文件是制度、办法一类，条款没有列为任务。', '如其中有要办的事，请手工添加。'],
    ['The document sets rules; its clauses are not listed as tasks.', 'Add by hand what is to be done.'],
  ),
  'decompose.year-unknown': message(
    ['文中有只写月份的时限，但文件没有年份，无法确定日期。', '请填写发文日期后再分解，或手工填写时限。'],
    [
      'There are deadlines by month alone, but the document names no year.',
      'Give the date of issue and decompose again, or fill in the deadlines.',
    ],
  ),
  'decompose.skipped-lead-in': message(
    ['章节开头的总括语，具体任务在其下各条。', '无需处理。'],
    ['It leads into the items below.', 'Nothing to do.'],
  ),
  'decompose.skipped-cut-off': message(
    ['句子不完整。', '请找到完整的原文。'],
    ['The sentence is not complete.', 'Find the whole text.'],
  ),
  'decompose.skipped-contents': message(['目录页。', '无需处理。'], ['A contents page.', 'Nothing to do.']),
  'decompose.skipped-validity': message(
    ['施行日期和有效期，不是任务时限。', '无需处理。'],
    ['Date of effect and validity, no deadline.', 'Nothing to do.'],
  ),
  'decompose.skipped-table': message(
    ['表格的表头没有认出。', '请指明各列是什么。'],
    ['The header of the table was not recognised.', 'Say what each column is.'],
  ),
  'decompose.skipped-repeated-header': message(
    ['重复的表头。', '无需处理。'],
    ['A repeated header.', 'Nothing to do.'],
  ),
  'decompose.skipped-empty-row': message(
    ['任务栏为空，或是合计行。', '无需处理。'],
    ['The task cell is empty, or the row is a sum.', 'Nothing to do.'],
  ),
  'decompose.skipped-unread': message(
    ['没有归入任何一类。', '请看一眼是否遗漏。'],
    ['It was put in no class.', 'Check that nothing was missed.'],
  ),
  'decompose.envelope-title': message(['标题。', '无需处理。'], ['A title.', 'Nothing to do.']),
  'decompose.envelope-notice': message(
    ['印发通知的文字。', '无需处理。'],
    ['Text of the covering notice.', 'Nothing to do.'],
  ),
  'decompose.envelope-frame': message(
    ['文号、主送、署名、日期、附件说明或网页文字。', '无需处理。'],
    ['Number, addressees, signature, date, attachments or page furniture.', 'Nothing to do.'],
  ),
};
