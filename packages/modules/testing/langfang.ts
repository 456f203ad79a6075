import {
  accepted,
  countAllRows,
  eachStore,
  enrol,
  type Opened,
  openModules,
  runOperation,
  type StoreKind,
} from '@qipan/host/testing';
import type { Actor, Outcome, Role } from '@qipan/kernel';
import { place } from '@qipan/place-langfang';
import { z } from 'zod';
import { rowSchema } from '../documents/model.ts';
import { taskSchema } from '../programme/model.ts';

export { accepted, countAllRows, eachStore, enrol, type Opened };

/** A host on the real place with its units in the register. */
export function openPlace(on: { store?: StoreKind } = {}): Promise<Opened> {
  return openModules(place, on);
}

/** A person of a unit of the place in a role. */
export function actorOf(role: Role, unitId: string, given: Partial<Actor> = {}): Actor {
  const unit = place.units.find((entry) => entry.id === unitId);
  if (!unit) throw new Error(`the place has no unit ${unitId}`);
  const post = { postId: `post-${role}-${unitId}`, role, unitId, unitName: unit.name, regionCode: unit.regionCode };
  return {
    personId: `person-${role}-${unitId}`,
    personName: `人员·${unit.name}`,
    ...post,
    demonstration: false,
    ...given,
  };
}

export const officer = actorOf('reform-office', 'reform');
export const leader = actorOf('leader', 'government-office');
export const auditor = actorOf('auditor', 'audit-office');
export const administrator = actorOf('administrator', 'reform');

/** The operations of a host as one person calls them. */
export function callsOf(opened: Opened, actor: Actor) {
  const call = (name: string, input: unknown): Promise<Outcome<unknown>> =>
    runOperation(opened.host, actor, { name, input });
  const read = async <T>(name: string, input: unknown, schema: z.ZodType<T>): Promise<T> =>
    schema.parse(accepted(await call(name, input)));
  return {
    call,
    importText: (text: string, more: object = {}) =>
      read('documents.import-document', { text, ...more }, importedSchema),
    importFile: (file: { name: string; bytes: Uint8Array }, more: object = {}) =>
      read('documents.import-document', { file, ...more }, importedSchema),
    document: (documentId: string) => read('documents.read-document', { documentId }, documentSchema),
    documents: () =>
      read(
        'documents.list-documents',
        {},
        z.object({ documents: z.array(z.object({ id: z.string(), title: z.string() })) }),
      ),
    revise: (documentId: string, change: object) => call('documents.revise-rows', { documentId, change }),
    undo: (documentId: string) => call('documents.undo-revision', { documentId }),
    confirm: (documentId: string, rows: readonly { id: string; version: number }[]) =>
      call('programme.confirm-rows', { documentId, rows: rows.map(({ id, version }) => ({ id, version })) }),
    tasks: async (filter: object = {}) =>
      (await read('programme.list-tasks', filter, z.object({ tasks: z.array(taskSchema) }))).tasks,
  };
}

/** A command that waits, agreed to by each of these people in turn. */
export async function agreed(opened: Opened, answer: Outcome<unknown>, by: readonly Actor[]): Promise<string> {
  const { approvalId } = z.object({ parked: z.object({ approvalId: z.string() }) }).parse(accepted(answer)).parked;
  let outcome = '';
  for (const actor of by) {
    const calls = callsOf(opened, actor);
    const { shownHash } = z
      .object({ shownHash: z.string() })
      .parse(accepted(await calls.call('host.read-approval', { approvalId })));
    const given = { approvalId, shownHash, answer: 'agree' };
    outcome = z
      .object({ outcome: z.string() })
      .parse(accepted(await calls.call('host.answer-approval', given))).outcome;
  }
  return outcome;
}

const importedSchema = z.object({ documentId: z.string(), title: z.string(), rows: z.number() });
const documentSchema = z.object({
  document: z.object({
    id: z.string(),
    version: z.number(),
    title: z.string(),
    normalizedText: z.string(),
    rows: z.number(),
    confirmed: z.number(),
    unclear: z.number(),
    canUndo: z.string().nullable(),
  }),
  rows: z.array(rowSchema),
});

/** A plan that nobody can read in two ways. */
export const clearPlan = [
  '甲项工作任务分工方案',
  '一、推动产业协作',
  '1.出台《产业协作实施细则》，明确目录。（牵头单位：市发展改革委；配合单位：市财政局；完成时限：2026年12月底前）',
  '2.建成承接园区3个。（牵头单位：市工业和信息化局；配合单位：市商务局；完成时限：2027年6月底前）',
  '二、优化营商环境',
  '3.印发《走访服务企业办法》，办结率不低于95%。（牵头单位：市数据和政务服务局；配合单位：市工商联；完成时限：2026年9月底前）',
].join('\n');

export interface KnownRow {
  readonly text: string;
  readonly patch?: object;
}

/** Long enough that a title made of the first signs holds nothing of the rows. */
const opening =
  '以下文字只为测试而写，字字句句都没有任何实际含义，也不是任何机关发出的文件，更不能作为办理事项的依据，读过即可。';

/**
 * Imports these lines and makes each of them a row by hand with the fields of its patch; whatever was read by itself is
 * removed. Tests that rest on it do not depend on how finely a text is read.
 */
export async function importKnown(opened: Opened, actor: Actor, known: readonly KnownRow[]): Promise<string> {
  const calls = callsOf(opened, actor);
  const { documentId } = await calls.importText([opening, ...known.map((row) => row.text)].join('\n'), { again: true });
  const { document, rows } = await calls.document(documentId);
  for (const row of rows)
    accepted(await calls.revise(documentId, { op: 'remove', rowId: row.id, version: row.version }));
  let after: string | null = rows.at(-1)?.id ?? null;
  for (const { text, patch } of known) {
    const start = document.normalizedText.indexOf(text);
    const added = accepted(await calls.revise(documentId, { op: 'add', start, end: start + text.length, after }));
    const rowId = z.object({ rowIds: z.tuple([z.string()]) }).parse(added).rowIds[0];
    if (patch) accepted(await calls.revise(documentId, { op: 'edit', rowId, version: 1, patch }));
    after = rowId;
  }
  return documentId;
}

/** The rows of a document that are open, in their order. */
export async function openRows(opened: Opened, documentId: string) {
  const { rows } = await callsOf(opened, officer).document(documentId);
  return rows.filter((row) => row.state === 'open');
}
