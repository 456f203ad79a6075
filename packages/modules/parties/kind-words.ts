import type { Unit } from './model.ts';

/**
 * The words that offices write in a column 性质 or 类别, by the kind that they mean. Basis: the groups of the organisation
 * of a place's 党政机构 (党委、政府、群团、开发区), and the ways in which registers of units shorten them. The first of each
 * is the word that a refusal names.
 */
const words: Readonly<Record<Unit['kind'], readonly string[]>> = {
  party: [
    '党委部门',
    '党群',
    '党委',
    '党群部门',
    '党委机关',
    '党委工作部门',
    '党委工作机关',
    '党委办事机构',
    '市委部门',
    '区委部门',
    '县委部门',
    '群团',
    '群团组织',
    '群团部门',
    '人民团体',
  ],
  government: [
    '政府部门',
    '政府',
    '政府机关',
    '政府组成部门',
    '政府工作部门',
    '政府直属机构',
    '政府直属事业单位',
    '直属机构',
    '市政府部门',
    '市直部门',
    '市直单位',
    '区政府部门',
    '区直部门',
    '县政府部门',
    '县直部门',
    '行政机关',
    '行政单位',
  ],
  region: ['县市区', '地区', '县(市、区)', '县(市区)', '市县区', '县区', '区县', '市县', '属地', '乡镇', '街道'],
  zone: ['开发区', '园区', '经开区', '高新区', '新区', '管委会', '开发区管委会', '功能区'],
  enterprise: ['企业', '国企', '国有企业', '市属国企', '市属企业', '央企', '公司', '集团'],
  other: ['其他', '其它', '其他单位', '事业单位', '人大', '政协', '法院', '检察院', '高校', '院校'],
};

/** What a refusal names: one word for each kind. */
export const kindNames: readonly string[] = Object.values(words).flatMap(([first = '']) => [first]);

const kinds: ReadonlyMap<string, Unit['kind']> = new Map(
  Object.entries(words).flatMap(([kind, known]) => known.map((word) => [word, kind as Unit['kind']] as const)),
);

/** The kind that a printed word means. */
export function kindOfWord(text: string): Unit['kind'] | undefined {
  return kinds.get(text.normalize('NFKC').replace(/\s+/g, '').replaceAll(',', '、'));
}
