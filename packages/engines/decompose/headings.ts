/**
 * What a heading makes of the rows below it. Source: the section names that municipal and national plans use
 * (指导思想, 基本原则, 主要目标, 重点任务, 保障措施 …), observed 2012–2025.
 */
import type { ItemKind } from './contract.ts';

export type SectionKind = ItemKind | 'goal';

const PRINCIPLE =
  /指导思想|基本原则|工作原则|总体原则|遵循原则|指导原则|总体要求|总体思路|总的要求|总体考虑|基本思路|工作思路|基本要求|总体部署|重要原则|战略定位|总体定位|^原则$/;
const GOAL =
  /^(?:[^,。]{0,16})目标(?:任务|要求|指标|愿景|和任务)?$|^目标(?:任务|要求|指标)?|^预期成效$|^主要指标$|^发展指标$/;
const REQUIREMENT =
  /保障措施|措施保障|组织保障|(?<!党)组织领导|组织实施|组织推进|实施保障|^(?:健全|完善|建立|强化|创新|优化)*(?:工作)?(?:保障|推进|落实)机制$|工作保障|工作要求|有关要求|相关要求|实施要求|几点要求|督促检查|督促指导|督促落实|督导检查|监督检查|检查考核|监督考核|督查考核|考核评价|考核监督|督查督办|推进落实|抓好落实|狠抓落实|协同推进合力|组织协调|^(?:加强|强化|注重)*统筹(?:协调|推进)$|加强领导|责任落实|落实责任|压实责任|监测评估|跟踪问效|实施机制$|规划实施$|^(?:健全|完善|建立|创新)*工作机制$|工作纪律|^(?:强化|加强)?(?:工作)?(?:保障|支撑)$/;
const STATE = '背景|现状|形势|基础|机遇|挑战|意义|环境|成效|成就|成绩|问题|情况|经验';
const BACKGROUND = new RegExp(
  `^(?:当前|目前|主要|发展|规划|编制|起草|工作|建设|产业|面临的?|改革|总体|现有|国内外|重大|重要|取得的?|存在的?|基本|有关|实施|回顾)*(?:${STATE})(?:(?:和|与|及|以及|、)(?:发展|面临的?|主要|存在的?|工作|重大|重要)*(?:${STATE}))*$|^(?:工作|发展)回顾$|重大意义|重要意义|适用范围|适用对象|名词解释|有关情况$|^总则$|^附则$|^(?:总体)?空间布局$|^发展布局$`,
);
const RUNNING_REQUIREMENT = /党的建设|党建|纪检|从严治党|党的(?:全面)?领导|党对.{0,12}领导/;
const ITEM_REQUIREMENT =
  /^(?:切实|进一步|不断|持续|全面|强化|加强|健全|完善|注重|严格|做好|抓好|狠抓)*(?:党的|党对.{0,8}的?)?(?:组织领导|全面领导|组织协调|组织实施|组织保障|组织推进|统筹协调|统筹推进|统筹指导|督促检查|督促指导|督导检查|督导考核|督导问效|督查考核|督查督办|考核督查|监督考核|监督检查|考核评价|考核激励|宣传引导|宣传推广|宣传报道|舆论引导|舆论宣传|氛围营造|责任落实|工作责任|跟踪问效|监测评估|评估考核|实施评估)/;

/** The words of a heading: up to its first sentence end, without its responsibility bracket. */
export function headingWords(folded: string): string {
  const sentence = /^[^。;]*/.exec(folded)?.[0] ?? '';
  return sentence.replace(/\([^()]*(?:单位|部门|牵头|负责)[^()]*\)\s*$/, '').replace(/[:,、\s]+$/, '');
}

/** The kind that a heading gives to its section; `task` where the words say nothing else. */
export function kindOfHeading(folded: string): SectionKind {
  const words = headingWords(folded).replace(/\s+/g, '');
  if (words.length > 30) return 'task';
  if (PRINCIPLE.test(words)) return 'principle';
  if (GOAL.test(words)) return 'goal';
  if (REQUIREMENT.test(words) || RUNNING_REQUIREMENT.test(words)) return 'requirement';
  if (BACKGROUND.test(words)) return 'background';
  return 'task';
}

/** The kind that an item's own opening gives it under a heading of tasks. */
export function kindOfItem(folded: string): ItemKind {
  const head = folded.slice(0, 40);
  if (/^以[^。;]{2,30}为指导/.test(head) || /^(?:指导思想|基本原则|总体要求)[。:]/.test(head)) return 'principle';
  if (/^(?:发展)?目标(?:任务)?[。:]/.test(head)) return 'principle';
  if (/^(?:本|此)(?:措施|意见|办法|方案|规定|细则|政策|计划)[^。]{0,30}(?:施行|实施|有效期|负责解释)/.test(head))
    return 'background';
  if (ITEM_REQUIREMENT.test(head)) return 'requirement';
  return 'task';
}
