/**
 * Why a field holds what it holds, in a few plain words: every figure opens. Texts are Chinese, as the documents are.
 */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['deadline-goal', '条目未写时限，取上文目标的唯一时限'],
  ['deadline-title', '条目未写时限，取标题（方案名称）所示期限'],
  ['deadline-none', '条目、上文目标和标题均未写时限'],
  ['deadline-soft', '只有软性时间用语，没有确定日期'],
  ['deadline-cell', '时限栏有文字，但不是确定日期'],
  ['units-none', '原文未写责任单位'],
  ['lead-none', '原文写了责任单位，未写由谁牵头'],
  ['support-none', '原文写了责任单位，未写配合单位'],
  ['units-inherited', '责任单位写在上级标题或全文统一规定中'],
  ['lead-rule', '按原文规定，由排在首位的（或责任）单位牵头'],
  ['targets-none', '条目没有量化指标'],
  ['suggested', '原文未写责任单位，按单位职责用语匹配，仅供参考'],
  ['artefact', '由条目中的硬性动词推定办结凭证'],
  ['kind-task', '位于任务部分'],
  ['kind-requirement', '位于保障措施、组织领导或工作要求部分'],
  ['kind-principle', '位于指导思想、基本原则或总体要求部分'],
  ['kind-background', '位于背景、形势或说明部分'],
]);

/** The words of a reason; the code itself where there is none. */
export function because(code: string): string {
  return REASONS.get(code) ?? code;
}
