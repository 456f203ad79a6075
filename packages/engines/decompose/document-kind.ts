/**
 * What kind of document it is: plan, minutes, instruction, table, running text, or a rule about how work is done.
 * Source: GB/T 9704-2012 annex (纪要), Regulation on official documents (党政机关公文处理工作条例, 2012) art. 8. O(n).
 */
import type { DecomposeResult } from './contract.ts';
import type { Node } from './ladder.ts';

export type DocumentKind = DecomposeResult['documentKind'];

const MINUTES_WORDS = /会议(?:指出|强调|要求|议定|决定|明确|听取|认为|审议|研究|讨论|原则同意|同意)/g;
const RULE_TITLE = /(?:办法|规定|制度|条例|细则|规则|规程)(?:\([^()]*\))?$/;
const PLAN_TITLE = /方案|计划|规划|意见|措施|要点|分解|分工|任务|行动|纲要|安排|清单|工程/;

/** A notice that sets up a system of rules (实行…制度). */
const SETS_UP = /(?:决定|现)[^。]{0,40}(?:实行|推行|建立|执行)[^。]{0,60}制度/;

export interface KindInput {
  readonly title: string | null;
  readonly folded: string;
  readonly root: Node;
  readonly numbered: boolean;
  readonly tableRows: number;
}

function headings(root: Node): string[] {
  return root.children
    .flatMap((node) => [node, ...node.children])
    .map((node) => node.paragraph?.folded.slice(0, 20) ?? '');
}

/** Rules about how work is supervised or handled: articles, or chapters of scope, grades and procedure, under no plan's title. */
function isRules(input: KindInput): boolean {
  const articles = input.root.children.some(
    (node) => node.rank === 'article' || node.children.some((child) => child.rank === 'article'),
  );
  const title = input.title ?? '';
  if (RULE_TITLE.test(title)) return true;
  if (articles) return !PLAN_TITLE.test(title);
  const head = input.folded.slice(0, 1500);
  if (!PLAN_TITLE.test(title) && SETS_UP.test(head) && /通知如下|规定如下/.test(head)) return true;
  const named = headings(input.root).filter((heading) =>
    /适用范围|适用对象|等级确定|工作流程|办理程序|工作程序|总则|附则|名词解释/.test(heading),
  ).length;
  return named >= 2 && !PLAN_TITLE.test(title);
}

/** The kind; `rules` are told apart because their clauses are no tasks (kind `other`). */
export function kindOfDocument(input: KindInput): DocumentKind {
  const title = input.title ?? '';
  const head = input.folded.slice(0, 3000);
  if (/纪要|会议记录/.test(title) || /会议纪要/.test(head.slice(0, 120))) return 'minutes';
  if ((head.match(MINUTES_WORDS) ?? []).length >= 3 && !PLAN_TITLE.test(title)) return 'minutes';
  if (/批示/.test(title) || /^[^。]{0,80}(?:批示|阅示|阅处)/.test(head.slice(0, 120))) return 'instruction';
  if (input.tableRows > 0 && !input.numbered) return 'table';
  if (isRules(input)) return 'other';
  return input.numbered || input.tableRows > 0 ? 'plan' : 'running-text';
}
