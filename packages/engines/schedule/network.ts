import { ok, type Outcome, type Refusal, refuse } from '@qipan/kernel';
import { type Link, MAX_DEPTH, type Note, type PlannedTask, type ScheduleInput } from './contract.ts';
import { addBond, addLink, draftEdges, type Edges, kinds, makeEdges } from './edges.ts';

/**
 * The tasks as a network. Task `i` is node `i`. A summary task has two: its gate `i` before all children, on which its
 * predecessors act, and its close `count + i` after all of them, from which its successors go.
 */
export interface Network {
  readonly tasks: readonly PlannedTask[];
  readonly links: readonly Link[];
  readonly count: number;
  readonly parents: Int32Array;
  readonly isSummary: Uint8Array;
  readonly isCancelled: Uint8Array;
  readonly edges: Edges;
  /** Nodes so that every edge goes forward; cancelled ones are not among them. */
  readonly order: Int32Array;
  readonly notes: readonly Note[];
}

interface Tree {
  readonly tasks: readonly PlannedTask[];
  readonly index: ReadonlyMap<string, number>;
  readonly parents: Int32Array;
  readonly isSummary: Uint8Array;
  readonly isCancelled: Uint8Array;
}

/**
 * Builds the network of tasks and links, or refuses it: doubled and unknown ids, rings (also through parents, named in order),
 * links that mean nothing. O(tasks + links), and the depth of the tree for each link.
 */
export function buildNetwork({ tasks, links }: ScheduleInput): Outcome<Network> {
  const tree = buildTree(tasks);
  if (!tree.ok) return tree;
  const wrong = checkSummaries(tree.value);
  if (wrong) return wrong;
  const count = tasks.length;
  const draft = draftEdges();
  const { parents, isSummary, isCancelled, index } = tree.value;
  for (let task = 0; task < count; task += 1) {
    const parent = parents[task] ?? -1;
    if (parent < 0 || isCancelled[task]) continue;
    addBond(draft, kinds.gate, { from: parent, to: task });
    addBond(draft, kinds.close, { from: isSummary[task] ? count + task : task, to: count + parent });
  }
  for (const [at, link] of links.entries()) {
    const from = index.get(link.from) ?? -1;
    const to = index.get(link.to) ?? -1;
    const refused = checkEnds(tree.value, { link, from, to }, at);
    if (refused) return refused;
    if (isCancelled[from] || isCancelled[to]) continue;
    addLink(draft, link, { from: isSummary[from] ? count + from : from, to, number: at });
  }
  const edges = makeEdges(draft, 2 * count);
  const order = sortNodes(edges, tree.value);
  if (!order.ok) return order;
  const notes = [...notesOfCancelled(tree.value, links), ...notesOfSummaries(tree.value)];
  return ok({ tasks, links, count, parents, isSummary, isCancelled, edges, order: order.value, notes });
}

function buildTree(tasks: readonly PlannedTask[]): Outcome<Tree> {
  const index = new Map<string, number>();
  for (const [at, task] of tasks.entries()) {
    if (index.has(task.id)) return refuse('schedule.same-id', { name: task.name, id: task.id }, `tasks[${at}]`);
    index.set(task.id, at);
  }
  const parents = new Int32Array(tasks.length).fill(-1);
  for (const [at, { parentId, name }] of tasks.entries()) {
    if (parentId === null) continue;
    const parent = index.get(parentId);
    if (parent === undefined) return refuse('schedule.unknown-parent', { name, id: parentId }, `tasks[${at}]`);
    parents[at] = parent;
  }
  const down = sortDown(parents);
  if (!down.ok) return refuse('schedule.ring', { names: namesOf(tasks, down.ring) }, 'tasks');
  const depth = new Int32Array(tasks.length);
  const isCancelled = Uint8Array.from(tasks, (task) => (task.isCancelled ? 1 : 0));
  const isSummary = new Uint8Array(tasks.length);
  for (const task of down.order) {
    const parent = parents[task] ?? -1;
    if (parent >= 0 && isCancelled[parent]) isCancelled[task] = 1;
    depth[task] = parent < 0 ? 1 : (depth[parent] ?? 0) + 1;
    if ((depth[task] ?? 0) > MAX_DEPTH)
      return refuse('schedule.too-deep', { name: tasks[task]?.name ?? '', limit: MAX_DEPTH }, `tasks[${task}]`);
  }
  for (const task of [...down.order].reverse()) {
    const parent = parents[task] ?? -1;
    if (parent >= 0) isSummary[parent] = 1;
  }
  const isAlive = new Uint8Array(tasks.length);
  for (const task of [...down.order].reverse()) {
    if (isCancelled[task] || (isSummary[task] && !isAlive[task])) isCancelled[task] = 1;
    else if ((parents[task] ?? -1) >= 0) isAlive[parents[task] ?? 0] = 1;
  }
  return ok({ tasks, index, parents, isSummary, isCancelled });
}

/** Parents before children, or the ring in which parents go round. */
function sortDown(parents: Int32Array): { ok: true; order: number[] } | { ok: false; ring: number[] } {
  const seen = new Int32Array(parents.length).fill(-1);
  const order: number[] = [];
  for (let task = 0; task < parents.length; task += 1) {
    const trail: number[] = [];
    let at = task;
    while (at >= 0 && seen[at] === -1) {
      seen[at] = task;
      trail.push(at);
      at = parents[at] ?? -1;
    }
    if (at >= 0 && seen[at] === task) return { ok: false, ring: [...trail.slice(trail.indexOf(at)), at] };
    for (const node of trail.reverse()) order.push(node);
  }
  return { ok: true, order };
}

/** A summary task follows its children; MS Project lets it carry SNET and FNLT alone. */
function checkSummaries({ tasks, isSummary, isCancelled }: Tree): Refusal | null {
  const allowed: readonly string[] = ['ASAP', 'SNET', 'FNLT'];
  for (const [at, { name, constraint }] of tasks.entries())
    if (isSummary[at] && !isCancelled[at] && !allowed.includes(constraint.type))
      return refuse('schedule.summary-constraint', { name }, `tasks[${at}]`);
  return null;
}

interface Ends {
  readonly link: Link;
  /** -1 for a task that is not there. */
  readonly from: number;
  readonly to: number;
}

function checkEnds({ tasks, parents, isSummary }: Tree, { link, from, to }: Ends, at: number): Refusal | null {
  const place = () => `links[${at}]`;
  const nameOf = (task: number) => tasks[task]?.name ?? '';
  if (from < 0 || to < 0)
    return refuse('schedule.unknown-task', { id: from < 0 ? link.from : link.to, number: at + 1 }, place());
  if (from === to) return refuse('schedule.self-link', { name: nameOf(from) }, place());
  if (isSummary[to] && isAbove(parents, from, to))
    return refuse('schedule.ancestor-link', { child: nameOf(from), parent: nameOf(to) }, place());
  if (isSummary[from] && isAbove(parents, to, from))
    return refuse('schedule.ancestor-link', { child: nameOf(to), parent: nameOf(from) }, place());
  if (isSummary[to] && (link.type === 'FF' || link.type === 'SF'))
    return refuse('schedule.summary-link', { from: nameOf(from), to: nameOf(to) }, place());
  return null;
}

function isAbove(parents: Int32Array, low: number, high: number): boolean {
  for (let up = parents[low] ?? -1; up >= 0; up = parents[up] ?? -1) if (up === high) return true;
  return false;
}

/** Kahn's order; what is left over goes round in a ring. */
function sortNodes(edges: Edges, { tasks, isSummary, isCancelled }: Tree): Outcome<Int32Array> {
  const count = tasks.length;
  const { to, intoAt, outAt, outOf } = edges;
  const open = new Int32Array(2 * count);
  const order = new Int32Array(2 * count);
  let [nodes, placed] = [0, 0];
  for (let node = 0; node < 2 * count; node += 1) {
    open[node] = (intoAt[node + 1] ?? 0) - (intoAt[node] ?? 0);
    const task = node < count ? node : node - count;
    if (isCancelled[task] || (node >= count && !isSummary[task])) continue;
    nodes += 1;
    if (open[node] === 0) order[placed++] = node;
  }
  for (let at = 0; at < placed; at += 1) {
    const node = order[at] ?? 0;
    for (let out = outAt[node] ?? 0; out < (outAt[node + 1] ?? 0); out += 1) {
      const target = to[outOf[out] ?? 0] ?? 0;
      const left = (open[target] ?? 0) - 1;
      open[target] = left;
      if (left === 0) order[placed++] = target;
    }
  }
  if (placed === nodes) return ok(order.subarray(0, placed));
  const ring = findRing(edges, open).map((node) => node % count);
  return refuse('schedule.ring', { names: namesOf(tasks, ring) }, 'links');
}

/** Goes back along edges that are still open until a node comes again. Every node that is left has one. */
function findRing({ from, intoAt }: Edges, open: Int32Array): number[] {
  const trail: number[] = [];
  const seen = new Map<number, number>();
  let node = open.findIndex((edges) => edges > 0);
  while (!seen.has(node)) {
    seen.set(node, trail.length);
    trail.push(node);
    const sources = from.subarray(intoAt[node], intoAt[node + 1]);
    node = sources.find((source) => (open[source] ?? 0) > 0) ?? node;
  }
  return [...trail.slice(seen.get(node)), node].reverse();
}

/** The names of a ring from its first task in the list on, each once until it closes; a long ring is shortened in the middle. */
function namesOf(tasks: readonly PlannedTask[], ring: readonly number[]): string {
  const steps = ring.slice(1).filter((task, at) => task !== ring[at]);
  const first = steps.indexOf(steps.reduce((least, task) => Math.min(least, task)));
  const turned = [...steps.slice(first), ...steps.slice(0, first)];
  const names = [...turned, turned[0] ?? 0].map((task) => tasks[task]?.name ?? '');
  const shown = names.length > 22 ? [...names.slice(0, 12), '…', ...names.slice(-9)] : names;
  return shown.join(' → ');
}

/** A cancelled task takes its links along; where it stood between two others, these are no longer bound to each other. */
function notesOfCancelled({ tasks, index, isCancelled }: Tree, links: readonly Link[]): Note[] {
  if (!isCancelled.includes(1)) return [];
  const before = new Set<number>();
  const after = new Set<number>();
  for (const link of links) {
    const [from, to] = [index.get(link.from) ?? -1, index.get(link.to) ?? -1];
    if (isCancelled[from] && !isCancelled[to]) after.add(from);
    if (isCancelled[to] && !isCancelled[from]) before.add(to);
  }
  return [...before]
    .filter((task) => after.has(task))
    .map((task) => ({ code: 'schedule.cancelled-between', values: { name: tasks[task]?.name ?? '' } }));
}

function notesOfSummaries({ tasks, isSummary, isCancelled }: Tree): Note[] {
  return tasks
    .filter(
      (task, at) => isSummary[at] && !isCancelled[at] && (task.actualStart !== null || task.actualFinish !== null),
    )
    .map(({ name }) => ({ code: 'schedule.summary-actual', values: { name } }));
}
