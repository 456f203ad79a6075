import type { Row } from '@qipan/modules/documents';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  callsOf,
  clearPlan,
  countAllRows,
  importKnown,
  leader,
  officer,
  type Opened,
  openPlace,
  accepted,
} from './testing/langfang.ts';

const known = [
  {
    text: '出台支持政策，明确落户事项。',
    patch: {
      lead: ['市发展改革委'],
      units: ['市发展改革委'],
      deadline: { date: '2026-12-31', basis: 'own', quote: '2026年12月底前' },
    },
  },
  { text: '建成承接园区；完成配套道路。', patch: { units: ['市商务局', '市交通运输局'] } },
  { text: '办好产业协作对接活动。' },
  { text: '开展“走访解促”活动，帮助企业解决问题。', patch: { units: ['市数据和政务服务局'] } },
];
const spare = '另有一句未列为任务的话。';

let opened: Opened;
let calls: ReturnType<typeof callsOf>;
let documentId: string;

beforeAll(async () => {
  opened = await openPlace();
  calls = callsOf(opened, officer);
});
afterAll(() => opened.close());
beforeEach(async () => {
  documentId = await importKnown(opened, officer, [...known, { text: spare }]);
  const last = (await open()).at(-1);
  accepted(await revise('remove', last));
});

const all = async (): Promise<Row[]> => (await calls.document(documentId)).rows;
const open = async (): Promise<Row[]> => (await all()).filter((row) => row.state === 'open');
const texts = async () => (await open()).map((row) => row.item.text);
const at = async (index: number): Promise<Row> => {
  const row = (await open())[index];
  if (!row) throw new Error(`no open row ${index}`);
  return row;
};
const pointer = (row: Row | undefined) => ({ rowId: row?.id ?? '', version: row?.version ?? 0 });
const revise = (op: string, row: Row | undefined, more: object = {}) =>
  calls.revise(documentId, { op, ...pointer(row), ...more });
const undo = () => calls.undo(documentId);
const idsOf = (done: unknown) => z.object({ rowIds: z.array(z.string()) }).parse(done).rowIds;

/** What a review can change, and what undoing must give back. */
const face = (row: Row) => ({ id: row.id, state: row.state, item: row.item, edits: row.edits, position: row.position });

/** Runs a step, then checks that undoing it gives back what was there; a row that the step made is left as removed. */
async function stepAndBack(step: () => Promise<unknown>, check: () => Promise<void>): Promise<void> {
  const before = (await all()).map(face);
  await step();
  await check();
  expect((await calls.document(documentId)).document.canUndo).not.toBeNull();
  accepted(await undo());
  const after = (await all()).map(face);
  const ids = new Set(before.map((row) => row.id));
  expect(after.filter((row) => ids.has(row.id))).toEqual(before);
  expect(after.filter((row) => !ids.has(row.id) && row.state !== 'removed')).toEqual([]);
}

describe('a step of a review, and back', () => {
  test('an edit keeps what was read, and says who changed what; reset returns to it', async () => {
    documentId = (await calls.importText(clearPlan, { again: true })).documentId;
    const row = await at(0);
    await stepAndBack(
      async () => accepted(await revise('edit', row, { patch: { text: '改写后的任务', units: ['市商务局'] } })),
      async () => {
        const changed = await at(0);
        expect(changed.item).toMatchObject({ text: '改写后的任务', units: ['市商务局'], span: row.item.span });
        expect(changed.original).toEqual(row.original);
        expect(Object.keys(changed.edits).sort()).toEqual(['text', 'units']);
        expect(changed.edits.text).toMatchObject({ by: officer.personName });
      },
    );
    accepted(await revise('edit', await at(0), { patch: { kind: 'background' } }));
    await stepAndBack(
      async () => accepted(await revise('reset', await at(0))),
      async () => expect(await at(0)).toMatchObject({ item: row.original, edits: {} }),
    );
  });

  test('a split gives two rows in place; units and date go to both, each stands on its words', async () => {
    const row = await at(1);
    await stepAndBack(
      async () => accepted(await revise('split', row, { at: 7 })),
      async () => {
        expect((await texts()).slice(1, 3)).toEqual(['建成承接园区；', '完成配套道路。']);
        const [first, second] = [await at(1), await at(2)];
        expect(first.id).toBe(row.id);
        expect(second.item.units).toEqual(row.item.units);
        const { normalizedText } = (await calls.document(documentId)).document;
        for (const half of [first, second])
          expect(normalizedText.slice(half.item.span.start, half.item.span.end)).toBe(half.item.text);
      },
    );
  });

  test('a merge unites words and units in the document’s order, whichever was named first', async () => {
    const rows = [await at(1), await at(0)];
    await stepAndBack(
      async () => accepted(await calls.revise(documentId, { op: 'merge', rows: rows.map(pointer) })),
      async () => {
        const merged = await at(0);
        expect(merged.item.text).toMatch(/^出台支持政策[\s\S]*完成配套道路。$/);
        expect(merged.item).toMatchObject({
          units: ['市发展改革委', '市商务局', '市交通运输局'],
          lead: ['市发展改革委'],
          deadline: { date: '2026-12-31' },
        });
        expect(await open()).toHaveLength(3);
      },
    );
  });

  test.each([
    ['to the top', 2, 0, [2, 0, 1, 3]],
    ['down by one', 0, 2, [1, 0, 2, 3]],
    ['to the end', 1, null, [0, 2, 3, 1]],
  ])('a move %s', async (_where, from, before, order) => {
    const rows = await open();
    await stepAndBack(
      async () => accepted(await revise('move', rows[from], { before: before === null ? null : rows[before]?.id })),
      async () => expect(await texts()).toEqual(order.map((index) => known[index]?.text)),
    );
  });

  test('moves in and out of one gap keep the order, however many', async () => {
    for (let round = 0; round < 70; round += 1) {
      const [first, second, third] = await open();
      accepted(
        await revise('move', round % 2 === 0 ? second : third, { before: round % 2 === 0 ? first?.id : second?.id }),
      );
      const [a, b, c] = await open();
      const expected = round % 2 === 0 ? [second, first, third] : [first, third, second];
      expect([a, b, c].map((row) => row?.id)).toEqual(expected.map((row) => row?.id));
    }
  });

  test('a removed row can be restored, and both undone', async () => {
    const row = await at(2);
    await stepAndBack(
      async () => accepted(await revise('remove', row)),
      async () => expect(await texts()).not.toContain(row.item.text),
    );
    accepted(await revise('remove', await at(2)));
    const removed = (await all()).find((entry) => entry.id === row.id);
    await stepAndBack(
      async () => accepted(await revise('restore', removed)),
      async () => expect(await texts()).toEqual(known.map((entry) => entry.text)),
    );
  });

  test('a stretch of the text becomes a row after the one named, all else of it unclear', async () => {
    const { normalizedText } = (await calls.document(documentId)).document;
    const start = normalizedText.indexOf(spare);
    const anchor = await at(0);
    await stepAndBack(
      async () =>
        accepted(await calls.revise(documentId, { op: 'add', start, end: start + spare.length + 1, after: anchor.id })),
      async () => {
        expect(await at(1)).toMatchObject({
          original: null,
          item: { text: spare, units: [], deadline: null, span: { start, end: start + spare.length } },
        });
        expect(await revise('reset', await at(1))).toMatchObject({ ok: false, code: 'documents.no-original' });
      },
    );
  });
});

describe('a step is refused and nothing is written', () => {
  const refused = async (step: () => Promise<unknown>, code: string) => {
    const before = await countAllRows(opened.host);
    expect(await step()).toMatchObject({ ok: false, code });
    expect(await countAllRows(opened.host)).toEqual(before);
  };

  test('that rests on a version that is gone', async () => {
    const [row, other] = [await at(0), await at(1)];
    accepted(await revise('edit', row, { patch: { text: '先到的人写的' } }));
    for (const [op, more] of [
      ['edit', { patch: { text: '后到' } }],
      ['split', { at: 2 }],
      ['move', { before: null }],
      ['remove', {}],
    ] as const) {
      await refused(() => revise(op, row, more), 'host.conflict');
    }
    await refused(() => calls.revise(documentId, { op: 'merge', rows: [row, other].map(pointer) }), 'host.conflict');
    expect((await at(0)).item.text).toBe('先到的人写的');
  });

  test('of two officers at the same moment one wins and the other is told', async () => {
    const row = await at(0);
    const both = await Promise.all(['甲', '乙'].map((text) => revise('edit', row, { patch: { text } })));
    expect(both.filter((done) => done.ok)).toHaveLength(1);
    expect(both.find((done) => !done.ok)).toMatchObject({ code: 'host.conflict' });
  });

  test('on a confirmed row, undoing included', async () => {
    accepted(await revise('edit', await at(0), { patch: { text: '确认前改的', kind: 'requirement' } }));
    accepted(await calls.confirm(documentId, [await at(0)]));
    // A requirement that was confirmed counts on both sides: never more confirmed than there are rows.
    const tasks = (await all()).filter((row) => row.state !== 'removed' && row.item.kind === 'task').length;
    const counts = { rows: tasks + 1, confirmed: 1 };
    expect((await calls.document(documentId)).document).toMatchObject(counts);
    expect(accepted(await calls.call('documents.list-documents', {}))).toMatchObject({
      documents: expect.arrayContaining([expect.objectContaining({ id: documentId, ...counts })]),
    });
    const confirmed = (await all()).find((row) => row.state === 'confirmed');
    for (const [op, more] of [
      ['edit', { patch: { text: '改' } }],
      ['split', { at: 2 }],
      ['move', { before: null }],
      ['remove', {}],
      ['restore', {}],
      ['reset', {}],
    ] as const) {
      await refused(() => revise(op, confirmed, more), 'documents.row-confirmed');
    }
    const rows = [confirmed, await at(0)].map(pointer);
    await refused(() => calls.revise(documentId, { op: 'merge', rows }), 'documents.row-confirmed');
    await refused(undo, 'documents.row-confirmed');
  });

  test('that makes no sense', async () => {
    const row = await at(0);
    await refused(() => revise('edit', row, { patch: {} }), 'documents.nothing-changed');
    await refused(() => revise('edit', row, { patch: { text: ' ' } }), 'documents.empty-text');
    await refused(() => revise('split', row, { at: row.item.text.length }), 'documents.bad-split');
    await refused(() => revise('restore', row), 'documents.nothing-changed');
    await refused(
      () => calls.revise(documentId, { op: 'merge', rows: [row, row].map(pointer) }),
      'documents.bad-merge',
    );
    await refused(() => revise('move', row, { before: 'nowhere' }), 'documents.unknown-row');
    await refused(() => revise('edit', { ...row, id: 'nowhere' }, { patch: { text: '改' } }), 'documents.unknown-row');
    await refused(() => calls.revise(documentId, { op: 'add', start: 3, end: 3, after: null }), 'documents.empty-text');
    await refused(
      () => calls.revise(documentId, { op: 'add', start: 0, end: 1_000_000, after: null }),
      'documents.empty-text',
    );
    await refused(() => calls.revise('nowhere', { op: 'remove', ...pointer(row) }), 'documents.unknown-document');
    const removed = (await all()).find((entry) => entry.state === 'removed');
    await refused(() => revise('remove', removed), 'documents.nothing-changed');
    await refused(
      () => calls.revise(documentId, { op: 'merge', rows: [removed, row].map(pointer) }),
      'documents.bad-merge',
    );
  });

  test('by a post that only reads', async () => {
    const row = await at(0);
    const change = { op: 'remove', ...pointer(row) };
    await refused(() => callsOf(opened, leader).revise(documentId, change), 'host.not-permitted');
    await refused(() => callsOf(opened, leader).undo(documentId), 'host.not-permitted');
  });

  test('when there is nothing left to undo', async () => {
    documentId = (await calls.importText('请市商务局本周报送材料。', { again: true })).documentId;
    await refused(undo, 'documents.nothing-to-undo');
  });
});

const step = fc.record({
  op: fc.constantFrom('edit', 'split', 'merge', 'move', 'remove', 'restore', 'add'),
  row: fc.nat(20),
  other: fc.nat(20),
  size: fc.nat(30),
});

/** The change that a random step stands for, on the rows as they are. */
function changeOf(given: { op: string; row: number; other: number; size: number }, rows: readonly Row[]): object {
  const row = rows[given.row % rows.length];
  const other = rows[given.other % rows.length];
  const more: Record<string, object> = {
    edit: {
      patch:
        given.size % 2 === 0 ? { text: `改写 ${given.size}` } : { units: [`单位${given.size}`], kind: 'requirement' },
    },
    split: { at: 1 + given.size },
    move: { before: given.size % 3 === 0 ? null : (other?.id ?? null) },
  };
  if (given.op === 'merge') return { op: 'merge', rows: [row, other].map(pointer) };
  if (given.op === 'add')
    return {
      op: 'add',
      start: given.size,
      end: given.size + 8,
      after: given.size % 2 === 0 ? null : (row?.id ?? null),
    };
  return { op: given.op, ...pointer(row), ...more[given.op] };
}

test('any steps followed by as many undos give back the rows, their order and their states', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      const before = (await all()).map(face);
      let done = 0;
      for (const given of steps) {
        const outcome = await calls.revise(documentId, changeOf(given, await all()));
        if (outcome.ok) done += idsOf(outcome.value).length > 0 ? 1 : 0;
      }
      for (let count = 0; count < done; count += 1) accepted(await undo());
      const ids = new Set(before.map((row) => row.id));
      const after = (await all()).map(face);
      expect(after.filter((row) => ids.has(row.id))).toEqual(before);
      expect(after.filter((row) => !ids.has(row.id) && row.state !== 'removed')).toEqual([]);
    }),
    { numRuns: 25, seed: 20_261_124 },
  );
});
