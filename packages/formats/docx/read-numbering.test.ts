import { describe, expect, it } from 'vitest';
import { buildDocx, levelXml, listXml, numbered, paragraph } from '../testing/build-package.ts';
import { paragraphsOf, printed, readDocx } from '../testing/expect-outcome.ts';

const official =
  levelXml(0, 'chineseCounting', '%1、') +
  levelXml(1, 'chineseCounting', '（%2）') +
  levelXml(2, 'decimal', '%3.') +
  levelXml(3, 'decimal', '（%4）');

async function read(body: string, list: { abstract: string; instance: string }, styles = ''): Promise<string[]> {
  return printed((await readDocx(buildDocx({ body, numbering: list.abstract + list.instance, styles }))).blocks);
}

describe('automatic numbers', () => {
  it('counts the four levels of an official document and begins lower ones anew', async () => {
    const body = [
      numbered('a', 0),
      numbered('b', 1),
      numbered('c', 2),
      numbered('d', 2),
      numbered('e', 1),
      numbered('f', 2),
      numbered('g', 0),
      numbered('h', 1),
      numbered('i', 3),
    ].join('');
    expect(await read(body, listXml(1, official))).toEqual([
      '一、|a',
      '（一）|b',
      '1.|c',
      '2.|d',
      '（二）|e',
      '1.|f',
      '二、|g',
      '（一）|h',
      '（1）|i',
    ]);
  });

  it('gives the level and leaves other paragraphs alone', async () => {
    const blocks = paragraphsOf(
      (await readDocx(buildDocx({ body: numbered('a', 1) + paragraph('plain'), ...parts(listXml(1, official)) })))
        .blocks,
    );
    expect(blocks.map((block) => block.numberLevel)).toEqual([1, null]);
    expect(blocks[1]?.number).toBeNull();
  });

  it('shows several levels, all in plain digits under isLgl', async () => {
    const levels =
      levelXml(0, 'chineseCounting', '第%1章') +
      levelXml(1, 'decimal', '%1.%2') +
      levelXml(2, 'decimal', '%1.%2.%3', '<w:isLgl/>');
    const body = numbered('a', 0) + numbered('b', 0) + numbered('c', 1) + numbered('d', 2);
    expect(await read(body, listXml(1, levels))).toEqual(['第一章|a', '第二章|b', '二.1|c', '2.1.1|d']);
  });

  it('keeps a level running with lvlRestart 0 (1. running on across sections)', async () => {
    const levels = levelXml(0, 'chineseCounting', '%1、') + levelXml(1, 'decimal', '%2.', '<w:lvlRestart w:val="0"/>');
    const body = numbered('a', 0) + numbered('b', 1) + numbered('c', 0) + numbered('d', 1);
    expect(await read(body, listXml(1, levels))).toEqual(['一、|a', '1.|b', '二、|c', '2.|d']);
  });

  it('restarts only after the level that lvlRestart names', async () => {
    const levels =
      levelXml(0, 'decimal', '%1') +
      levelXml(1, 'decimal', '%2)') +
      levelXml(2, 'decimal', '%3]', '<w:lvlRestart w:val="1"/>');
    const body =
      numbered('a', 0) +
      numbered('b', 1) +
      numbered('c', 2) +
      numbered('d', 1) +
      numbered('e', 2) +
      numbered('f', 0) +
      numbered('g', 2);
    expect((await read(body, listXml(1, levels))).map((line) => line.split('|')[0])).toEqual([
      '1',
      '1)',
      '1]',
      '2)',
      '2]',
      '2',
      '1]',
    ]);
  });

  it('counts instances of one list on together, and begins anew at a start override once', async () => {
    const list = listXml(1, official);
    const more =
      '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>';
    const body =
      numbered('a', 0, 1) + numbered('b', 0, 2) + numbered('c', 0, 3) + numbered('d', 0, 3) + numbered('e', 0, 1);
    expect(await read(body, { ...list, instance: list.instance + more })).toEqual([
      '一、|a',
      '二、|b',
      '五、|c',
      '六、|d',
      '七、|e',
    ]);
  });

  it('takes a whole level from an override', async () => {
    const override = `<w:lvlOverride w:ilvl="0">${levelXml(0, 'decimalEnclosedCircle', '%1')}</w:lvlOverride>`;
    expect(await read(numbered('a', 0), listXml(1, official, override))).toEqual(['①|a']);
  });

  it('numbers by style, its chain and the level that is bound to it; numId 0 switches off', async () => {
    const levels =
      levelXml(0, 'chineseCounting', '%1、', '<w:pStyle w:val="H1"/>') +
      levelXml(1, 'chineseCounting', '（%2）', '<w:pStyle w:val="H2"/>');
    const styles =
      '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Off"><w:name w:val="Off"/><w:basedOn w:val="H1"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>';
    const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
    const body = [
      paragraph('a', style('H1')),
      paragraph('b', style('H2')),
      paragraph('c', style('Mine')),
      paragraph('d', style('Off')),
      paragraph('e', `${style('H1')}<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>`),
      paragraph('f', style('H1')),
    ].join('');
    expect(await read(body, listXml(1, levels), styles)).toEqual([
      '一、|a',
      '（一）|b',
      '（二）|c',
      '|d',
      '|e',
      '二、|f',
    ]);
  });

  it('follows numStyleLink to the list of a numbering style', async () => {
    const numbering =
      `<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Official"/></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Official"/>${official}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>';
    const styles =
      '<w:style w:type="numbering" w:styleId="Official"><w:name w:val="Official"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>';
    expect(printed((await readDocx(buildDocx({ body: numbered('a', 0), numbering, styles }))).blocks)).toEqual([
      '一、|a',
    ]);
  });

  it('survives links and style chains that run in a circle', async () => {
    const numbering =
      '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>';
    const styles =
      '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:basedOn w:val="T"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="T"><w:name w:val="T"/><w:basedOn w:val="S"/></w:style>';
    expect(
      printed((await readDocx(buildDocx({ body: paragraph('a', '<w:pStyle w:val="T"/>'), numbering, styles }))).blocks),
    ).toEqual(['|a']);
  });

  it('shows bullets, custom zeros and an alternative format; says an unknown one', async () => {
    const custom =
      '<w:lvl w:ilvl="1"><w:start w:val="7"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%2"/></w:lvl>';
    const list = listXml(1, levelXml(0, 'bullet', '\uf0b7') + custom + levelXml(2, 'koreanCounting', '%3'));
    const document = await readDocx(
      buildDocx({ body: numbered('a', 0) + numbered('b', 1) + numbered('c', 2), ...parts(list) }),
    );
    expect(printed(document.blocks)).toEqual(['•|a', '007|b', '1|c']);
    expect(document.notes).toEqual([{ code: 'formats.unknown-number-format', values: { format: 'koreanCounting' } }]);
  });

  it('gives no number where the list prints none', async () => {
    const list = listXml(1, levelXml(0, 'none', ''));
    expect(
      paragraphsOf((await readDocx(buildDocx({ body: numbered('a', 0), ...parts(list) }))).blocks)[0],
    ).toMatchObject({
      number: null,
      numberLevel: null,
    });
  });
});

function parts(list: { abstract: string; instance: string }): { numbering: string } {
  return { numbering: list.abstract + list.instance };
}
