/**
 * What a table's column is, by its header. Source: the columns of 分解表 and 台账 observed 2006–2025
 * (类别|任务内容|牵头领导|责任单位, 主要任务|责任单位, 牵头单位|配合单位|完成时限, 责任人, quarter and month columns).
 */

export type Field =
  | 'order'
  | 'text'
  | 'path'
  | 'lead'
  | 'support'
  | 'units'
  | 'deadline'
  | 'leaders'
  | 'contact'
  | 'stage'
  | 'goal'
  | 'extra';

const FIELDS: readonly { field: Field; shape: RegExp }[] = [
  { field: 'order', shape: /^(?:序号|编号|序|号|No\.?|任务编号|项目编号|任务序号)$/i },
  { field: 'units', shape: /牵头.*配合|责任.*配合|主办.*协办/ },
  { field: 'contact', shape: /联系电话|电话|联系方式|手机|联系人及电话/ },
  {
    field: 'leaders',
    shape:
      /(?:牵头|责任|分管|包抓|包保|挂钩|联系|挂点|市级|县级|区级|主要|具体)*(?:领导|责任人|负责人|负责同志|联系人|联络员)(?:同志|姓名)?$/,
  },
  { field: 'support', shape: /(?:配合|协办|协助|参与|参加|协同|支持|会办)(?:责任)?(?:单位|部门|科室|处室)?$/ },
  { field: 'lead', shape: /(?:牵头|主办|主责|第一责任)(?:责任)?(?:单位|部门|科室|处室)?(?:\(.*\))?$/ },
  {
    field: 'units',
    shape:
      /(?:责任|承办|落实|实施|负责|执行|承担|完成|主管|办理|建设|申报)(?:单位|部门|主体|科室|处室)|^(?:单位|部门|责任主体|单位名称|责任分工|任务分工|牵头及配合单位|牵头和配合单位|牵头\/配合单位)$/,
  },
  {
    field: 'deadline',
    shape:
      /(?:完成|办理|办结|整改|计划|推进|目标)*(?:时限|期限|时间节点|完成时间|时间要求|完成日期|截止时间|截止日期|时间进度|时间安排)/,
  },
  {
    field: 'extra',
    shape:
      /进展|进度情况|完成情况|落实情况|工作情况|备注|说明|状态|存在问题|评价|得分|红黄绿|亮灯|依据|来源|对应条款|原文/,
  },
  {
    field: 'stage',
    shape:
      /^(?:第?[一二三四1-4]季度|[一二三四]季|Q[1-4]|\d{1,2}月(?:份|底)?(?:目标|进度|节点)?|上半年|下半年|形象进度|(?:年度|季度|月度|阶段)(?:形象)?(?:进度|节点)|\d{4}年(?:度)?(?:目标|计划|进度)?|第?[一二三四1-4]季度.{0,8}|[1-9]-1?\d月.{0,6})$/i,
  },
  {
    field: 'goal',
    shape: /(?:工作|年度|预期|主要|量化|绩效|完成|阶段|任务)?(?:目标|指标|成效|成果|标准)(?:值|要求|形式)?$|目标任务值/,
  },
  {
    field: 'path',
    shape:
      /^(?:类别|分类|类型|领域|板块|方面|大类|一级任务|一级指标|维度|专项|所属领域|任务类别|工作类别|行业|项目类别)$/,
  },
  {
    field: 'text',
    shape:
      /(?:工作|重点|主要|具体|目标|改革|整改|年度|分解|二级|三级)*(?:任务|事项|举措|措施|工作|内容|要点|项目名称|项目|建设内容|问题|议定事项|批示内容|任务名称|任务内容|指标名称)(?:名称|内容|清单|分解|及内容|描述)?$/,
  },
];

const MARKED_COARSE =
  /^(?:主要任务|重点任务|目标任务|一级任务|工作任务|任务名称|项目名称|重点工作|改革任务|任务|事项)$/;
const FINE = /具体|措施|举措|内容|分解|要点|二级|三级|事项/;

/** What a cell prints where nothing is known yet: 待明确, 待定, 无, a stroke. */
export function isBlankWord(folded: string): boolean {
  return /^\s*(?:[-—/无]+|(?:待|另行)(?:明确|定|研究|确定))\s*$/.test(folded);
}

/** A header as the grammar compares it: without white space and remarks in brackets. */
export function headerKey(folded: string): string {
  const plain = folded.replace(/\s+/g, '');
  const bare = plain.replace(/\([^()]*\)$/, '');
  return bare === '' ? plain : bare;
}

/** The field that a header names, null where its words say nothing. */
export function fieldOf(header: string): Field | null {
  const key = headerKey(header);
  if (key === '' || key.length > 24) return null;
  for (const { field, shape } of FIELDS) if (shape.test(key)) return field;
  return null;
}

const KNOWN: ReadonlySet<string> = new Set([
  'order',
  'text',
  'path',
  'lead',
  'support',
  'units',
  'deadline',
  'leaders',
  'contact',
  'stage',
  'goal',
  'extra',
]);
const ALSO: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['mark', 'order'],
  ['targets', 'goal'],
  ['stages', 'stage'],
  ['task', 'text'],
  ['leader', 'leaders'],
]);

/** A field named by a person, null where there is no such field. */
export function namedField(name: string): Field | null {
  const also = ALSO.get(name);
  if (also !== undefined) return also;
  return KNOWN.has(name) ? (name as Field) : null;
}

/** Of several text columns the finest is the row, the others are groups. Returns the index of the row's column. */
export function finestText(headers: readonly string[], candidates: readonly number[]): number {
  const keys = candidates.map((index) => ({ index, key: headerKey(headers[index] ?? '') }));
  const fine = keys.filter(({ key }) => FINE.test(key) && !MARKED_COARSE.test(key));
  return (fine.at(-1) ?? keys.at(-1) ?? { index: -1 }).index;
}
