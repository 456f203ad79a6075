/**
 * Minutes (会议纪要) and leaders' instructions (领导批示): which sentences are decisions, and where the order begins.
 * Source: 党政机关公文处理工作条例 (2012) art. 8 (纪要), forms of minutes and instruction slips observed 2016–2025. O(n).
 */
import type { Span } from './contract.ts';
import { sentencesOf } from './sentences.ts';
import { ordersWork } from './verbs.ts';

const DECIDES =
  /^(?:经研究,|会上,|据此,)?会议(?:一致|研究|讨论)?(?:议定|决定|明确|要求|强调|商定|确定|部署)(?:如下(?:事项|意见)?|了以下事项|以下事项)?[,:]?(?:会议(?:要求|明确),?)?/;
const TELLS =
  /^(?:经研究,|会上,)?(?:会议|与会人员|与会同志)[^,。:]{0,8}(?:听取|指出|认为|传达|学习|通报|审议|研究|讨论|观看|原则同意|同意|通过|由)/;
const INSTRUCTS = /^[^。;]{0,90}?(?:批示|指示|批示要求|批示指出|圈示)(?:如下|指出|要求|强调)?[:,]?["“]?/;
const PLEASE = /^(?:请|责成|并请|同时请|望)[^,。;]{2,}/;

/** A stretch that orders: what introduces it (会议议定：) is cut off. Others are told (`left`). */
export function decisionsOf(folded: string, span: Span): { rows: Span[]; left: Span[] } {
  const rows: Span[] = [];
  const left: Span[] = [];
  for (const sentence of sentencesOf(folded, span, '。!?;')) {
    const text = folded.slice(sentence.start, sentence.end);
    const lead = DECIDES.exec(text) ?? (/请|由|要|抓紧|尽快/.test(text) ? INSTRUCTS.exec(text) : null);
    const start = sentence.start + (lead?.[0].length ?? 0);
    const order = folded.slice(start, sentence.end);
    const told = lead === null && TELLS.test(text);
    if (order.length >= 4 && !told && (lead !== null || PLEASE.test(order) || ordersWork(order))) {
      if (start > sentence.start) left.push({ start: sentence.start, end: start });
      rows.push({ start, end: sentence.end });
      continue;
    }
    const last = rows.at(-1);
    if (last !== undefined && !told && last.end <= sentence.start && /^(?:并|其中|同时|确保|未|不得|逾期)/.test(text))
      rows[rows.length - 1] = { start: last.start, end: sentence.end };
    else left.push(sentence);
  }
  return { rows, left };
}
