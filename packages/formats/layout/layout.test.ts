import { describe, expect, it } from 'vitest';
import type { Line } from './build-lines.ts';
import { dropFurniture } from './drop-furniture.ts';
import { joinParagraphs } from './join-paragraphs.ts';

const page = { left: 80, right: 520, size: 16, pitch: 28 };

/** A line of a page in the type of an official document, `inset` signs from the left. */
function lineOf(text: string, y: number, inset = 0): Line {
  const x = page.left + inset * page.size;
  return { runs: [], text, x, right: x + text.length * page.size, y, size: page.size };
}

function joined(texts: readonly (string | readonly [text: string, inset: number])[]): string[] {
  return joinParagraphs(
    texts.map((entry, index) => {
      const [text, inset] = typeof entry === 'string' ? [entry, 0] : entry;
      const line = lineOf(text, 100 + index * page.pitch, inset);
      // Every line is taken to be full, so that nothing but the words and the place tell paragraphs apart.
      return {
        line: { ...line, right: page.right },
        left: page.left,
        right: page.right,
        pitch: page.pitch,
        fresh: false,
      };
    }),
  );
}

describe('paragraphs of full lines without an indent', () => {
  it('begin where the number is the next one, though no sentence has ended', () => {
    expect(joined(['21.建设平台，责任单位：市商务局', '22.完善设施，责任单位：市财政局', '和各县区'])).toEqual([
      '21.建设平台，责任单位：市商务局',
      '22.完善设施，责任单位：市财政局和各县区',
    ]);
    expect(joined(['（一）甲。', '1.乙，共建', '（二）丙'])).toEqual(['（一）甲。', '1.乙，共建', '（二）丙']);
    expect(joined(['（十九）甲', '（二十）乙'])).toHaveLength(2);
  });

  it('begin at a number after the brackets that close a task', () => {
    expect(joined(['建设平台（责任单位：市商务局）', '（一）完善设施'])).toHaveLength(2);
  });

  it('go on where a number is only wrapped', () => {
    expect(joined(['1.到2027年建成平台', '12.5万平方米'])).toEqual(['1.到2027年建成平台12.5万平方米']);
  });

  it('end before a signature at the right', () => {
    expect(joined(['30.建设平台，完善设施', ['某市人民政府', 15]])).toEqual(['30.建设平台，完善设施', '某市人民政府']);
  });
});

describe('what stands at the edges of pages', () => {
  const height = 840;
  const bodyOf = (first: string, last: string): Line[] => [
    lineOf(first, 96),
    ...Array.from({ length: 22 }, (_, index) => lineOf(`正文第${index}行`, 124 + index * page.pitch)),
    lineOf(last, 124 + 22 * page.pitch),
  ];
  const pagesOf = (bodies: readonly Line[][]) => bodies.map((lines) => ({ width: 600, height, lines }));

  it('is kept where it is a task like others but for its number, or their brackets', () => {
    const bodies = [1, 2, 3].map((n) => bodyOf('落地见效。（牵头单位：市商务局；', `${n}.建设产业协作平台${n}个`));
    bodies.push(bodyOf('别的正文', '别的正文'), bodyOf('又一行', '又一行'), bodyOf('再一行', '再一行'));
    const { bodies: kept, headers } = dropFurniture(pagesOf(bodies));
    expect([headers, kept]).toEqual([[], bodies]);
  });

  it('is dropped where it is set apart and repeats, whatever its number, and told', () => {
    const bodies = [1, 2, 3].map((n) => bodyOf(`正文开头${'甲乙丙'[n - 1]}`, `正文末尾${'甲乙丙'[n - 1]}`));
    const pages = pagesOf(bodies.map((lines, n) => [lineOf(`某市政报 第${n + 1}期`, 40), ...lines]));
    const { bodies: kept, headers } = dropFurniture(pages);
    expect(kept).toEqual(bodies);
    expect(headers).toHaveLength(3);
  });
});
