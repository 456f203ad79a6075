/**
 * The verbs and openings of an order. Source: frequency count over municipal plans 2018–2025 (推动, 加强, 加快, 支持,
 * 完善 … lead by far), and the usual openings of a measure (围绕…, 聚焦…, 依托…).
 */

const ADVERB =
  '(?:要|应当?|须|紧紧|牢牢|坚定|认真|深刻|必须|务必|请|进一步|继续|持续|不断|全面|积极|大力|深入|切实|着力|加紧|加力|加快|全力|统筹|有序|稳步|稳妥|扎实|逐步|主动|努力|力争|确保|重点|突出|率先|适时|尽快|抓紧|及时|严格|坚决|坚持|牢固|充分|集中|高标准|高质量|高水平|高效|科学|合理|精准|定期|常态化|广泛|依法|联合|共同|协同|同步|分类|强力|奋力|系统|前瞻|超前|因地制宜|多措并举|稳慎|研究|探索|鼓励|引导|支持|推动|推进|组织)';
const VERB =
  '(?:推动|推进|推广|推行|推出|加强|加快|加大|加速|加密|加紧|支持|完善|提升|提高|提供|提倡|鼓励|强化|促进|健全|打造|建设|建立|建成|建强|建好|实施|开展|开发|开放|开拓|开通|开工|构建|构筑|探索|培育|培养|优化|引导|引进|引育|深化|深入|扩大|拓展|拓宽|发展|发挥|发布|落实|落地|制定|制订|制修订|编制|修订|出台|印发|完成|新建|改建|扩建|改造|整合|整治|治理|规范|规划|创新|创建|创造|创办|搭建|组建|组织|成立|设立|设置|布局|部署|统筹|协调|协同|对接|衔接|服务|保障|保护|保持|保证|确保|争取|争创|实现|达到|突破|攻克|突出|抓好|抓紧|抓实|抓住|做好|做强|做大|做优|做实|用好|用足|管好|办好|守住|守牢|守好|筑牢|压实|压减|压缩|压降|降低|减少|减轻|减免|缩短|简化|精简|取消|清理|清查|排查|整改|整顿|查处|打击|打好|打通|打赢|打响|严格|严厉|严禁|严防|严把|严肃|防范|防止|遏制|控制|严控|监督|监测|检查|督促|指导|督导|考核|评估|评价|宣传|宣讲|普及|培训|选派|选拔|选育|遴选|推荐|认定|表彰|奖励|给予|补助|资助|安排|投入|投资|设计|研究|研制|研发|起草|调整|调优|调度|增加|增强|增设|增加|扶持|帮扶|帮助|扩容|扩面|盘活|释放|激发|激活|畅通|连通|贯通|串联|融入|融合|参与|举办|承办|承接|承担|引入|吸引|吸纳|集聚|聚集|聚焦|瞄准|紧盯|围绕|依托|立足|面向|针对|对标|对照|按照|根据|结合|坚持|巩固|维护|稳定|稳住|稳步|稳妥|配合|协助|配备|配套|配齐|补齐|补强|补上|延伸|延长|壮大|培优|做精|升级|提质|转变|转化|转型|转移|改善|改进|改革|改变|恢复|修复|收集|归集|汇聚|汇总|共享|共建|共育|共筑|互认|发行|发放|兑现|兑付|办理|受理|审批|审核|审议|签订|签约|落户|招引|招商|招聘|储备|谋划|策划|包装|申报|申请|争先|力争|运用|应用|利用|使用|采用|采取|广泛|积极|大力|全面|全力|主动|有序|有效|充分|充实|切实|持续|继续|进一步|不断|努力|着力|尽快|及时|定期|适时|加力|牢牢|牢固|树立|弘扬|传承|倡导|营造|形成|列入|纳入|将|把|对|以|在|为|与|从|通过|允许|试点|试行|先行|允许|放宽|放大|赋予|赋能|赋权|明确|明晰|细化|划定|划分|确定|核定|摸清|摸排|普查|调查|登记|建档|公开|公示|报送|上报|移交|退出|淘汰|关停|搬迁|腾退|拆除|拆迁|绿化|美化|亮化|净化|硬化|管控|管理|运营|运行|维修|养护|落细|落小|下放|下沉|派驻|入驻|进驻|丰富|繁荣|兴办|兴建|启动|筹建|筹备|筹集|筹措|续建|竣工|投产|投用|推介|推选|推送|争当|培树|建优|稳就业|抢抓|抢占|树牢|锚定|协同|强调)';

const ORDER_START = new RegExp(`^(?:${ADVERB}){0,4}${VERB}`);
const SUBJECT_ORDER = /^[^,。;:]{2,30}?(?:要|应当?|须|负责|牵头|必须)(?!求|素)/;
const NUMBER_AIM = /(?:增长|下降|达到?|超过?|突破|不低于|不少于|不高于|控制在|稳定在|保持在|提高|同步)/;

/** Does the folded text open like an order: a verb of work, a measure's opening, or a subject that must do something? */
export function ordersWork(folded: string): boolean {
  const head = folded.slice(0, 60);
  return ORDER_START.test(head) || SUBJECT_ORDER.test(head) || NUMBER_AIM.test(head);
}

/** Verbs whose end can be shown: what proves that it is done. `{verb, proof}` pairs, first match in the text wins. */
const HARD: readonly { shape: RegExp; verb: string; proof: string }[] = [
  { shape: /印发/, verb: '印发', proof: '印发的文件' },
  { shape: /出台/, verb: '出台', proof: '出台的文件' },
  { shape: /发布(?!会)/, verb: '发布', proof: '发布的文件或公告' },
  { shape: /(?:制定|制订|编制|修订|起草)(?!完善)/, verb: '制定', proof: '定稿的文件' },
  { shape: /建成|建好/, verb: '建成', proof: '竣工验收材料' },
  { shape: /新建/, verb: '新建', proof: '竣工验收材料' },
  { shape: /竣工|投产|投用|投入使用|通车/, verb: '投用', proof: '竣工验收或投用材料' },
  { shape: /开工/, verb: '开工', proof: '开工手续和现场照片' },
  { shape: /签约|签订|签署/, verb: '签订', proof: '签订的协议' },
  { shape: /组建|成立|设立/, verb: '设立', proof: '批准设立的文件' },
  { shape: /完成/, verb: '完成', proof: '完成情况证明' },
];

/** The first hard verb of the text and what proves it; null where all verbs are soft. O(n). */
export function artefactOf(folded: string): { verb: string; proof: string; at: number } | null {
  let best: { verb: string; proof: string; at: number } | null = null;
  for (const { shape, verb, proof } of HARD) {
    const at = folded.search(shape);
    if (at >= 0 && (best === null || at < best.at)) best = { verb, proof, at };
  }
  return best;
}
