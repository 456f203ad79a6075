import { describe, expect, it } from 'vitest';
import { readDocument } from '../read-document.ts';
import { buildPdf, type PdfSpec, rule, show } from '../testing/build-pdf.ts';
import { answered, gridOf, paragraphsOf, refusedCode, tablesOf } from '../testing/expect-outcome.ts';

const read = async (spec: PdfSpec) => answered(await readDocument({ bytes: buildPdf(spec), fileName: '方案.pdf' }));
const textsOf = async (spec: PdfSpec) => paragraphsOf((await read(spec)).blocks).map((block) => block.text);
const code = async (bytes: Uint8Array) => refusedCode(await readDocument({ bytes, fileName: '方案.pdf' }));

/** Lines of 28 signs at 16 points between 72 and 520, the first of each paragraph set in by two. */
function body(paragraphs: readonly string[], top = 700): string {
  return paragraphs
    .flatMap((text) => [
      { text: text.slice(0, 26), x: 104 },
      ...(text.slice(26).match(/.{1,28}/gsu) ?? []).map((row) => ({ text: row, x: 72 })),
    ])
    .map((row, index) => show(row.text, { x: row.x, y: top - index * 28 }))
    .join('');
}

const sentence = '推进京津冀协同发展各项改革任务落地落实，明确责任、倒排工期，建立台账，逐项销号';
const long = (mark: string) => `${mark}${sentence}。${sentence}。${sentence}。`;

describe('text of a PDF', () => {
  it('joins lines to paragraphs by measure and indent, over a page end too', async () => {
    const paragraphs = ['一、总体要求', long('（一）'), long('（二）'), `${sentence}${sentence}${sentence}尾`];
    expect(await textsOf({ pages: [body(paragraphs)] })).toEqual(paragraphs);
    const text = long('1.');
    const head = show(text.slice(0, 26), { x: 104, y: 100 }) + body([long('（一）'), long('（二）'), long('（三）')]);
    const tail = [26, 54, 82].map((from, index) => show(text.slice(from, from + 28), { x: 72, y: 700 - index * 28 }));
    const found = await textsOf({ pages: [head, tail.join('') + show(text.slice(110), { x: 72, y: 616 })] });
    expect(found.at(-1)).toBe(text);
  });

  it('reads the character maps of fonts that are not embedded', async () => {
    expect(await textsOf({ pages: [show('廊坊市２０２５年GDP', { x: 72, y: 700 })] })).toEqual(['廊坊市２０２５年GDP']);
    const gbk = 'BT /F1 16 Tf 72 700 Td <c0c8b7bbcad0> Tj ET';
    expect(await textsOf({ pages: [gbk], encoding: 'GBK-EUC-H' })).toEqual(['廊坊市']);
  });

  it('drops page headers, footers and page numbers, and keeps them apart', async () => {
    const pages = [1, 2, 3].map(
      (number) =>
        show('内部资料', { x: 250, y: 800, size: 12 }) +
        body([`${'一二三'[number - 1]}、任务`, long('')]) +
        show(`— ${number} —`, { x: number % 2 ? 450 : 90, y: 40, size: 14 }),
    );
    const document = await read({ pages });
    expect(document.pageHeaders).toEqual(['内部资料']);
    const texts = paragraphsOf(document.blocks).map((block) => block.text);
    expect(texts).toEqual(['一、任务', long(''), '二、任务', long(''), '三、任务', long('')]);
  });

  it('reads two columns one after the other, and what stands across them in its place', async () => {
    const column = (x: number, name: string) =>
      Array.from({ length: 8 }, (_, index) =>
        show(`${name}栏第${index}行共十二个字。`, { x, y: 600 - index * 20, size: 12 }),
      ).join('');
    const texts = await textsOf({
      pages: [
        show('横贯两栏的标题要足够长才能横跨中间的空白', { x: 90, y: 700, size: 20 }) +
          column(72, '左') +
          column(320, '右'),
      ],
    });
    expect(texts[0]).toBe('横贯两栏的标题要足够长才能横跨中间的空白');
    const rest = texts.slice(1).join('');
    expect(rest.indexOf('左栏第7行')).toBeGreaterThan(0);
    expect(rest.indexOf('左栏第7行')).toBeLessThan(rest.indexOf('右栏第0行'));
  });

  it('joins hyphens of Latin words and keeps blanks between them', async () => {
    const lines = ['The co-ordinated deve-', 'lopment of the region and', 'the work of all units.'];
    const page = lines.map((line, index) => show(line, { x: 72, y: 700 - index * 20, size: 12 })).join('');
    const filler = show('M'.repeat(28), { x: 72, y: 600, size: 12 });
    expect((await textsOf({ pages: [page + filler + filler] }))[0]).toBe(
      'The co-ordinated development of the region and the work of all units.',
    );
  });

  it('keeps slanted text apart, where a 密级 may stand, and says of a recognised scan that it is one', async () => {
    const slanted = 'BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <673a5bc6> Tj ET\n';
    const marked = await read({ pages: [slanted + show('正文', { x: 72, y: 700 })] });
    expect(marked.pageHeaders).toEqual(['机密']);
    expect(marked.notes.map((note) => note.code)).toEqual(['formats.read-by-layout', 'formats.slanted-text']);
    const hidden = `3 Tr\n${show('识别出来的正文', { x: 72, y: 700 })}`;
    const recognised = (await read({ pages: [hidden, ''] })).notes;
    expect(recognised.map((note) => note.code)).toEqual([
      'formats.read-by-layout',
      'formats.pages-without-text',
      'formats.recognised-text',
    ]);
  });

  it('reads a footnote apart from the body', async () => {
    const note = rule(72, 140, 200, 140) + show('①见附件。', { x: 72, y: 120, size: 10 });
    const { blocks } = await read({ pages: [body(['一、任务', long('')]) + note] });
    expect(paragraphsOf(blocks).map((block) => [block.origin.part, block.text])).toEqual([
      ['body', '一、任务'],
      ['body', long('')],
      ['footnote', '①见附件。'],
    ]);
  });
});

describe('ruled tables of a PDF', () => {
  const edges = [72, 132, 332, 500];
  const table = (top: number, rows: readonly (readonly string[])[]) => {
    const bottom = top - rows.length * 30;
    const lines = Array.from({ length: rows.length + 1 }, (_, index) =>
      rule(72, top - index * 30, 500, top - index * 30),
    );
    const uprights = edges.map((x) => rule(x, bottom, x, top));
    const texts = rows.flatMap((cells, row) =>
      cells.map((text, column) =>
        text === '' ? '' : show(text, { x: (edges[column] ?? 0) + 5, y: top - row * 30 - 20, size: 12 }),
      ),
    );
    return [...lines, ...uprights, ...texts].join('');
  };

  it('are one over a page end; the repeated header counts once', async () => {
    const header = ['序号', '重点任务', '责任单位'];
    const document = await read({
      pages: [
        show('分工表', { x: 250, y: 780, size: 22 }) + table(700, [header, ['1', '建立台账', '市发展改革委']]),
        table(780, [header, ['2', '办好展会', '']]) + show('说明：演示。', { x: 72, y: 600 }),
      ],
    });
    expect(tablesOf(document.blocks).map(gridOf)).toEqual([
      [header, ['1', '建立台账', '市发展改革委'], ['2', '办好展会', '']],
    ]);
    expect(tablesOf(document.blocks)[0]?.rows.map((row) => row.header)).toEqual([true, false, false]);
    expect(paragraphsOf(document.blocks).map((block) => block.text)).toEqual(['分工表', '说明：演示。']);
  });

  it('take the rest of a row from the next page', async () => {
    const document = await read({
      pages: [table(700, [['1', '完成全部一百二十项', '市政府']]), table(780, [['', '任务。', '办公室']])],
    });
    expect(tablesOf(document.blocks).map(gridOf)).toEqual([[['1', '完成全部一百二十项任务。', '市政府办公室']]]);
  });

  it('carry a merged cell into the rows that it covers', async () => {
    const merged = [
      ...[700, 640].map((y) => rule(72, y, 500, y)),
      rule(132, 670, 500, 670),
      ...edges.map((x) => rule(x, 640, x, 700)),
      show('合并', { x: 77, y: 666, size: 12 }),
      show('甲', { x: 140, y: 680, size: 12 }),
      show('乙', { x: 340, y: 680, size: 12 }),
      show('丙', { x: 140, y: 650, size: 12 }),
      show('丁', { x: 340, y: 650, size: 12 }),
    ];
    expect(gridOf(tablesOf((await read({ pages: [merged.join('')] })).blocks)[0])).toEqual([
      ['合并', '甲', '乙'],
      ['合并*', '丙', '丁'],
    ]);
  });
});

describe('tables without rules', () => {
  it('are read by the spaces between their columns, a row from its first column on', async () => {
    const rows = [
      ['序号', '重点任务', '责任单位'],
      ['1', '建立在京单位台账，', '市发展改革委'],
      ['', '每季度更新一次', ''],
      ['2', '办好展会', '市商务局'],
    ];
    const page = rows.flatMap((cells, row) =>
      cells.map((text, column) => show(text, { x: [80, 130, 330][column] ?? 0, y: 700 - row * 20, size: 12 })),
    );
    const { blocks } = await read({ pages: [show('分工表', { x: 250, y: 780, size: 22 }) + page.join('')] });
    expect(tablesOf(blocks).map(gridOf)).toEqual([
      [
        ['序号', '重点任务', '责任单位'],
        ['1', '建立在京单位台账，每季度更新一次', '市发展改革委'],
        ['2', '办好展会', '市商务局'],
      ],
    ]);
  });
});

describe('what is refused of a PDF', () => {
  it('a scan, a password, damage, each with its own sentence', async () => {
    expect(await code(buildPdf({ pages: ['', '0 0 100 100 re f'] }))).toBe('formats.scan');
    const locked = `/Encrypt 100 0 R/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`;
    const objects = [`<</Filter/Standard/V 1/R 2/Length 40/P -4/O<${'11'.repeat(32)}>/U<${'22'.repeat(32)}>>>`];
    expect(await code(buildPdf({ pages: [body(['正文'])], trailer: locked, objects }))).toBe('formats.pdf-encrypted');
    expect(await code(new TextEncoder().encode('%PDF-1.7 nothing more'))).toBe('formats.pdf-broken');
    expect(await code(buildPdf({ pages: [] }))).toMatch(/^formats\.(pdf-broken|scan)$/);
  });

  it('more pages than the limit', async () => {
    expect(await code(buildPdf({ pages: Array.from({ length: 3_001 }, () => '') }))).toBe('formats.too-many-pages');
  });

  it('the name of another kind', async () => {
    const bytes = buildPdf({ pages: [body(['正文'])] });
    expect(refusedCode(await readDocument({ bytes, fileName: 'a.docx' }))).toBe('formats.wrong-extension');
    expect(answered(await readDocument({ bytes, fileName: null })).format).toBe('pdf');
  });
});
