import {
  type Actor,
  type ApprovalParty,
  defineCommand,
  defineQuery,
  ok,
  type PlaceTables,
  type RowChange,
  refuse,
  topJurisdiction,
} from '@qipan/kernel';
import { z } from 'zod';
import type { HostReadPorts } from '../run/decide.ts';
import {
  agreedParties,
  type Agreement,
  agreementsOf,
  answerOutcomes,
  type Approval,
  type ApprovalHead,
  approvalStates,
  findApproval,
  listApprovals,
  overlapping,
  partySchema,
} from './store.ts';

const changeSchema = z.object({
  op: z.enum(['insert', 'update', 'delete']),
  table: z.string(),
  id: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  /** Which row it is, in words; null where nothing names it. */
  label: z.string().nullable().default(null),
});
const shownSchema = z.object({
  operation: z.string(),
  subject: z.string(),
  parties: z.array(partySchema),
  changes: z.array(changeSchema),
});
const summarySchema = z.object({
  id: z.string(),
  operation: z.string(),
  subject: z.string(),
  state: z.enum(approvalStates),
  submittedBy: z.object({ personName: z.string(), unitName: z.string() }),
  submittedAt: z.string(),
  expiresAt: z.string(),
  parties: z.array(partySchema.extend({ agreed: z.boolean() })),
  /** This person may answer it now. */
  mine: z.boolean(),
  own: z.boolean(),
});
const agreementSchema = z.object({
  party: z.number().int(),
  answer: z.enum(['agree', 'decline']),
  reason: z.string(),
  personName: z.string(),
  unitName: z.string(),
  at: z.string(),
  /** False: it was given to an earlier content and counts no more. */
  counts: z.boolean(),
});

/** Whether this person's post is one that may speak for a party: of its unit, or anywhere in its top jurisdiction. */
function speaksFor(place: PlaceTables, actor: Actor, party: ApprovalParty): boolean {
  if (!party.roles.includes(actor.role)) return false;
  if (party.unitId !== undefined) return party.unitId === actor.unitId;
  return topJurisdiction(place, party.regionCode) === topJurisdiction(place, actor.regionCode);
}

/** The first party for which this person may answer and nobody has agreed yet; -1 when there is none. Nobody agrees to their own command, or for two parties. */
export function partyOf(
  place: PlaceTables,
  actor: Actor,
  given: { approval: ApprovalHead; agreements: readonly Agreement[] },
): number {
  const { approval, agreements } = given;
  if (approval.state !== 'waiting' || approval.demonstration !== actor.demonstration) return -1;
  if (approval.actor.personId === actor.personId) return -1;
  const counted = agreements.filter((entry) => entry.shownHash === approval.shownHash);
  if (counted.some((entry) => entry.personId === actor.personId)) return -1;
  const agreed = agreedParties(approval, agreements);
  return approval.parties.findIndex((party, index) => !agreed.has(index) && speaksFor(place, actor, party));
}

function isNamed(place: PlaceTables, actor: Actor, approval: ApprovalHead): boolean {
  if (approval.demonstration !== actor.demonstration) return false;
  if (approval.actor.personId === actor.personId) return true;
  if (actor.role !== 'auditor') return approval.parties.some((party) => speaksFor(place, actor, party));
  const top = topJurisdiction(place, actor.regionCode);
  const concerned = [approval.actor.regionCode, ...approval.parties.map((party) => party.regionCode)];
  return concerned.some((code) => topJurisdiction(place, code) === top);
}

function summarise(
  place: PlaceTables,
  actor: Actor,
  given: { approval: ApprovalHead; agreements: readonly Agreement[] },
): z.infer<typeof summarySchema> {
  const { approval, agreements } = given;
  const agreed = agreedParties(approval, agreements);
  const { id, operation, subject, state, expiresAt } = approval;
  return {
    id,
    operation,
    subject,
    state,
    submittedBy: { personName: approval.actor.personName, unitName: approval.actor.unitName },
    submittedAt: approval.decidedAt,
    expiresAt,
    parties: approval.parties.map((party, index) => ({ ...party, roles: [...party.roles], agreed: agreed.has(index) })),
    mine: partyOf(place, actor, given) >= 0,
    own: approval.actor.personId === actor.personId,
  };
}

const listOperation = defineQuery({
  name: 'host.list-approvals',
  title: { zh: '待同意事项', en: 'Commands that wait for agreement' },
  kind: 'query',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({}),
  output: z.object({ approvals: z.array(summarySchema) }),
  async read({ db }: HostReadPorts, _input, { actor, place }) {
    const approvals = (await listApprovals(db, actor.demonstration, 500)).filter((entry) =>
      isNamed(place, actor, entry),
    );
    const agreements = await agreementsOf(
      db,
      approvals.map((approval) => approval.id),
    );
    const summaries = approvals.map((approval) =>
      summarise(place, actor, { approval, agreements: agreements.filter((entry) => entry.approvalId === approval.id) }),
    );
    return ok({ approvals: summaries });
  },
});

const readOperation = defineQuery({
  name: 'host.read-approval',
  title: { zh: '查看待同意事项', en: 'Read a command that waits for agreement' },
  kind: 'query',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({ approvalId: z.string() }),
  output: z.object({
    approval: summarySchema,
    shown: shownSchema,
    shownHash: z.string(),
    /** What had been shown before the content changed; null when it never did. */
    earlier: shownSchema.nullable(),
    agreements: z.array(agreementSchema),
    /** Other matters that touch the same rows: those that wait while this one waits; once it is void, those carried out before it. */
    overlaps: z.array(z.object({ approvalId: z.string(), subject: z.string() })),
    closed: z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) }).nullable(),
  }),
  async read({ db }: HostReadPorts, { approvalId }, { actor, place }) {
    const approval = await findApproval(db, approvalId);
    if (!approval || !isNamed(place, actor, approval)) return refuse('host.unknown-approval');
    const agreements = await agreementsOf(db, [approvalId]);
    return ok({
      approval: summarise(place, actor, { approval, agreements }),
      shown: shownSchema.parse(approval.shown),
      shownHash: approval.shownHash,
      earlier: approval.earlierShown && shownSchema.parse(approval.earlierShown),
      agreements: agreements.map(({ party, answer, reason, personName, unitName, at, shownHash }) => {
        const counts = shownHash === approval.shownHash;
        return { party, answer, reason, personName, unitName, at, counts };
      }),
      overlaps: await overlapsOf(db, approval),
      closed: approval.closed && { code: approval.closed.code, values: { ...approval.closed.values } },
    });
  },
});

async function overlapsOf(db: HostReadPorts['db'], { id, chain, shown, state, decidedAt }: Approval) {
  if (state !== 'waiting' && state !== 'void') return [];
  const done = state === 'void' ? { doneSince: decidedAt } : {};
  return overlapping(db, { chain, changes: shown.changes, except: id, ...done });
}

const answerOperation = defineCommand({
  name: 'host.answer-approval',
  title: { zh: '同意或不同意', en: 'Agree or decline' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({
    approvalId: z.string(),
    /** The content that the person has seen. */
    shownHash: z.string(),
    answer: z.enum(['agree', 'decline']),
    reason: z.string().trim().max(2_000).default(''),
  }),
  output: z.object({ approvalId: z.string(), outcome: z.enum(answerOutcomes) }),
  async read({ db }: HostReadPorts, input, { actor, place, now }) {
    const approval = await findApproval(db, input.approvalId);
    if (!approval || !isNamed(place, actor, approval)) return refuse('host.unknown-approval');
    if (approval.state !== 'waiting') return refuse('host.approval-closed');
    if (approval.expiresAt <= now) return refuse('host.approval-expired');
    if (approval.shownHash !== input.shownHash) return refuse('host.approval-content-changed');
    if (input.answer === 'decline' && input.reason === '') return refuse('host.reason-needed', {}, 'reason');
    const party = partyOf(place, actor, { approval, agreements: await agreementsOf(db, [approval.id]) });
    if (party < 0) return refuse('host.not-a-party');
    return ok({ approval, party });
  },
  decide({ approval, party }, input, { actor, now, newId }) {
    const { id, version, subject } = approval;
    const agreement: RowChange = {
      op: 'insert',
      table: 'host.agreement',
      id: newId(),
      values: {
        approval_id: id,
        party,
        shown_hash: input.shownHash,
        answer: input.answer,
        reason: input.reason,
        person_id: actor.personId,
        person_name: actor.personName,
        unit_name: actor.unitName,
        at: now,
      },
    };
    const closed = { code: 'host.approval-declined', values: { name: actor.personName, reason: input.reason } };
    const close: RowChange = {
      op: 'update',
      table: 'host.approval',
      id,
      version,
      values: { state: 'declined', closed, closed_at: now },
    };
    const declined = input.answer === 'decline';
    return ok({
      changes: declined ? [agreement, close] : [agreement],
      restsOn: declined ? [] : [{ table: 'host.approval', id, version }],
      files: [],
      subject: `${declined ? '不同意' : '同意'}：${subject}`,
      notices: declined
        ? [
            {
              to: { personId: approval.actor.personId },
              ...closed,
              values: { ...closed.values, subject },
              link: `/approvals/${id}`,
            },
          ]
        : [],
      result: { approvalId: id, outcome: declined ? ('declined' as const) : ('waiting' as const) },
    });
  },
});

const withdrawOperation = defineCommand({
  name: 'host.withdraw-approval',
  title: { zh: '撤回提请', en: 'Withdraw a command that waits' },
  kind: 'command',
  scope: 'identity',
  permission: 'host.own',
  input: z.object({ approvalId: z.string() }),
  output: z.object({ approvalId: z.string() }),
  async read({ db }: HostReadPorts, { approvalId }, { actor }) {
    const approval = await findApproval(db, approvalId);
    if (approval?.actor.personId !== actor.personId) return refuse('host.unknown-approval');
    return approval.state === 'waiting' ? ok(approval) : refuse('host.approval-closed');
  },
  decide({ id, version, subject }, _input, { now }) {
    const closed = { code: 'host.approval-withdrawn', values: {} };
    const values = { state: 'withdrawn', closed, closed_at: now };
    const changes: RowChange[] = [{ op: 'update', table: 'host.approval', id, version, values }];
    return ok({ changes, restsOn: [], files: [], subject: `撤回提请：${subject}`, result: { approvalId: id } });
  },
});

export const approvalOperations = [listOperation, readOperation, answerOperation, withdrawOperation] as const;
