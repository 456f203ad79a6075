import { describe, expect, test } from 'vitest';
import { MAX_CHARACTERS } from './contract.ts';
import { decompose } from './decompose.ts';
import { decomposeMessages } from './messages.ts';
import { read, sourceOf } from './testing/source.ts';

const units = [
  { name: '科技局', aliases: [], duties: ['科技创新', '孵化器', '科技成果转化'] },
  { name: '教育局', aliases: [], duties: ['学校', '教师', '学前教育'] },
];

describe('decompose', () => {
  test('refuses what is too long, with its size', () => {
    const outcome = decompose({ source: sourceOf('字'.repeat(MAX_CHARACTERS + 1)), parameters: { units: [] } });
    expect(outcome).toMatchObject({ ok: false, code: 'decompose.too-long', values: { limit: MAX_CHARACTERS } });
  });

  test('reads the envelope', () => {
    const result = read(
      '某市政发〔2024〕8号\n各县（市、区）人民政府：\n现将《某市行动方案》印发给你们，请认真贯彻执行。\n某市人民政府\n2024年4月2日\n某市数字经济\n三年行动方案（2024—2026年）\n为推动发展，制定本方案。\n一、建设平台\n1.建设数据平台。\n抄送：市委办公室',
    );
    expect(result).toMatchObject({
      title: '某市数字经济三年行动方案（2024—2026年）',
      number: '某市政发〔2024〕8号',
      issued: '2024-04-02',
      issuer: '某市人民政府',
      addressees: '各县（市、区）人民政府',
      documentKind: 'plan',
    });
    expect(result.items.map(({ text }) => text)).toEqual(['建设数据平台。']);
  });

  test('keeps the print and maps it back to the source', () => {
    const result = read('\ufeff**某市方案**\n1.推動發展。\u200b建設平臺。');
    expect(result.normalizedText).toBe('某市方案\n1.推動發展。建設平臺。\n');
    for (const { span, index, offset } of result.origins) {
      const line = ['\ufeff**某市方案**', '1.推動發展。\u200b建設平臺。'][index] ?? '';
      expect(line.slice(offset, offset + span.end - span.start)).toBe(
        result.normalizedText.slice(span.start, span.end),
      );
    }
  });

  test('says of lead and support why they are empty where units are printed', () => {
    const [named, bare] = read('某市方案\n1.新建学校。（责任单位：市教育局）\n2.完善制度。').items;
    expect(named?.provenance.lead?.because).toBe('原文写了责任单位，未写由谁牵头');
    expect(named?.provenance.support?.because).toBe('原文写了责任单位，未写配合单位');
    expect(bare?.provenance.support?.because).toBe('原文未写责任单位');
  });

  test('suggests units only where none is printed, never among the units', () => {
    const result = read('某市方案\n1.新建科技孵化器，推动科技成果转化。\n2.新建学校。（责任单位：市住建局）', units);
    const [first, second] = result.items;
    expect(first?.units).toEqual([]);
    expect(first?.suggestions.units[0]).toMatchObject({ name: '科技局', rank: 1 });
    expect(first?.suggestions.units[0]?.because).toContain('科技成果转化');
    expect(first?.provenance.suggestions?.kind).toBe('suggested');
    expect(second?.suggestions.units).toEqual([]);
  });

  test('tells policies to be made from documents that are cited, hard verbs from soft ones', () => {
    const result = read('某市方案\n1.根据《数据条例》，制定数据共享管理办法。\n2.深化区域合作。');
    expect(result.items[0]).toMatchObject({
      policies: ['数据共享管理办法'],
      citations: ['《数据条例》'],
      artefact: { verb: '制定' },
      needsMeasure: false,
    });
    expect(result.items[1]).toMatchObject({ artefact: null, needsMeasure: true, deadline: null });
    expect(result.items[1]?.provenance.deadline?.kind).toBe('unclear');
  });

  test('gives provenance for every field and a message for every code', () => {
    const result = read('某市方案\n一、任务\n1.建平台。（责任单位：市科技局）\n3.建园区。（责任单位：市商务局）');
    for (const item of result.items)
      for (const field of ['text', 'units', 'lead', 'support', 'deadline', 'targets', 'kind'])
        expect(item.provenance[field]).toBeDefined();
    expect(result.warnings.map(({ code }) => code)).toContain('decompose.numbering-gap');
    for (const { code } of result.warnings) expect(decomposeMessages[code]).toBeDefined();
    for (const { reason } of result.coverage.entries)
      if (reason !== null) expect(decomposeMessages[reason]).toBeDefined();
  });
});
