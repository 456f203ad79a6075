import { describe, expect, test } from 'vitest';
import { fieldOf } from './columns.ts';
import { findDates, titlePeriod } from './dates.ts';
import { goalDate, ownDate } from './deadline.ts';
import { chineseNumber, fold } from './fold.ts';
import { kindOfHeading } from './headings.ts';
import { readMark } from './marks.ts';
import { readSentences, readSubject } from './responsibility.ts';
import { findTargets } from './target.ts';
import { readUnitList } from './unit-list.ts';
import { isStrictUnit } from './unit-names.ts';

describe('fold', () => {
  test('turns widths, traditional characters and dashes, one code unit for one', () => {
    expect(fold('（牽頭單位：Ａ１％）——〔２０２４〕')).toBe('(牵头单位:A1%)--[2024]');
  });
  test('reads Chinese numerals', () => {
    expect(['十一', '二十', '一百零五', '二〇二五', '百', '甲'].map(chineseNumber)).toEqual([
      11,
      20,
      105,
      2025,
      100,
      null,
    ]);
  });
});

describe('marks', () => {
  const patternOf = (line: string): string | null => readMark(fold(line))?.pattern ?? null;
  test('tells marks from figures', () => {
    expect(['一、总', '（十二）加', '3.建', '3、建', '（4）建', '①建', '第一条 为', '——到'].map(patternOf)).toEqual([
      'chinese',
      'chinese-brackets',
      'number',
      'number',
      'number-brackets',
      'circled',
      'article',
      'bullet',
    ]);
    expect(['1.5小时', '3.7%', '2023.10', '12个', '一级'].map(patternOf)).toEqual([null, null, null, null, null]);
    expect(readMark('2.2024年底前完成')?.length).toBe(2);
  });
});

describe('dates', () => {
  const own = (text: string, year: number | null = 2024): string | null => ownDate(fold(text), { year })?.date ?? null;
  test('completes dates with the document year', () => {
    expect(own('6月底前完成')).toBe('2024-06-30');
    expect(own('2月底前完成')).toBe('2024-02-29');
    expect(own('年底前建成')).toBe('2024-12-31');
    expect(own('于10月15日前报送')).toBe('2024-10-15');
    expect(own('6月底前完成', null)).toBeNull();
    expect(own('二〇二五年底前完成')).toBe('2025-12-31');
    expect(own('“十四五”期间建成')).toBe('2025-12-31');
  });
  test('leaves out starts, validity, past years, titles and repeated times', () => {
    for (const text of [
      '自2025年1月1日起施行',
      '有效期至2030年12月31日',
      '2023年全市完成投资',
      '落实《三年行动计划（2024—2026年）》',
      '每年3月底前报送',
      '每季度末通报',
      '（2026版）',
    ])
      expect(own(text)).toBeNull();
  });
  test('takes the last stage of one work, the first of several works', () => {
    expect(own('到2025年，覆盖率达到60%，到2027年，覆盖率达到80%。')).toBe('2027-12-31');
    expect(own('2024年9月底前出台管理细则。2025年6月底前建成检测平台。')).toBe('2024-09-30');
  });
  test('passes over a goal with stages', () => {
    expect(goalDate('到2025年,建成一批。到2027年,全面建成。', { year: 2024 })).toBeNull();
    expect(goalDate('到2025年,建成一批。', { year: 2024 })?.date).toBe('2025-12-31');
  });
  test('reads the period of a title', () => {
    expect(titlePeriod('某市行动计划(2023-2025年)')?.date).toBe('2025-12-31');
    expect(titlePeriod('2024年重点工作责任分解')?.date).toBe('2024-12-31');
    expect(titlePeriod('某市措施(2019年修订版)')).toBeNull();
  });
  test('keeps dates apart and in order', () => {
    expect(findDates('到2025年底前完成一期,2026年6月底前完成二期', { year: 2024 }).map(({ date }) => date)).toEqual([
      '2025-12-31',
      '2026-06-30',
    ]);
  });
});

describe('targets', () => {
  const aims = (text: string, goal = false): string[] =>
    findTargets(fold(text), goal).map(
      ({ comparator, value, valueMax, unit }) =>
        `${comparator}${value}${valueMax === null ? '' : `-${valueMax}`}${unit}`,
    );
  test('reads comparators, ranges and units', () => {
    expect(aims('研发投入强度不低于3%，企业突破2200家，能耗下降5%，新增平台5个以上，总量3万亿元左右', true)).toEqual([
      '>=3%',
      '>=2200家',
      '=5%',
      '>=5个',
      '~3万亿元',
    ]);
    expect(aims('打造示范园8—10个，力争进入全国前18位，用户超千万')).toEqual(['range8-10个', '<=18位', '>=1000万']);
    expect(aims('每个县至少建成2个孵化器')).toEqual(['>=2个']);
  });
  test('leaves out caps, sizes, rates by decree, past figures and scope', () => {
    for (const text of [
      '最高给予500万元',
      '对年营收10亿元以上的企业加强服务',
      '税额标准下调至1—8元/平方米',
      '已建成园区12个',
      '提高全市11个开发区集聚度',
      '聚焦3万亩菜田设施',
      '投资5G基站',
      '第20次会议',
      '2025年',
    ])
      expect(aims(text)).toEqual([]);
  });
});

describe('units', () => {
  const list = (text: string): { names: string[]; open: boolean } => {
    const read = readUnitList({ text, folded: fold(text), start: 0, end: text.length }, false);
    return { names: read.units.map(({ name }) => name), open: read.open };
  };
  test('splits, gathers and opens lists', () => {
    expect(list('市科技局、市财政局和市发展改革委等有关部门')).toEqual({
      names: ['市科技局', '市财政局', '市发展改革委'],
      open: true,
    });
    expect(list('临港管委会、浦东新区等相关区政府')).toEqual({
      names: ['临港管委会', '浦东新区', '相关区政府'],
      open: true,
    });
    expect(list('各区、县级市，各乡镇、街道')).toEqual({ names: ['各区、县级市', '各乡镇、街道'], open: false });
    expect(list('各街道、区直各部门')).toEqual({ names: ['各街道', '区直各部门'], open: false });
    expect(list('发改局(服务业发展局)、各县（市、区）政府')).toEqual({
      names: ['发改局(服务业发展局)', '各县（市、区）政府'],
      open: false,
    });
  });
  test('tells offices from things', () => {
    expect(
      ['市科委', '县政府办公室', '各县(市、区)政府', '龙头企业', '社区服务中心建设', '在京高校'].map(isStrictUnit),
    ).toEqual([true, true, true, false, false, false]);
  });
  test('reads responsibility in sentences', () => {
    const slice = (text: string) => ({ text, folded: fold(text), start: 0, end: text.length });
    expect(readSentences(slice('由市财政局牵头，市税务局配合，清理收费。'))?.support.map(({ name }) => name)).toEqual([
      '市税务局',
    ]);
    expect(readSentences(slice('成立由分管市领导牵头的工作组。'))).toBeNull();
    expect(readSentences(slice('鼓励龙头企业牵头组建创新联合体。'))).toBeNull();
    expect(readSubject(slice('各区农业农村部门和市属企业要细化措施。'))?.units.map(({ name }) => name)).toEqual([
      '各区农业农村部门',
      '市属企业',
    ]);
    expect(readSubject(slice('企业要加大投入。'))).toBeNull();
  });
});

describe('headings and columns', () => {
  test('tell what stands below', () => {
    expect(
      [
        '一、指导思想',
        '发展目标',
        '保障措施',
        '面临形势',
        '夯实内需发展基础',
        '健全党组织领导的乡村治理体系',
        '强化科技服务要素保障',
      ].map((words) => kindOfHeading(words.replace('一、', ''))),
    ).toEqual(['principle', 'goal', 'requirement', 'background', 'task', 'task', 'task']);
    expect(
      ['序号', '工作任务', '责 任 单 位', '完成时限', '牵头领导', '联系电话', '第一季度', '备注', '颜色'].map(
        (header) => fieldOf(header),
      ),
    ).toEqual(['order', 'text', 'units', 'deadline', 'leaders', 'contact', 'stage', 'extra', null]);
  });
});
