/**
 * Named things in an item: projects to be built or set up, policies to be issued or won, documents that are only cited.
 * Deterministic and modest: a name ends in a kind of project or document and stands behind a verb that makes it.
 * Source: the 三清单 (任务、项目、政策) of regional plans observed 2019–2025. O(n).
 */
const PROJECT_KIND =
  '项目|工程|基地|中心|平台|园区|产业园|科技园|公园|实验室|示范区|先导区|集聚区|试验区|核心区|集群|联合体|创新港|大学城|学院|医院|学校|机场|枢纽|通道|路网|高速|铁路|港口|水库|管网|泵站|生产线|数据库|网络|专项行动|行动计划|培育计划|提升行动|攻坚行动|瞭望站|大厅|社区|小镇|综合体|孵化器|驿站|智库|联盟|基金|仓库|产业带|走廊|线路|星座|指挥部|理事会|执委会';
const PROJECT = new RegExp(
  `(?:建设|打造|组建|创建|建成|新建|改建|扩建|续建|搭建|设立|成立|构建|实施|推进|加快|推动|开展|布局|争创|共建|筹建)(?:了|好)?((?:[^,。;:、的]|的(?=[\\u4e00-\\u9fa5“]{2,20}(?:${PROJECT_KIND}))){2,36}?(?:${PROJECT_KIND}))(?![\\u4e00-\\u9fa5]{0,20}?(?:${PROJECT_KIND})(?=[,。;、]))`,
  'g',
);
const LISTED = new RegExp(`(?<=、)([^,。;:、]{2,30}(?:${PROJECT_KIND}))(?=[、等,。;])`, 'g');
const LOOSE =
  /^(?:一批|若干|更多|各类|一系列|重点|重大|相关|有关|一流|新的?|更|高质量|高水平|加快|推进|统筹|全面|积极)+/;
const POLICY_KIND =
  '办法|方案|规划|意见|措施|细则|条例|标准|规范|指南|导则|指引|清单|目录|制度|政策|计划|规程|规定|手册|图谱';
const MAKES =
  '(?:研究|抓紧|加快|尽快|牵头|组织|适时|推动|联合|共同)*(?:制定|制订|制修订|出台|印发|编制|修订|起草|发布|争取|推出|拟定|拟订)(?:完善|实施|出台|印发)?';
const POLICY = new RegExp(
  `${MAKES}(?:了)?((?:《[^《》]{2,60}》)|(?:[^,。;:《》、]{2,36}?(?:${POLICY_KIND})))(?=[,。;、和及与并]|$|[,\\u4e00-\\u9fa5]{0,2})`,
  'g',
);
const TITLE = /《[^《》]{2,80}(?:《[^《》]{2,60}》[^《》]{0,40})?》/g;

function clean(name: string): string {
  return name.replace(LOOSE, '').trim();
}

function unique(names: readonly string[], limit: number): string[] {
  return Array.from(new Set(names.filter((name) => name.length >= 3))).slice(0, limit);
}

/** At most eight. Names are returned as in the folded offsets: `pick` gives the printed slice. */
export function findNames(
  folded: string,
  pick: (start: number, end: number) => string,
): { projects: string[]; policies: string[]; citations: string[] } {
  const policies: string[] = [];
  const taken = new Set<number>();
  for (const hit of folded.matchAll(POLICY)) {
    const name = hit[1];
    if (name === undefined) continue;
    const start = hit.index + hit[0].indexOf(name);
    taken.add(start);
    policies.push(clean(pick(start, start + name.length)));
  }
  const citations: string[] = [];
  for (const hit of folded.matchAll(TITLE))
    if (!taken.has(hit.index)) citations.push(pick(hit.index, hit.index + hit[0].length));
  const projects: string[] = [];
  for (const shape of [PROJECT, LISTED])
    for (const hit of folded.matchAll(shape)) {
      const name = hit[1];
      if (name === undefined) continue;
      const start = hit.index + hit[0].indexOf(name);
      projects.push(clean(pick(start, start + name.length)));
    }
  return { projects: unique(projects, 8), policies: unique(policies, 8), citations: unique(citations, 8) };
}
