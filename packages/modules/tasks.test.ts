import { access } from 'node:fs/promises';
import path from 'node:path';
import { previewOperation, removeDemonstration, sha256Hex } from '@qipan/host';
import { readWorkbook } from '@qipan/formats';
import type { Actor } from '@qipan/kernel';
import { place } from '@qipan/place-langfang';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  actorOf,
  administrator,
  auditor,
  callsOf,
  clearPlan,
  countAllRows,
  eachStore,
  importKnown,
  leader,
  officer,
  openRows,
  type Opened,
  openPlace,
  accepted,
} from './testing/langfang.ts';

const until = (date: string) => ({ date, basis: 'own', quote: date });
const known = [
  {
    text: '出台支持政策，明确落户事项。',
    patch: {
      path: ['承接疏解'],
      lead: ['市发改委'],
      support: ['市财政局'],
      units: ['市发改委', '市财政局'],
      deadline: until('2026-12-31'),
      policies: ['支持政策'],
    },
  },
  {
    text: '建成承接园区3个。',
    patch: { path: ['承接疏解', '平台'], units: ['市商务局'], deadline: until('2027-06-30'), projects: ['承接园区'] },
  },
  {
    text: '实施技改项目100%_全覆盖。',
    patch: { path: ['产业协作'], lead: ['市工业和信息化局'], units: ['市工业和信息化局', '某某集团'] },
  },
  { text: '降低制度性交易成本。', patch: { path: ['产业协作'] } },
];

eachStore((store) => {
  let opened: Opened;
  let calls: ReturnType<typeof callsOf>;
  let documentId: string;

  beforeAll(async () => {
    opened = await openPlace({ store });
    calls = callsOf(opened, officer);
    documentId = await importKnown(opened, officer, known);
  });
  afterAll(() => opened.close());

  const confirmAll = async (id: string) => accepted(await calls.confirm(id, await openRows(opened, id)));
  const tasksOf = (actor: Actor, filter: object = {}) => callsOf(opened, actor).tasks(filter);
  const textsOf = async (filter: object) => (await calls.tasks(filter)).map((task) => task.text);

  describe('confirming', () => {
    test('a part makes its tasks, numbered and with officer and time; the rest stays open', async () => {
      const rows = await openRows(opened, documentId);
      const done = accepted(await calls.confirm(documentId, rows.slice(0, 1)));
      expect(done).toMatchObject({ unclear: 0, tasks: [{ rowId: rows[0]?.id }] });
      const [task] = await calls.tasks({ documentId });
      expect(task).toMatchObject({
        number: expect.stringMatching(/^1-\d{3}$/),
        text: known[0]?.text,
        clause: known[0]?.text,
        lead: [{ name: '市发改委', unitIds: ['development-reform'] }],
        support: [{ name: '市财政局', unitIds: ['finance'] }],
        deadline: '2026-12-31',
        unclear: [],
        confirmedBy: officer.personName,
        confirmedByUnit: officer.unitName,
        confirmedAt: new Date(opened.clock.ms).toISOString(),
      });
      expect(await openRows(opened, documentId)).toHaveLength(3);
      expect((await calls.document(documentId)).document).toMatchObject({ confirmed: 1 });
    });

    test('twice, a removed row, a row of another document and one changed since are refused whole', async () => {
      const { rows } = await calls.document(documentId);
      const [confirmed, removed] = (['confirmed', 'removed'] as const).map((state) =>
        rows.find((row) => row.state === state),
      );
      const [open, changed] = await openRows(opened, documentId);
      if (!confirmed || !open || !changed) throw new Error('rows are missing');
      accepted(
        await calls.revise(documentId, {
          op: 'edit',
          rowId: changed.id,
          version: changed.version,
          patch: { contact: ['0316-1234567'] },
        }),
      );
      const other = await importKnown(opened, officer, [{ text: '另一份文件的任务。' }]);
      const before = await countAllRows(opened.host);
      expect(await calls.confirm(documentId, [open, confirmed])).toMatchObject({
        ok: false,
        code: 'programme.already-confirmed',
        at: confirmed.id,
      });
      expect(await calls.confirm(documentId, [open, changed])).toMatchObject({
        ok: false,
        code: 'host.conflict',
        at: changed.id,
      });
      expect(await calls.confirm(documentId, [open, ...(await openRows(opened, other))])).toMatchObject({
        ok: false,
        code: 'documents.unknown-row',
      });
      if (removed)
        expect(await calls.confirm(documentId, [open, removed])).toMatchObject({
          ok: false,
          code: 'programme.row-removed',
        });
      expect(await calls.confirm('nowhere', [open])).toMatchObject({ ok: false, code: 'documents.unknown-document' });
      expect(await countAllRows(opened.host)).toEqual(before);
      expect(await calls.tasks({ documentId })).toHaveLength(1);
    });

    test('all the rest keeps what is unclear on the work list', async () => {
      expect(await confirmAll(documentId)).toMatchObject({ unclear: 2 });
      expect(await textsOf({ documentId })).toEqual(known.map((row) => row.text));
      expect((await calls.tasks({ documentId, unclear: true })).map((task) => task.unclear)).toEqual([
        ['deadline', 'register'],
        ['units', 'deadline'],
      ]);
      expect((await calls.document(documentId)).document).toMatchObject({ confirmed: 4, unclear: 0 });
    });

    test('the same rows by two officers at once makes each task once', async () => {
      const id = await importKnown(opened, officer, [{ text: '同时确认的任务。' }]);
      const rows = await openRows(opened, id);
      const both = await Promise.all([calls.confirm(id, rows), calls.confirm(id, rows)]);
      expect(both.filter((done) => done.ok)).toHaveLength(1);
      expect(await calls.tasks({ documentId: id })).toHaveLength(1);
    });

    test('is taken back by withdrawing: the row is open again and can be confirmed anew', async () => {
      const id = await importKnown(opened, officer, [{ text: '会撤回的任务。', patch: { units: ['市商务局'] } }]);
      await confirmAll(id);
      const [task] = await calls.tasks({ documentId: id });
      const { document } = await calls.document(id);
      expect(
        await calls.call('documents.remove-document', { documentId: id, version: document.version }),
      ).toMatchObject({
        code: 'documents.has-tasks',
      });
      const withdraw = (version: number) => calls.call('programme.withdraw-task', { taskId: task?.id, version });
      expect(await withdraw(7)).toMatchObject({ ok: false, code: 'host.conflict' });
      expect(await withdraw(1)).toMatchObject({ ok: true });
      expect(await withdraw(1)).toMatchObject({ ok: false, code: 'programme.unknown-task' });
      const [row] = await openRows(opened, id);
      expect(row).toMatchObject({ taskId: null, item: { text: '会撤回的任务。' } });
      await confirmAll(id);
      expect(await calls.tasks({ documentId: id })).toMatchObject([{ number: task?.number }]);
      expect(await calls.confirm(id, row ? [row] : [])).toMatchObject({
        ok: false,
        code: 'programme.already-confirmed',
      });
    });

    test('a task typed by hand is refused with an id that nobody has, a unit in two parts, or a deadline before its source', async () => {
      const source = { kind: 'meeting', title: '专题会议', number: null, date: '2026-02-27', orderedBy: null };
      const add = (more: object) => calls.call('programme.add-task', { text: '手工录入', source, ...more });
      expect(await add({ lead: ['市商务局', 'no-such-id'] })).toMatchObject({
        code: 'programme.unknown-unit-id',
        at: 'lead.1',
        values: { unit: 'no-such-id', position: 2 },
      });
      // The same unit by two of its names.
      expect(await add({ lead: ['市发展改革委'], support: ['市商务局', '市发改委'] })).toMatchObject({
        code: 'programme.lead-and-support',
        values: { unit: '市发改委' },
      });
      expect(await add({ deadline: '2026-02-26' })).toMatchObject({
        code: 'programme.deadline-before-source',
        values: { deadline: '2026-02-26', date: '2026-02-27' },
      });
      const input = {
        source,
        text: '重复单位',
        lead: ['finance', '市财政局', '市 财政局'],
        support: ['各县（市、区）'],
      };
      const preview = await previewOperation(opened.host, officer, { name: 'programme.add-task', input });
      expect(accepted(preview).changes[0]?.after).toMatchObject({ lead: [{ name: '市财政局', unitIds: ['finance'] }] });
    });

    test('a task typed by hand names its source and takes the next number of its own', async () => {
      const source = { kind: 'meeting', title: '市政府常务会议', number: null, date: '2026-02-27', orderedBy: '市长' };
      const add = (text: string) =>
        calls.call('programme.add-task', {
          text,
          source,
          lead: ['市商务局'],
          deadline: '2026-04-30',
          front: '产业协作',
        });
      const numbers = [accepted(await add('手工录入一')), accepted(await add('手工录入二'))].map(
        (done) => z.object({ number: z.string() }).parse(done).number,
      );
      expect(numbers).toEqual(['0-001', '0-002']);
      expect(await calls.tasks({ query: '市政府常务会议 手工录入二' })).toMatchObject([
        {
          number: '0-002',
          documentId: null,
          source: { orderedBy: '市长' },
          path: ['产业协作'],
          deadline: '2026-04-30',
        },
      ]);
    });
  });

  describe('who sees which task', () => {
    test('a responsible unit sees exactly those that name it, by any of its names, and no document', async () => {
      const everything = await calls.tasks();
      for (const unit of place.units) {
        const actor = actorOf('responsible-unit', unit.id);
        const named = everything.filter((task) =>
          [...task.lead, ...task.support, ...task.units].some((entry) => entry.unitIds.includes(unit.id)),
        );
        expect((await tasksOf(actor)).map((task) => task.id)).toEqual(named.map((task) => task.id));
      }
      const unit = callsOf(opened, actorOf('responsible-unit', 'finance'));
      expect(await unit.tasks()).toMatchObject([{ text: known[0]?.text, clause: known[0]?.text }]);
      const other = everything.find((task) => task.text === known[1]?.text);
      expect(await unit.call('programme.read-task', { taskId: other?.id })).toMatchObject({
        ok: false,
        code: 'programme.unknown-task',
      });
      expect(await unit.tasks({ query: '承接园区' })).toEqual([]);
      expect(await unit.tasks({ unitId: 'commerce' })).toEqual([]);
      for (const name of ['documents.list-documents', 'documents.read-document', 'documents.read-file'])
        expect(await unit.call(name, { documentId })).toMatchObject({ code: 'host.not-permitted' });
    });

    test('a leader and an auditor read all of the region, one of another region nothing', async () => {
      const everything = await calls.tasks();
      expect(await tasksOf(leader)).toEqual(everything);
      expect(await tasksOf(auditor)).toEqual(everything);
      expect(await tasksOf({ ...leader, regionCode: '131082' })).toEqual([]);
      expect(await tasksOf({ ...officer, regionCode: '110112', unitId: 'tongzhou' })).toEqual([]);
    });

    test('an administrator reads no task and no document', async () => {
      const names = [
        'programme.list-tasks',
        'programme.read-task',
        'programme.read-lists',
        'programme.export-tasks',
        'documents.list-documents',
        'documents.read-document',
      ];
      for (const name of names)
        expect(await callsOf(opened, administrator).call(name, { documentId, taskId: 'x' })).toMatchObject({
          code: 'host.not-permitted',
        });
    });
  });

  describe('filters and search', () => {
    test.each([
      [{ front: '承接疏解' }, [0, 1]],
      [{ front: '产业协作', unclear: true }, [2, 3]],
      [{ unclear: false }, [0, 1]],
      [{ unitId: 'finance' }, [0]],
      [{ unitId: 'ecology' }, []],
      [{ dueUntil: '2026-12-31' }, [0]],
      [{ dueUntil: '2026-12-30' }, []],
      [{ dueFrom: '2026-12-31', dueUntil: '2026-12-31' }, [0]],
      [{ dueFrom: '2027-01-01', dueUntil: '2027-12-31' }, [1]],
      [{ query: '园区' }, [1]],
      [{ query: '承接 园区' }, [1]],
      [{ query: '园区 落户' }, []],
      [{ query: '１００％' }, [2]],
      [{ query: '0%_全' }, [2]],
      [{ query: '%落户' }, []],
      [{ query: '出_支持' }, []],
      [{ query: "' or 1=1 --" }, []],
      [{ query: '某某集团' }, [2]],
    ])('%j', async (filter, expected) => {
      expect(await textsOf({ documentId, ...filter })).toEqual(expected.map((index) => known[index]?.text));
    });

    test('the three lists hold tasks, projects and policies, each with its source', async () => {
      const lists = accepted(await calls.call('programme.read-lists', { documentId }));
      const source = { kind: 'document' };
      expect(lists).toMatchObject({
        tasks: { length: 4 },
        projects: [{ name: '承接园区', text: known[1]?.text, source }],
        policies: [{ name: '支持政策', source }],
      });
    });

    test('a saved view is its owner’s alone', async () => {
      const definition = { columns: ['text', 'lead'], filter: { front: '产业协作' }, group: 'front' };
      const views = async (actor: Actor) => accepted(await callsOf(opened, actor).call('programme.list-views', {}));
      accepted(await calls.call('programme.save-view', { name: '我的', definition }));
      accepted(await calls.call('programme.save-view', { name: '我的', definition: { ...definition, group: 'lead' } }));
      expect(await views(officer)).toMatchObject({ views: [{ name: '我的', definition: { group: 'lead' } }] });
      expect(await views(leader)).toEqual({ views: [] });
      accepted(await calls.call('programme.save-view', { name: '我的', definition: null }));
      expect(await views(officer)).toEqual({ views: [] });
    });
  });

  const fileSchema = z.object({ file: z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) }) });

  async function exported(actor: Actor, filter: object) {
    const { file } = fileSchema.parse(
      accepted(await callsOf(opened, actor).call('programme.export-tasks', { filter })),
    );
    const [sheet] = accepted(readWorkbook({ bytes: file.bytes })).sheets;
    return { name: file.name, rows: (sheet?.rows ?? []).map((row) => row.cells.map((cell) => cell.text)) };
  }

  describe('the exported sheet', () => {
    test('says what the list says, cell by cell', async () => {
      const { name, rows } = await exported(officer, { documentId });
      expect(name).toMatch(/^任务清单-2026-\d\d-\d\d\.xlsx$/);
      const headerAt = rows.findIndex((cells) => cells.includes('任务内容'));
      const header = rows[headerAt] ?? [];
      const column = (title: string) => rows.slice(headerAt + 1).map((cells) => cells[header.indexOf(title)] ?? '');
      expect(column('任务内容')).toEqual(known.map((row) => row.text));
      expect(column('方面')).toEqual(['承接疏解', '承接疏解', '产业协作', '产业协作']);
      expect(column('牵头单位')).toEqual(['市发改委', '', '市工业和信息化局', '待明确']);
      expect(column('完成时限')).toEqual(['2026年12月31日', '2027年6月30日', '待明确', '待明确']);
      expect(rows.slice(0, headerAt).flat().join('')).toContain('共 4 项');
    });

    test('holds what looks like a formula as text', async () => {
      const hostile = ['=1+1', '+86 10', '-2+3', '@SUM(A1)', '=HYPERLINK("http://x","y")', '\t=1'];
      for (const text of hostile)
        accepted(
          await calls.call('programme.add-task', {
            text: `${text} 任务`,
            source: { kind: 'other', title: '=cmd|来源', number: null, date: null, orderedBy: null },
            lead: [`${text.trim()}局`],
          }),
        );
      const cells = (await exported(officer, { query: 'cmd|来源' })).rows.flat();
      for (const text of hostile)
        expect(cells).toEqual(expect.arrayContaining([`${text.trim()} 任务`, `${text.trim()}局`]));
    });

    test('of a unit holds its own tasks alone; with none there is nothing to export', async () => {
      const cells = (await exported(actorOf('responsible-unit', 'finance'), {})).rows.flat();
      expect(cells).toContain(known[0]?.text);
      expect(cells).not.toContain(known[1]?.text);
      expect(
        await callsOf(opened, actorOf('responsible-unit', 'ecology')).call('programme.export-tasks', {}),
      ).toMatchObject({ code: 'programme.nothing-to-export' });
    });
  });

  describe('the demonstration', () => {
    const demonstrator = { ...officer, personId: 'demo', personName: '演示·甲', demonstration: true };
    const shared = { name: '同一份.txt', bytes: new TextEncoder().encode(`${clearPlan}\n两边都有。`) };
    const own = { name: '演示.txt', bytes: new TextEncoder().encode(`${clearPlan}\n只在演示。`) };
    const isKept = (bytes: Uint8Array) =>
      access(path.join(opened.directory, 'files', sha256Hex(bytes).slice(0, 2), sha256Hex(bytes))).then(
        () => true,
        () => false,
      );

    test('and the real never see each other, and its removal leaves the real as it was', async () => {
      const real = await calls.importFile(shared);
      const before = { tasks: await calls.tasks(), documents: await calls.documents() };
      const demo = callsOf(opened, demonstrator);
      expect([await demo.documents(), await demo.tasks()]).toEqual([{ documents: [] }, []]);
      const copy = await demo.importFile(shared);
      await demo.importFile(own);
      const { rows } = await demo.document(copy.documentId);
      accepted(await demo.confirm(copy.documentId, rows));
      accepted(
        await demo.call('programme.save-view', {
          name: '演示',
          definition: { columns: [], filter: {}, group: 'none' },
        }),
      );
      expect(await demo.tasks()).toHaveLength(rows.length);
      expect(await tasksOf({ ...leader, demonstration: true })).toHaveLength(rows.length);
      expect((await exported(demonstrator, {})).name).toMatch(/^演示-/);
      for (const actor of [officer, leader, auditor]) expect(await tasksOf(actor)).toEqual(before.tasks);
      expect(await calls.documents()).toEqual(before.documents);
      expect(await calls.call('documents.read-document', { documentId: copy.documentId })).toMatchObject({
        code: 'documents.unknown-document',
      });
      expect(await demo.call('documents.read-document', { documentId })).toMatchObject({
        code: 'documents.unknown-document',
      });
      expect(await removeDemonstration(opened.host)).toBeGreaterThan(rows.length);
      expect([await demo.documents(), await demo.tasks()]).toEqual([{ documents: [] }, []]);
      expect({ tasks: await calls.tasks(), documents: await calls.documents() }).toEqual(before);
      expect([await isKept(shared.bytes), await isKept(own.bytes)]).toEqual([true, false]);
      expect(await calls.call('documents.read-file', { documentId: real.documentId })).toMatchObject({ ok: true });
      expect(await removeDemonstration(opened.host)).toBe(0);
    });
  });
});
