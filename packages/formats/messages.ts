import type { MessageCatalogue } from '@qipan/kernel';
import { projectMessages } from './msproject/messages.ts';
import { noteMessages } from './note-messages.ts';

/** Every refusal of this package, and every note that a `SourceDocument` may carry. */
export const formatsMessages: MessageCatalogue = {
  'formats.empty': {
    zh: {
      because: '文件是空的，里面没有任何内容。',
      remedy: '请确认选对了文件；如果文件来自网盘或聊天软件，请等它下载完再选。',
    },
    en: {
      because: 'The file is empty.',
      remedy:
        'Check that it is the right file; if it comes from a cloud disk or a chat, let the download finish first.',
    },
  },
  'formats.no-text': {
    zh: { because: '文件能打开，但里面没有可见的文字。', remedy: '请确认选对了文件，并检查文字是否被隐藏。' },
    en: {
      because: 'The file opens but holds no visible text.',
      remedy: 'Check that it is the right file and that its text is not hidden.',
    },
  },
  'formats.only-pictures': {
    zh: {
      because: '文件里没有文字，只有 {count} 张图片，多半是扫描件；图片里的文字不能读取。',
      remedy: '请向来文单位要电子稿，或把文字录入后再导入。',
    },
    en: {
      because:
        'The file holds no text, only {count} picture(s), so it is probably a scan; text in pictures cannot be read.',
      remedy: 'Ask the issuing office for the electronic original, or type the text and import that.',
    },
  },
  'formats.too-large': {
    zh: {
      because: '文件有 {size} MB，超过 {limit} MB 的上限。',
      remedy: '请去掉图片和附件后另存，或把正文复制粘贴进来。',
    },
    en: {
      because: 'The file has {size} MB, more than the {limit} MB allowed.',
      remedy: 'Save it without pictures and attachments, or paste the text.',
    },
  },
  'formats.too-much-text': {
    zh: { because: '文件里的文字超过 {limit} 个字符的上限。', remedy: '请按章节拆成几个文件，分别导入。' },
    en: {
      because: 'The file holds more than the {limit} characters allowed.',
      remedy: 'Split it into several files by chapter and import them one by one.',
    },
  },
  'formats.too-many-paragraphs': {
    zh: { because: '文件超过 {limit} 段的上限。', remedy: '请删去空行，或拆成几个文件分别导入。' },
    en: {
      because: 'The file holds more than the {limit} paragraphs allowed.',
      remedy: 'Remove blank lines, or split it into several files.',
    },
  },
  'formats.too-many-cells': {
    zh: {
      because: '表格超过 {limit} 个单元格的上限。',
      remedy: '请只保留要导入的工作表，并删去表格下方和右侧的空行空列。',
    },
    en: {
      because: 'The sheets hold more than the {limit} cells allowed.',
      remedy: 'Keep only the sheet to be imported and delete blank rows and columns beside the table.',
    },
  },
  'formats.table-too-wide': {
    zh: { because: '文件中有一张表格超过 {limit} 列。', remedy: '请用 Word 或 WPS 打开检查这张表格，改正后再导入。' },
    en: {
      because: 'A table in the file has more than {limit} columns.',
      remedy: 'Check that table in Word or WPS, correct it and import again.',
    },
  },
  'formats.wps': {
    zh: {
      because: '目前不能读取 WPS 文字的 .wps 文件。',
      remedy: '请用 WPS 打开，选“文件 → 另存为”，类型选“Word 文档 (*.docx)”后导入；或全选复制，把文字粘贴进来。',
    },
    en: {
      because: '.wps files of WPS Writer cannot be read yet.',
      remedy: 'Open it in WPS, choose File > Save As, type .docx, and import that; or copy the text and paste it.',
    },
  },
  'formats.et': {
    zh: {
      because: '目前不能读取 WPS 表格的 .et 文件。',
      remedy: '请用 WPS 打开，选“文件 → 另存为”，类型选“Excel 文件 (*.xlsx)”后导入。',
    },
    en: {
      because: '.et files of WPS Spreadsheets cannot be read yet.',
      remedy: 'Open it in WPS, choose File > Save As, type .xlsx, and import that.',
    },
  },
  'formats.xls': {
    zh: {
      because: '这是旧版或二进制的 Excel 文件（.xls 或 .xlsb），不能读取。',
      remedy: '请用 Excel 或 WPS 打开，另存为 .xlsx 后导入。',
    },
    en: {
      because: 'This is an old or binary Excel file (.xls or .xlsb), which cannot be read.',
      remedy: 'Open it in Excel or WPS, save it as .xlsx and import that.',
    },
  },
  'formats.rtf': {
    zh: {
      because: '这是 RTF 文件，不能读取。',
      remedy: '请用 Word 或 WPS 打开，另存为 .docx 后导入；或全选复制，把文字粘贴进来。',
    },
    en: {
      because: 'This is an RTF file, which cannot be read.',
      remedy: 'Open it in Word or WPS, save it as .docx and import that; or copy the text and paste it.',
    },
  },
  'formats.scan': {
    zh: {
      because: '文件有 {pages} 页，但没有文字，只有图像：这是扫描件，不能读取（本系统不做文字识别）。',
      remedy: '请向来文单位要电子稿（Word、WPS 或带文字的 PDF）；也可用扫描软件识别出文字，核对后粘贴进来。',
    },
    en: {
      because: 'The file has {pages} pages without text, only images: it is a scan, which cannot be read.',
      remedy:
        'Ask the issuing office for the electronic original; or let a scanner program recognise the text, check it and paste it.',
    },
  },
  'formats.pdf-encrypted': {
    zh: { because: '这份 PDF 设了打开密码，不能读取。', remedy: '请用 PDF 阅读器打开，取消密码后另存，再导入。' },
    en: {
      because: 'This PDF is protected by a password and cannot be read.',
      remedy: 'Open it in a PDF reader, save it without the password and import that.',
    },
  },
  'formats.pdf-broken': {
    zh: {
      because: '这份 PDF 已损坏或没有传完整，打不开。',
      remedy: '请重新下载或重新传一次；仍不行的，用 PDF 阅读器打开后另存，或导入它的 Word 原稿。',
    },
    en: {
      because: 'This PDF is damaged or incomplete.',
      remedy:
        'Download or send it again; if that fails, open it in a PDF reader and save it anew, or import the Word original.',
    },
  },
  'formats.ofd-broken': {
    zh: {
      because: '这份 OFD 的结构（{part}）不完整，读不下去。',
      remedy: '请重新下载；仍不行的，用 OFD 阅读器打开后另存，或导入它的 Word 原稿。',
    },
    en: {
      because: 'The structure of this OFD ({part}) is incomplete.',
      remedy:
        'Download it again; if that fails, open it in an OFD reader and save it anew, or import the Word original.',
    },
  },
  'formats.doc-broken': {
    zh: {
      because: '这份 .doc 文件已损坏、没有传完整，或者是 Word 95 以前的旧格式，读不下去。',
      remedy: '请用 Word 或 WPS 打开，另存为 .docx 后导入；或全选复制，把文字粘贴进来。',
    },
    en: {
      because: 'This .doc file is damaged, incomplete, or older than Word 97.',
      remedy: 'Open it in Word or WPS, save it as .docx and import that; or copy the text and paste it.',
    },
  },
  'formats.too-costly': {
    zh: {
      because: '读取这份文件所需的时间（{seconds} 秒）或内存超过上限，已停止读取。',
      remedy: '请把文件拆成几份再导入；或打开后全选复制，把文字粘贴进来。',
    },
    en: {
      because: 'Reading this file needs more time ({seconds} seconds) or memory than allowed, so it was stopped.',
      remedy: 'Split the file and import the parts; or open it, copy the text and paste it.',
    },
  },
  'formats.too-many-pages': {
    zh: { because: '文件超过 {limit} 页的上限。', remedy: '请只保留需要的部分，或分成几份导入。' },
    en: {
      because: 'The file has more than {limit} pages.',
      remedy: 'Keep the part that is needed, or import it in parts.',
    },
  },
  'formats.encrypted': {
    zh: { because: '文件设了打开密码，不能读取。', remedy: '请用 Word、Excel 或 WPS 打开，取消密码后另存，再导入。' },
    en: {
      because: 'The file is protected by a password and cannot be read.',
      remedy: 'Open it in Word, Excel or WPS, remove the password, save it and import that.',
    },
  },
  'formats.bad-cells': {
    zh: {
      because: '表里有 {count} 处需要改正，本次没有写入：\n{cells}',
      remedy: '请在表里改正后再导入。',
    },
    en: {
      because: '{count} cells of the sheet need correction; nothing was written:\n{cellsEn}',
      remedy: 'Correct them in the sheet and import again.',
    },
  },
  'formats.unknown-kind': {
    zh: {
      because: '不认识这种文件（{extension}）。',
      remedy:
        '能读取的是 .docx、.xlsx、.pdf、.ofd、.doc、.txt、.md；其他文件请先另存为其中一种，或把文字复制粘贴进来。',
    },
    en: {
      because: 'This kind of file is not known ({extension}).',
      remedy:
        'Readable are .docx, .xlsx, .pdf, .ofd, .doc, .txt and .md; save it as one of these, or copy the text and paste it.',
    },
  },
  'formats.wrong-extension': {
    zh: {
      because: '文件名以 {extension} 结尾，内容却不是这种文件（实际是 {kind}）。',
      remedy: '请向提供者核实；确认无误的，用 Word 或 WPS 打开，按正确的类型另存后导入。',
    },
    en: {
      because: 'The name ends in {extension}, but the content is something else ({kind}).',
      remedy:
        'Check with whoever sent it; if it is right, open it in Word or WPS, save it in its proper kind and import that.',
    },
  },
  'formats.not-a-sheet': {
    zh: {
      because: '这个文件不是 Excel 表格（.xlsx）。',
      remedy: '请选择 .xlsx 文件；是别种表格的，用 WPS 或 Excel 打开，另存为 .xlsx 后导入。',
    },
    en: {
      because: 'This file is no Excel sheet (.xlsx).',
      remedy: 'Choose an .xlsx file; open a sheet of another kind in WPS or Excel, save it as .xlsx and import that.',
    },
  },
  'formats.not-office': {
    zh: {
      because: '文件名以 {extension} 结尾，内容却不是 Word 或 Excel 文件：可能只改过扩展名，或没有传完整。',
      remedy: '请重新下载或向提供者核实；能用 Word 或 WPS 打开的，按正确的类型另存后导入。',
    },
    en: {
      because:
        'The name ends in {extension}, but the content is no Word or Excel file: it may only have been renamed, or is incomplete.',
      remedy:
        'Download it again or check with whoever sent it; if Word or WPS opens it, save it in its proper kind and import that.',
    },
  },
  'formats.binary': {
    zh: {
      because: '这不是文本文件：里面是程序数据，不是文字。',
      remedy: '请确认选对了文件；如果它本来是 Word 或 Excel 文件，请把扩展名改回去。',
    },
    en: {
      because: 'This is no text file: it holds data, not text.',
      remedy: 'Check that it is the right file; if it was a Word or Excel file, give it its extension back.',
    },
  },
  'formats.unknown-encoding': {
    zh: {
      because: '文本的编码认不出来（既不是 UTF-8，也不像 GB18030/GBK），强行读取会出乱码。',
      remedy: '请用记事本或 WPS 打开，确认文字正常后另存为 UTF-8 编码；或把文字复制粘贴进来。',
    },
    en: {
      because:
        'The encoding of the text is not known (neither UTF-8 nor, by its look, GB18030), so that characters would come out wrong.',
      remedy: 'Open it in an editor, check that it reads well and save it as UTF-8; or copy the text and paste it.',
    },
  },
  'formats.archive-broken': {
    zh: {
      because: '文件已损坏或没有传完整，打不开。',
      remedy: '请重新下载或重新传一次；仍不行的，用 Word 或 WPS 打开修复，另存后导入。',
    },
    en: {
      because: 'The file is damaged or incomplete: its part {part} cannot be opened.',
      remedy: 'Download or send it again; if that fails, let Word or WPS repair it, save it and import that.',
    },
  },
  'formats.archive-bomb': {
    zh: {
      because: '文件解开后异常庞大（{part}），可能是恶意构造的，已停止读取。',
      remedy: '请向提供者核实；确认无误的，用 Word 或 WPS 打开后另存，或把正文复制粘贴进来。',
    },
    en: {
      because: 'The file unpacks to an abnormal size ({part}) and may have been made to harm, so reading was stopped.',
      remedy: 'Check with whoever sent it; if it is right, open it in Word or WPS and save it anew, or paste the text.',
    },
  },
  'formats.archive-unsafe-name': {
    zh: {
      because: '文件内部有指向外部目录的名称（{part}），可能是恶意构造的，已停止读取。',
      remedy: '请向提供者核实；不要在其他电脑上打开它。',
    },
    en: {
      because:
        'The file holds a name that points outside of it ({part}) and may have been made to harm, so reading was stopped.',
      remedy: 'Check with whoever sent it, and do not open it elsewhere.',
    },
  },
  'formats.xml-doctype': {
    zh: {
      because: '文件内部（{part}）含有正常 Word、Excel 文件不会有的外部实体声明，可能是恶意构造的，已停止读取。',
      remedy: '请向提供者核实；确认无误的，用 Word 或 WPS 打开后另存再导入。',
    },
    en: {
      because:
        'The file holds a document type or entity declaration ({part}), which no Word or Excel file has; it may have been made to harm, so reading was stopped.',
      remedy: 'Check with whoever sent it; if it is right, open it in Word or WPS and save it anew.',
    },
  },
  'formats.xml-broken': {
    zh: {
      because: '文件内部（{part}）的结构已损坏，读不下去。',
      remedy: '请用 Word 或 WPS 打开修复，另存后导入；仍不行的，把文字复制粘贴进来。',
    },
    en: {
      because: 'The structure inside the file ({part}) is damaged.',
      remedy: 'Let Word or WPS repair it, save it and import that; if that fails, copy the text and paste it.',
    },
  },
  'formats.xml-too-large': {
    zh: {
      because: '文件内部（{part}）的结构过于庞大或嵌套过深，已停止读取。',
      remedy: '请用 Word 或 WPS 打开，只保留需要的内容另存后导入；或把文字复制粘贴进来。',
    },
    en: {
      because: 'The structure inside the file ({part}) is too large or too deeply nested.',
      remedy: 'Open it in Word or WPS, keep what is needed, save it and import that; or copy the text and paste it.',
    },
  },
  'formats.field-broken': {
    zh: {
      because: '文档里有一个域（如目录、页码、引用）没有结束，后面 {count} 个字符会被当成域代码而丢失，已停止读取。',
      remedy: '请用 Word 或 WPS 打开，全选后按 Ctrl+Shift+F9 把域变成普通文字，另存后导入。',
    },
    en: {
      because:
        'A field of the document (contents, page number, reference) never ends, so that {count} characters after it would be lost; reading was stopped.',
      remedy:
        'Open it in Word or WPS, select all, press Ctrl+Shift+F9 to turn fields into text, save it and import that.',
    },
  },
  'formats.cell-too-long': {
    zh: {
      because:
        '工作表“{sheet}”第 {row} 行第 {column} 列有 {length} 个字符，超过 Excel 单元格 {limit} 个字符的上限，未导出。',
      remedy: '请把这一项拆成几条，或缩短文字后再导出。',
    },
    en: {
      because:
        'Row {row}, column {column} of sheet "{sheet}" has {length} characters, more than the {limit} of an Excel cell; nothing was exported.',
      remedy: 'Split that entry or shorten its text, then export again.',
    },
  },
  'formats.too-many-rows': {
    zh: {
      because: '工作表“{sheet}”有 {rows} 行，超过 Excel {limit} 行的上限，未导出。',
      remedy: '请用筛选缩小范围，分几次导出。',
    },
    en: {
      because: 'Sheet "{sheet}" has {rows} rows, more than the {limit} of Excel; nothing was exported.',
      remedy: 'Narrow it by filters and export in parts.',
    },
  },
  ...noteMessages,
  ...projectMessages,
};
