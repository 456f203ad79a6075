import { describe, expect, test } from 'vitest';
import { decompose } from './decompose.ts';
import { read, sourceOf, tableOf } from './testing/source.ts';

describe('tables', () => {
  test('an annex after the last section heads its own rows, which name their projects and come after it', () => {
    const [text, table] = [
      sourceOf('某市2031年方案\n一、保障措施\n（一）加强组织领导。\n（二）严格督导考核。\n附件：重点项目清单'),
      tableOf([
        ['序号', '项目名称', '建设内容', '牵头单位', '完成时限'],
        ['1', '冷链物流园', '建成冷库8万立方米', '市商务局', '2031年11月底前'],
      ]),
    ];
    const { items } = read({ ...text, blocks: [...text.blocks, ...table.blocks] });
    expect(items.map(({ path, text: words, projects }) => [path.join('/'), words, projects])).toEqual([
      ['一、保障措施', '加强组织领导。', []],
      ['一、保障措施', '严格督导考核。', []],
      ['附件：重点项目清单/冷链物流园', '建成冷库8万立方米', ['冷链物流园']],
    ]);
  });

  const rows = [
    ['2024年重点任务分解表'],
    ['责任单位', '类别', '序号', '工作任务', '完成时限', '牵头领导', '联系电话', '一季度', '二季度', '进展'],
    ['市科技局、市财政局', '科技创新', '1', '新建孵化器3家', '2024年6月底', '张某', '12345', '选址', '开工', '正常'],
    ['市发改委', null, '2', '编制产业规划', '2024.12', '李某', '', '', '', ''],
    ['责任单位', '类别', '序号', '工作任务', '完成时限', '牵头领导', '联系电话', '一季度', '二季度', '进展'],
    ['市商务局', '开放', '3', '办好展会', '长期坚持', '王某', '', '', '', ''],
  ];

  test('reads columns in any order, merged groups, repeated headers, people and stages', () => {
    const result = read(tableOf(rows));
    expect(result.documentKind).toBe('table');
    expect(result.items.map(({ text }) => text)).toEqual(['新建孵化器3家', '编制产业规划', '办好展会']);
    expect(result.items.map(({ path }) => path)).toEqual([['科技创新'], ['科技创新'], ['开放']]);
    expect(result.items.map(({ mark }) => mark)).toEqual(['1', '2', '3']);
    const [first, second, third] = result.items;
    expect(first).toMatchObject({
      units: ['市科技局', '市财政局'],
      lead: [],
      leaders: ['张某'],
      contact: ['12345'],
      stages: [
        { label: '一季度', text: '选址' },
        { label: '二季度', text: '开工' },
      ],
      extra: [{ column: '进展', text: '正常' }],
      deadline: { date: '2024-06-30', basis: 'own' },
    });
    expect(second?.deadline?.date).toBe('2024-12-31');
    expect(third).toMatchObject({ deadline: null, softDeadline: '长期坚持' });
    expect(result.normalizedText.slice(first?.span.start, first?.span.end)).toBe('新建孵化器3家');
    expect(result.columns.map(({ field }) => field)).toEqual([
      'units',
      'path',
      'order',
      'text',
      'deadline',
      'leaders',
      'contact',
      'stage',
      'stage',
      null,
    ]);
  });

  test('prints carried cells once', () => {
    const result = read(tableOf(rows));
    expect(result.normalizedText.split('科技创新')).toHaveLength(2);
    expect(result.normalizedText.split('\n')[3]).toBe('市发改委\t2\t编制产业规划\t2024.12\t李某\t\t\t\t');
  });

  test('takes the columns that a person named', () => {
    const source = tableOf([
      ['要办的事', '谁来办', '颜色'],
      ['修桥', '县交通局', '红'],
    ]);
    expect(read(source).warnings.map(({ code }) => code)).toContain('decompose.table-unread');
    const outcome = decompose({ source, parameters: { units: [], columns: { 要办的事: 'text', 谁来办: 'lead' } } });
    expect(outcome.ok && outcome.value.items[0]).toMatchObject({
      text: '修桥',
      lead: ['县交通局'],
      extra: [{ column: '颜色', text: '红' }],
    });
  });

  test('a task merged over several units is one row', () => {
    const result = read(
      tableOf([
        ['工作任务', '责任单位'],
        ['整治内涝点', '市水务局'],
        [null, '市住建局'],
      ]),
    );
    expect(result.items).toHaveLength(1);
    expect(result.items[0]?.units).toEqual(['市水务局', '市住建局']);
  });
});
