/**
 * What a unit's name looks like. Names end in a kind of body (局, 委, 办公室, 政府 …); a strict reading, for places where
 * no label says that units follow, asks for an office's own ending and forbids verbs.
 * Source: organ names in municipal plans observed 2006–2025; GB/T 9704-2012 §7 (发文机关, 主送机关).
 */

const STRONG =
  /(?:委|委员会|局|办|办公室|厅|公室|政府|管委会|管理委员会|办事处|宣传部|组织部|统战部|社会工作部|政法委|编办|街道|署|法院|检察院|高院|工会|妇联|科协|残联|文联|侨联|工商联|团委|团市委|团区委|团县委|团省委|海关|总队|支队|大队|领导小组|指挥部|专班|专项组|工作组|联席会议|供销社|人行|分行|管理处|管理中心|服务中心|税务局|各部门|各单位|有关部门|相关部门|主管部门|有关单位|相关单位|责任单位|成员单位|[市区县州省直]部门|[市区县州省]委|[市区县州省]政府)$/;
const WEAK =
  /(?:委|会|局|办|公室|厅|部|院|署|行|中心|公司|集团|政府|处|街道|镇|乡|场|小组|专班|指挥部|联|协|团|关|队|校|学|室|社|台|站|所|科|组|区|县|市|旗|州|省|盟|部门|单位|企业|机构|园|基地|企|平台|馆|库|总部|班|会议|人行|银行|供电|电信|移动|联通|铁塔|烟草|专员|办事机构)$/;
const VERBS =
  /(?:推进|推动|加强|加快|促进|完善|提升|实施|落实|构建|打造|培育|支持|鼓励|引导|强化|优化|深化|开展|提高|扩大|不少于|不低于|达到|超过)/;
const GENERIC =
  /^(?:各|有关|相关|其他|其它|各有关|各相关|市有关|市相关|区有关|县有关|市级有关|市级相关|市直有关|市直相关|市直各|各级|省有关|省级有关|区级有关|县级有关)*(?:单位|部门|方面|部门单位|部门和单位|单位和部门|成员单位|责任单位|牵头单位|配合单位|企业|机构)$/;
const OPEN =
  /^(?!.*(?:人民政府|政府)$)(?:.{0,6}?)(?:各?有关|各?相关)(?:责任|成员)?(?:单位|部门|方面|企业|机构|地区|区|县|科室|处室|部门单位|部门和单位|单位和部门)$/;
/** Place kinds of one level that a leading 各 gathers into one unit. */
const PLACE_KIND =
  /^(?:(?:县级|地级|副省级)?(?:市|区|县|旗|州|盟|乡|镇|村|街道|乡镇|街镇|镇街|社区|苏木|团场|园区|功能区|新区|开发区|高新区|经开区|市区|区市|县市|县市区|市州|州市|区县|市县|特区|林区|自治县|自治区|直辖市|计划单列市)(?:\([^()]*\))?)*(?:人民政府|政府|党委|党工委|办事处|街道办事处|管委会|管理委员会|街道办)?(?:\([^()]*\))?$/;
const ORGAN_KIND = /^(?:委|办|局|厅|部|院|处|科|室|中心|企业|直属机构|部门|机构|单位)$/;

function bare(name: string): string {
  return name.replace(/\s+/g, '').replace(/\([^()]*\)$/, '');
}

/** Could this be a unit's name, where a label says that units follow? Folded text. */
export function looksLikeUnit(name: string): boolean {
  const plain = bare(name);
  if (plain.length < 2 || plain.length > 40) return false;
  if (/[。;:!?%=]/.test(plain) || /^\d/.test(plain)) return false;
  if (/^(?:持续|长期|全年|常年|立即|尽快|年内|适时|逐步|每年|每季|每月|即时|抓紧|下同|按|以下)/.test(plain))
    return false;
  return !/(?:完成|底前|年底|月底|下同|按职责|以上|以下)/.test(plain);
}

/** An office by its own ending, without verbs: for brackets and clauses that no label introduces. */
export function isStrictUnit(name: string): boolean {
  const plain = bare(name);
  if (plain.length < 2 || plain.length > 26 || /[“”《》。,;:!?\d%+]/.test(plain)) return false;
  if (
    VERBS.test(plain.replace(/发展改革|改革发展/g, '')) ||
    /^(?:的|由|将|把|对|和|与|及|等|为|在|以|经|向)/.test(plain)
  )
    return false;
  if (/的|由|成立|组建|召开|建立|鼓励|支持/.test(plain)) return false;
  return STRONG.test(plain) || isCollective(plain);
}

/** Weaker: may stand in a list of which at least one member is strict. */
export function isWeakUnit(name: string): boolean {
  const plain = bare(name);
  if (plain.length < 2 || plain.length > 26 || /[“”《》。,;:!?%+的]/.test(plain) || VERBS.test(plain)) return false;
  return STRONG.test(plain) || WEAK.test(plain);
}

/** 各有关单位, 相关部门 …: the list is not closed. */
export function isOpenName(name: string): boolean {
  return OPEN.test(bare(name));
}

/** 有关部门, 单位: says no more than 等. */
export function isGenericName(name: string): boolean {
  return GENERIC.test(bare(name));
}

/** 各区, 各乡镇, 各县（市、区）人民政府: every place of a level. */
export function isCollective(name: string): boolean {
  const plain = name.replace(/\s+/g, '');
  const at = plain.indexOf('各');
  if (at < 0 || at > 6) return false;
  const rest = plain.slice(at + 1);
  return (
    rest !== '' &&
    (PLACE_KIND.test(rest) || ORGAN_KIND.test(rest) || STRONG.test(rest) || /(?:部门|单位|企业|机构|党委)$/.test(rest))
  );
}

/** Does `next` continue the collective that `name` opens (各区、县级市; 各委、办、局)? Both folded. */
export function joinsCollective(name: string, next: string): boolean {
  if (next.includes('各')) return false;
  const plain = name.replace(/\s+/g, '');
  const at = plain.lastIndexOf('各');
  if (at < 0) return false;
  const head =
    plain
      .slice(at + 1)
      .split('、')
      .at(-1) ?? '';
  const follow = next.replace(/\s+/g, '');
  if (follow === '') return false;
  return (PLACE_KIND.test(head) && PLACE_KIND.test(follow)) || (ORGAN_KIND.test(head) && ORGAN_KIND.test(follow));
}
