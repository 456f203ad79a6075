import { describe, expect, it } from 'vitest';
import { readDocument } from '../read-document.ts';
import { buildDocx, levelXml, listXml, numbered, paragraph } from '../testing/build-package.ts';
import { gridOf, paragraphsOf, printed, readDocx, refusedCode, tablesOf } from '../testing/expect-outcome.ts';

const run = (content: string) => `<w:r>${content}</w:r>`;
const text = (content: string) => run(`<w:t>${content}</w:t>`);
const cell = (content: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (cells: string, properties = '') => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`;
const field = (kind: string) => run(`<w:fldChar w:fldCharType="${kind}"/>`);

async function texts(body: string, more: object = {}): Promise<string[]> {
  return paragraphsOf((await readDocx(buildDocx({ body, ...more }))).blocks).map((block) => block.text);
}

describe('text of a paragraph', () => {
  it('keeps tabs, soft breaks and hyphens, drops page breaks at the ends, and trims what is not preserved', async () => {
    const body = `<w:p>${run('<w:br w:type="page"/><w:t> a </w:t><w:tab/><w:t>b</w:t><w:br/><w:t xml:space="preserve"> c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:sym w:char="F0FE"/><w:cr/>')}</w:p>`;
    expect(await texts(body)).toEqual(['a\tb\n c-d\n']);
  });

  it('enters links, content controls, smart tags and formulas, and takes the base of a reading aid', async () => {
    const body = `<w:p><w:hyperlink>${text('a')}</w:hyperlink><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${text('b')}</w:sdtContent></w:sdt><w:smartTag>${text('c')}</w:smartTag><m:oMath><m:r><m:t>d</m:t></m:r></m:oMath>${run(`<w:ruby><w:rt>${text('pinyin')}</w:rt><w:rubyBase>${text('e')}</w:rubyBase></w:ruby>`)}</w:p>`;
    expect(await texts(body)).toEqual(['abcde']);
  });

  it('takes the result of a field and not its instruction', async () => {
    const body = `<w:p>${field('begin')}${run('<w:instrText> DATE </w:instrText><w:t>no</w:t>')}${field('separate')}${text('2026年')}${field('end')}${text('末')}<w:fldSimple w:instr=" PAGE ">${text('1')}</w:fldSimple></w:p>`;
    expect(await texts(body)).toEqual(['2026年末1']);
  });

  it('refuses a document that a broken field would swallow', async () => {
    const bytes = buildDocx({ body: `<w:p>${text('a')}${field('begin')}${text('lost')}</w:p>` });
    expect(refusedCode(await readDocument({ bytes, fileName: 'a.docx' }))).toBe('formats.field-broken');
  });

  it('counts insertions, leaves deletions out, and joins a paragraph whose mark was deleted with the next', async () => {
    const body = `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>${text('建成')}<w:del>${run('<w:delText>旧</w:delText>')}</w:del></w:p><w:p><w:ins>${text('新区')}</w:ins><w:moveFrom>${text('走')}</w:moveFrom><w:moveTo>${text('来')}</w:moveTo></w:p>`;
    const document = await readDocx(buildDocx({ body }));
    expect(printed(document.blocks)).toEqual(['|建成新区来']);
    expect(document.notes).toEqual([{ code: 'formats.tracked-changes', values: { inserted: 2, deleted: 3 } }]);
  });

  it('does not count the number of a deleted paragraph', async () => {
    const deleted = `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del>${run('<w:delText>旧</w:delText>')}</w:del></w:p>`;
    const list = listXml(1, levelXml(0, 'chineseCounting', '%1、'));
    const document = await readDocx(
      buildDocx({ body: numbered('a', 0) + deleted + numbered('b', 0), numbering: list.abstract + list.instance }),
    );
    expect(printed(document.blocks)).toEqual(['一、|a', '二、|b']);
  });

  it('leaves hidden text and comments out and says so', async () => {
    const body = `<w:p>${text('a')}${run('<w:rPr><w:vanish/></w:rPr><w:t>藏</w:t>')}${run('<w:commentReference w:id="0"/>')}</w:p>${paragraph('全藏', '<w:rPr><w:vanish/></w:rPr>', '<w:vanish/>')}`;
    const document = await readDocx(buildDocx({ body }));
    expect(printed(document.blocks)).toEqual(['|a']);
    expect(document.notes).toEqual([
      { code: 'formats.hidden-text', values: { count: 3 } },
      { code: 'formats.comments-left-out', values: { count: 1 } },
    ]);
  });
});

describe('look of a paragraph', () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="S"><w:name w:val="Mine"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>' +
    '<w:style w:type="character" w:styleId="B"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>';
  it('resolves bold and heading levels through styles', async () => {
    const body = [
      paragraph('a', '<w:pStyle w:val="1"/>'),
      paragraph('b', '<w:pStyle w:val="S"/>', '<w:b w:val="0"/>'),
      paragraph('c', '<w:outlineLvl w:val="9"/>', '<w:rStyle w:val="B"/>'),
      paragraph('d', '<w:pStyle w:val="1"/>', '<w:rStyle w:val="B"/>'),
      `<w:p>${run('<w:rPr><w:b/></w:rPr><w:t>e</w:t>')}${text('f')}</w:p>`,
    ].join('');
    const blocks = paragraphsOf((await readDocx(buildDocx({ body, styles }))).blocks);
    expect(blocks.map((block) => [block.bold, block.headingLevel])).toEqual([
      [true, 1],
      [false, 3],
      [true, null],
      [false, 1],
      [false, null],
    ]);
  });
});

describe('parts around the body', () => {
  it('puts referenced notes at the end and page headers apart, without the mark', async () => {
    const body = `<w:p>${text('a')}${run('<w:footnoteReference w:id="2"/>')}${run('<w:endnoteReference w:id="1"/>')}</w:p>`;
    const footnotes = `<w:footnote w:type="separator" w:id="0">${paragraph('---')}</w:footnote><w:footnote w:id="2">${paragraph('注')}</w:footnote><w:footnote w:id="3">${paragraph('unused')}</w:footnote>`;
    const document = await readDocx(
      buildDocx({
        body,
        footnotes,
        endnotes: `<w:endnote w:id="1">${paragraph('尾注')}</w:endnote>`,
        header: paragraph('机密★1年') + paragraph(''),
      }),
    );
    expect(paragraphsOf(document.blocks).map((block) => [block.text, block.origin.part, block.origin.index])).toEqual([
      ['a', 'body', 0],
      ['注', 'footnote', 0],
      ['尾注', 'footnote', 1],
    ]);
    expect(document.pageHeaders).toEqual(['机密★1年']);
  });

  it('reads a text box once, after its paragraph, whichever of two alternatives holds it', async () => {
    const box = `<w:txbxContent>${paragraph('框')}</w:txbxContent>`;
    const both = run(
      `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`,
    );
    const old = run(`<w:pict><v:textbox>${box}</v:textbox></w:pict>`);
    const document = await readDocx(buildDocx({ body: `<w:p>${both}${text('a')}</w:p><w:p>${text('b')}${old}</w:p>` }));
    expect(paragraphsOf(document.blocks).map((block) => [block.text, block.origin.part, block.origin.index])).toEqual([
      ['a', 'body', 0],
      ['框', 'textbox', 0],
      ['b', 'body', 1],
      ['框', 'textbox', 1],
    ]);
  });

  it('shows the words of a watermark among the page headers', async () => {
    expect(
      (
        await readDocx(
          buildDocx({
            body: paragraph('a'),
            header: `<w:p>${run('<w:pict><v:shape><v:textpath string="秘密"/></v:shape></w:pict>')}</w:p>`,
          }),
        )
      ).pageHeaders,
    ).toEqual(['秘密']);
  });

  it('says embedded files and macros, and reads neither', async () => {
    const document = await readDocx(
      buildDocx({ body: paragraph('a'), more: { 'word/vbaProject.bin': 'x', 'word/embeddings/a.xlsx': 'y' } }),
    );
    expect(document.notes.map((note) => note.code)).toEqual(['formats.embedded-left-out', 'formats.macros-ignored']);
  });

  it('reads the strict variant and other prefixes', async () => {
    const xml =
      '<q:document xmlns:q="http://purl.oclc.org/ooxml/wordprocessingml/main"><q:body><q:p><q:r><q:t>严</q:t></q:r></q:p></q:body></q:document>';
    expect(await texts('', { more: { 'word/document.xml': xml } })).toEqual(['严']);
  });
});

describe('printed contents', () => {
  const flags = async (body: string, styles = '') =>
    paragraphsOf((await readDocx(buildDocx({ body, styles }))).blocks).map((block) => [block.text, block.contents]);

  it('marks the paragraphs of a contents field, of its styles and of its control', async () => {
    const start = `<w:p>${field('begin')}${run('<w:instrText> TOC \\o </w:instrText>')}${field('separate')}${text('一、甲 1')}</w:p>`;
    const styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>';
    const control = `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${paragraph('目录')}</w:sdtContent></w:sdt>`;
    const body = `${control}${start}${paragraph('二、乙 2')}<w:p>${field('end')}</w:p>${paragraph('三、丙 3', '<w:pStyle w:val="T"/>')}${paragraph('一、甲')}`;
    expect(await flags(body, styles)).toEqual([
      ['目录', true],
      ['一、甲 1', true],
      ['二、乙 2', true],
      ['', true],
      ['三、丙 3', true],
      ['一、甲', false],
    ]);
  });

  it('takes the marks back where the field never ends', async () => {
    const body = `<w:p>${field('begin')}${run('<w:instrText>TOC</w:instrText>')}${field('separate')}${text('a')}</w:p>${paragraph('b')}`;
    expect(await flags(body)).toEqual([
      ['a', false],
      ['b', false],
    ]);
  });
});

describe('tables', () => {
  it('carries vertical merges, spans columns, marks header rows and keeps origins', async () => {
    const table = `<w:tbl>${row(cell(paragraph('方面')) + cell(paragraph('任务'), '<w:gridSpan w:val="2"/>'), '<w:tblHeader/>')}${row(cell(paragraph('甲'), '<w:vMerge w:val="restart"/>') + cell(paragraph('1')) + cell(paragraph('x')))}${row(cell(paragraph(''), '<w:vMerge/>') + cell(paragraph('2')) + cell(paragraph('y')))}${row(cell(paragraph('乙')) + cell(paragraph('3')) + cell(paragraph('z')))}</w:tbl>`;
    const found = tablesOf((await readDocx(buildDocx({ body: paragraph('前') + table }))).blocks)[0];
    expect(gridOf(found)).toEqual([
      ['方面', '任务'],
      ['甲', '1', 'x'],
      ['甲*', '2', 'y'],
      ['乙', '3', 'z'],
    ]);
    expect(found?.rows.map((each) => each.header)).toEqual([true, false, false, false]);
    expect(found?.rows[0]?.cells[1]).toMatchObject({ column: 1, columnSpan: 2, origin: { part: 'body', index: 2 } });
    expect(found?.rows[2]?.cells[0]?.origin).toEqual(found?.rows[1]?.cells[0]?.origin);
  });

  it('puts automatic numbers, paragraphs and a nested table into the text of the cell', async () => {
    const list = listXml(1, levelXml(0, 'decimal', '%1'));
    const nested = `<w:tbl>${row(cell(paragraph('内1')) + cell(paragraph('内2')))}</w:tbl>`;
    const table = `<w:tbl>${row(cell(numbered('', 0)) + cell(paragraph('a') + paragraph('') + numbered('b', 0) + nested + paragraph('')))}</w:tbl>`;
    expect(
      gridOf(
        tablesOf((await readDocx(buildDocx({ body: table, numbering: list.abstract + list.instance }))).blocks)[0],
      ),
    ).toEqual([['1', 'a\n2 b\n内1\t内2']]);
  });

  it('leaves deleted rows out, enters controls around rows, takes gridBefore and hMerge into account', async () => {
    const table = `<w:tbl>${row(cell(paragraph('删')), '<w:del w:id="1"/>')}<w:sdt><w:sdtContent>${row(cell(paragraph('a')), '<w:gridBefore w:val="1"/>')}</w:sdtContent></w:sdt>${row(cell(paragraph('b'), '<w:hMerge w:val="restart"/>') + cell(paragraph(''), '<w:hMerge/>'))}</w:tbl>`;
    const found = tablesOf((await readDocx(buildDocx({ body: table }))).blocks)[0];
    expect(gridOf(found)).toEqual([['a'], ['b']]);
    expect(found?.rows.map((each) => [each.index, each.cells[0]?.column, each.cells[0]?.columnSpan])).toEqual([
      [1, 1, 1],
      [2, 0, 2],
    ]);
  });
});
