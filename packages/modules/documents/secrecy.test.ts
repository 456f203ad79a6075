import type { SourceDocument, SourceParagraph } from '@qipan/kernel';
import { describe, expect, test } from 'vitest';
import { findSecrecy } from './secrecy.ts';

function paragraph(text: string, index = 0): SourceParagraph {
  const plain = { number: null, numberLevel: null, headingLevel: null, bold: false, contents: false } as const;
  return { kind: 'paragraph', text, ...plain, origin: { part: 'body', index } };
}

/** A document of these lines, with these page headers. */
function lines(texts: readonly string[], pageHeaders: readonly string[] = []): SourceDocument {
  return { format: 'docx', blocks: texts.map(paragraph), pageHeaders, notes: [] };
}

/** A sheet of these rows of cells. */
function sheet(rows: readonly (readonly string[])[]): SourceDocument {
  const cells = (texts: readonly string[]) =>
    texts.map((text, column) => ({
      text,
      column,
      columnSpan: 1,
      carried: false,
      origin: { part: 'sheet' as const, index: column },
    }));
  const table = {
    kind: 'table' as const,
    sheet: '台账',
    rows: rows.map((row, index) => ({ cells: cells(row), header: false, index })),
  };
  return { format: 'xlsx', blocks: [table], pageHeaders: [], notes: [] };
}

const body = ['关于印发工作方案的通知', '各县（市、区）政府：', '现将工作方案印发给你们，请认真贯彻执行。'];

describe('a mark at the head is found', () => {
  test.each([
    ['秘密', '秘密'],
    ['机密', '机密'],
    ['绝密', '绝密'],
    ['秘密★10年', '秘密'],
    ['秘密★一年', '秘密'],
    ['机密 ★ 启封前', '机密'],
    ['机密★6个月', '机密'],
    ['绝密★长期', '绝密'],
    ['绝密★', '绝密'],
    ['密级：机密', '机密'],
    ['秘密级', '秘密'],
    ['机密件', '机密'],
    ['机 密', '机密'],
    ['　秘　密　', '秘密'],
    ['秘密★１０年', '秘密'],
    ['000123 机密★1年 特急', '机密'],
    ['000123机密★1年特急', '机密'],
    ['特急　绝密', '绝密'],
    ['機密★1年', '机密'],
    ['絕密★長期', '绝密'],
    ['\u200b秘密★5年', '秘密'],
  ])('%j', (mark, found) => {
    expect(findSecrecy(lines([mark, ...body]))).toEqual({ level: 'secret', mark: found });
    expect(findSecrecy(lines(['', '', ...body.slice(0, 1), mark, ...body.slice(1)]))).toEqual({
      level: 'secret',
      mark: found,
    });
    expect(findSecrecy(lines(body, [mark]))).toEqual({ level: 'secret', mark: found });
    expect(findSecrecy(sheet([[mark], ['重点任务台账'], ['序号', '任务'], ['1', '建成园区']]))).toEqual({
      level: 'secret',
      mark: found,
    });
  });

  test('as the second line of a paragraph with a soft break', () => {
    expect(findSecrecy(lines(['000123\n机密★1年\n特急', ...body]))).toEqual({ level: 'secret', mark: '机密' });
  });

  test('of an attachment far down, by its ★', () => {
    const far = Array.from({ length: 80 }, (_, index) => `第${index + 1}段，照此办理。`);
    expect(findSecrecy(lines([...body, ...far, '机密★3年', '附件']))).toEqual({ level: 'secret', mark: '机密' });
  });

  test('a secret mark counts for more than an internal one before it', () => {
    expect(findSecrecy(lines(['内部资料', '秘密★1年', ...body]))).toEqual({ level: 'secret', mark: '秘密' });
  });
});

describe('an internal mark is found as such', () => {
  test.each([
    ['内部资料', '内部资料'],
    ['内部资料　注意保存', '内部资料'],
    ['（内部资料，请勿外传）', '内部资料'],
    ['【内部文件】', '内部文件'],
    ['工作秘密', '工作秘密'],
    ['工作秘密，不得外传', '工作秘密'],
    ['內部資料', '内部资料'],
  ])('%j', (mark, found) => {
    expect(findSecrecy(lines([mark, ...body]))).toEqual({ level: 'internal', mark: found });
    expect(findSecrecy(lines(body, [mark]))).toEqual({ level: 'internal', mark: found });
  });
});

describe('words are no mark', () => {
  test.each([
    '保护企业商业秘密和技术秘密，完善知识产权保护制度。',
    '严守工作秘密，不得泄露。',
    '加强国家秘密管理，做好机密文件的清退工作。',
    '技术秘密',
    '商业秘密保护',
    '开展商业秘密★保护示范创建，建成示范区2个。',
    '本方案不涉及秘密、机密、绝密事项。',
    '机密性、完整性、可用性',
    '内部控制制度进一步健全。',
    '内部审计',
    '（三）保守秘密',
    '秘密工作处负责落实',
  ])('%j', (text) => {
    expect(findSecrecy(lines([text, ...body]))).toBeNull();
    expect(findSecrecy(lines([...body, text]))).toBeNull();
    expect(findSecrecy(lines(body, [text]))).toBeNull();
    expect(findSecrecy(sheet([['重点任务台账'], ['序号', '任务'], ['1', text]]))).toBeNull();
  });

  test('nor is the same word in a column far below the head', () => {
    const rows = Array.from({ length: 40 }, (_, index) => [String(index + 1), '建成园区', '秘密']);
    expect(
      findSecrecy(
        sheet([
          ['信息公开目录', '', ''],
          ['序号', '事项', '备注'],
          ...Array.from({ length: 20 }, () => ['1', '事项', '公开']),
          ...rows,
        ]),
      ),
    ).toBeNull();
  });
});
