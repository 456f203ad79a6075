/**
 * Titles and the other fixed lines of an official document. Source: GB/T 9704-2012 §7.2–7.4 (发文字号, 标题, 主送机关,
 * 成文日期, 附件说明, 抄送机关, 印发机关) and the furniture of government web pages, observed 2006–2025.
 */
import { isoDate } from './dates.ts';
import { chineseNumber } from './fold.ts';

const KIND =
  '方案|计划|规划|意见|措施|办法|规定|要点|纲要|分解|分工|制度|细则|清单|行动|条例|任务书|任务|纪要|举措|政策|决定|通知|通报|报告|分解表|责任表|分工表|任务表|台账|安排|指南|批示|讲话|讲话稿|提纲|规则|意见稿|责任制|目标|重点工作|折子工程|实施|办理单|督办单|一览表|汇总表|工作表|进度表|通告|公告|函|请示|议程';
const TITLE_END = new RegExp(`(?:${KIND})(?:\\([^()]{1,24}\\)){0,2}[”》]?(?:\\([^()]{1,24}\\))?$`);
const NOTICE = /(?:关于)?(?:印发|转发|批转|下发)[^。]*的?通知(?:\([^()]*\))?$/;

/** A line that may be (the end of) a title: short, no sentence, ends in a kind of document. */
export function endsTitle(folded: string): boolean {
  return (
    folded.length >= 4 &&
    folded.length <= 90 &&
    !/[。;?!,]$/.test(folded) &&
    !/[。;]/.test(folded) &&
    TITLE_END.test(folded)
  );
}

/** A line that may belong to a title of several lines. */
export function mayBelongToTitle(folded: string): boolean {
  return folded.length >= 2 && folded.length <= 60 && !/[。;:!?]/.test(folded) && !/,$/.test(folded);
}

/** 关于印发…的通知: names the plan, is not its title. */
export function isNoticeTitle(folded: string): boolean {
  return NOTICE.test(folded);
}

/** Where the plan's own name stands in a notice's title or text (offsets), null where none. */
export function planNameIn(folded: string): { start: number; end: number } | null {
  const quoted = /《((?:[^《》]|《[^《》]*》|〈[^〉]*〉|<[^>]*>){4,90})》/.exec(folded);
  if (quoted?.[1] !== undefined) return { start: quoted.index + 1, end: quoted.index + 1 + quoted[1].length };
  const plain = /(?:印发|转发|下发) ?([^《》。;]{4,80}?)(?:\([^()]{1,16}\))?的通知/.exec(folded);
  if (plain?.[1] === undefined) return null;
  const start = plain.index + plain[0].indexOf(plain[1]);
  return { start, end: start + plain[1].length };
}

const NUMBER = /[\u4e00-\u9fa5]{1,14}(?:字)? ?[[(] ?(?:20|19)\d{2} ?[\])] ?(?:第 ?)?\d{1,4} ?号/;

/** A document number in a line that carries it as its own (alone, behind 文号, or closing a title): offsets, null where none. */
export function documentNumberIn(folded: string): { start: number; end: number; alone: boolean } | null {
  const issue = /^(?:总 ?)?第 ?\d{1,4} ?[期号](?:\(总第 ?\d{1,4} ?[期号]\))?$/.exec(folded);
  if (issue !== null) return { start: 0, end: folded.length, alone: true };
  const short = /^[[(]?20\d{2}[\])] ?(?:第 ?)?\d{1,4} ?[号期]$/.exec(folded);
  if (short !== null) return { start: 0, end: folded.length, alone: true };
  const found = NUMBER.exec(folded);
  if (found === null) return null;
  const start = found.index;
  const end = start + found[0].length;
  const before = folded.slice(0, start).replace(/\s/g, '');
  const after = folded.slice(end).replace(/\s/g, '');
  if (before === '' && after === '') return { start, end, alone: true };
  if (/(?:文号|文件编号|发文字号)[:|]*$/.test(before)) return { start, end, alone: true };
  if (before.endsWith('(') && after.startsWith(')') && /通知$|方案$|意见$|办法$|措施$/.test(before.slice(0, -1)))
    return { start, end, alone: false };
  if (before === '' && /^(?:.*关于|签发人)/.test(after) && after.length < 80) return { start, end, alone: false };
  return null;
}

/** ISO date of a line that holds a date alone (2023年3月28日, 二〇二三年三月二十八日, in brackets too). */
export function dateLine(folded: string): { date: string; bracketed: boolean } | null {
  const plain = folded.replace(/\s/g, '');
  const bracketed = /^\(.*\)$/.test(plain);
  const inner = bracketed ? plain.slice(1, -1) : plain;
  const digits = /^(20\d{2}|19\d{2})[年.-](\d{1,2})[月.-](\d{1,2})日?$/.exec(inner);
  if (digits !== null) {
    const date = isoDate(Number(digits[1]), Number(digits[2]), Number(digits[3]));
    return date === null ? null : { date, bracketed };
  }
  const words =
    /^([二一][零〇一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$/.exec(inner);
  if (words === null) return null;
  const [year, month, day] = [
    chineseNumber(words[1] ?? ''),
    chineseNumber(words[2] ?? ''),
    chineseNumber(words[3] ?? ''),
  ];
  if (year === null || month === null || day === null) return null;
  const date = isoDate(year, month, day);
  return date === null ? null : { date, bracketed };
}

/** A date that page furniture or a catalogue head gives (发布时间: 2024-04-02, 生成日期…), ISO. */
export function furnitureDate(folded: string): { date: string; made: boolean } | null {
  const found =
    /(生成日期|成文日期|发文日期|印发日期|发布时间|发布日期|发表日期|日期)[:| ]*(20\d{2})[-年./](\d{1,2})[-月./](\d{1,2})/.exec(
      folded,
    );
  if (found === null) return null;
  const date = isoDate(Number(found[2]), Number(found[3]), Number(found[4]));
  return date === null ? null : { date, made: /生成|成文|发文|印发/.test(found[1] ?? '') };
}

const FURNITURE =
  /^(?:·? ?)(?:索引号|信息分类|发布机构|发布单位|生成日期|成文日期|发文日期|发布时间|发布日期|发表日期|日期|来源|信息来源|文章来源|浏览次数|浏览量|点击数|访问量|字号|字体|打印|关闭|分享|主题词|主题分类|文号|名称|标题|文件名|文件编号|公开方式|是否有效|有效性|责任编辑|编辑|审核|作者|签发人|密级|份号|紧急程度|当前位置|首页)(?:[:|]|$)/;
const FURNITURE_ALSO =
  /^\(?此件(?:公开|主动|依申请|不予|删减)|^\[(?:原文下载|相关附件|附件下载|附件|打印|关闭|作者|责任编辑|来源)|^-? ?\[[^\]]*\]\([^)]*\)|^抄送|^主题词|^[-第] ?\d{1,4} ?[-页]$|^\d{1,3} ?\/ ?\d{1,3}$|^.{2,30}(?:办公室|办公厅|秘书科|秘书处) ?(?:20\d{2}年\d{1,2}月\d{1,2}日)印发$|^(?:新华社|本报).{2,12}电$|^.{2,24}文件$|^(?:会议)?(?:时间|地点|主持人?):.{0,60}$|^(?:出席|列席|参会|参加|主持|缺席|请假|记录|与会)(?:人员|单位|领导|人)?:|^(?:机密|秘密|绝密|特急|加急|急件)(?:★.*)?$/;

/** A line of the page and no part of the document. */
export function isFurniture(folded: string): boolean {
  const plain = folded.replace(/\s/g, '');
  return FURNITURE.test(plain) || FURNITURE_ALSO.test(plain) || (/^[^|]{1,8}:?\|/.test(plain) && /\|$/.test(plain));
}

/** 主送机关: names offices and ends in a colon. */
export function isAddressee(folded: string): boolean {
  if (!/[:]$/.test(folded) || folded.length > 400 || folded.length < 4 || /[。;]/.test(folded)) return false;
  if (/(?:如下|下列|要求|包括|分别是|为|主要是|意见|方案|任务|措施|原则|目标|考虑是):$/.test(folded)) return false;
  return /各|有关|相关|人民政府|办事处|委员会|管委会|部门|单位|公司|企业|局|院|厅/.test(folded);
}

/** 现将…印发给你们: the sentence of a covering notice. */
export function isIssuing(folded: string): boolean {
  return /(?:现(?:将|予以?|印发)|予以)[^。]{0,200}(?:印发|转发|下发|分解)|印发给你们|现印发|遵照执行|贯彻执行。?$/.test(
    folded,
  );
}
