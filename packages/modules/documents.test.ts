import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { writeNumberedDocument, writeWorkbook } from '@qipan/formats';
import { verifyAudit } from '@qipan/host';
import { readAsOwner } from '@qipan/host/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  auditor,
  callsOf,
  clearPlan,
  countAllRows,
  eachStore,
  leader,
  officer,
  type Opened,
  openPlace,
  accepted,
} from './testing/langfang.ts';

eachStore((store) => {
  let opened: Opened;
  let calls: ReturnType<typeof callsOf>;

  beforeAll(async () => {
    opened = await openPlace({ store });
    calls = callsOf(opened, officer);
  });
  afterAll(() => opened.close());

  /** Everything that is stored: rows of every table, and files. */
  async function stored() {
    const files = await readdir(path.join(opened.directory, 'files'), { recursive: true, withFileTypes: true }).catch(
      () => [],
    );
    return { rows: await countAllRows(opened.host), files: files.filter((entry) => entry.isFile()).length };
  }

  const bytesOf = (text: string) => new TextEncoder().encode(text);

  describe('importing', () => {
    test('a clear plan gives its rows, each standing on its sentence', async () => {
      const { documentId, rows } = await calls.importText(clearPlan);
      const read = await calls.document(documentId);
      expect(read.document).toMatchObject({ rows, confirmed: 0, canUndo: null });
      const tasks = read.rows.filter((row) => row.item.kind === 'task');
      expect(tasks).toHaveLength(3);
      for (const row of read.rows) {
        expect(read.document.normalizedText.slice(row.item.span.start, row.item.span.end)).toBe(row.item.text);
        expect(row).toMatchObject({ state: 'open', version: 1, original: row.item, edits: {}, taskId: null });
      }
      expect(tasks.map((row) => row.item.text).join('')).toContain('产业协作实施细则');
      expect(read.rows.map((row) => row.serial)).toEqual(read.rows.map((_row, index) => index + 1));
    });

    test('a Word file is kept byte for byte under its name', async () => {
      const bytes = writeNumberedDocument({
        title: ['甲项工作方案'],
        blocks: [
          { kind: 'heading', level: 0, text: '推动协作' },
          { kind: 'heading', level: 2, text: '', rest: '建成园区3个。（责任单位：市商务局）' },
        ],
      });
      const { documentId } = await calls.importFile({ name: '甲项 方案.docx', bytes });
      const file = z
        .object({ file: z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) }) })
        .parse(accepted(await calls.call('documents.read-file', { documentId }))).file;
      expect(file.name).toBe('甲项 方案.docx');
      expect(Buffer.from(file.bytes).equals(Buffer.from(bytes))).toBe(true);
    });

    test('pasted text has no original file', async () => {
      const { documentId } = await calls.importText('请市商务局本月内报送材料。');
      expect(await calls.call('documents.read-file', { documentId })).toMatchObject({
        ok: false,
        code: 'documents.no-file',
      });
    });

    test('the same content again is refused with the earlier document; again takes it', async () => {
      const noon = opened.clock.ms;
      opened.clock.ms = Date.parse('2026-03-02T17:30:00.000Z');
      const first = await calls.importFile({ name: '一.txt', bytes: bytesOf(`${clearPlan}\n（印发）`) });
      opened.clock.ms = noon;
      const before = await stored();
      const again = { file: { name: '二.txt', bytes: bytesOf(`${clearPlan}\n（印发）`) } };
      expect(await calls.call('documents.import-document', again)).toMatchObject({
        ok: false,
        code: 'documents.already-imported',
        values: { documentId: first.documentId, date: '2026-03-03' },
      });
      expect(await stored()).toEqual(before);
      const second = await calls.importFile(again.file, { again: true });
      expect(second.documentId).not.toBe(first.documentId);
      expect((await stored()).files).toBe(before.files);
    });

    test.each([
      ['nothing', {}, 'documents.nothing-given'],
      ['blank text', { text: ' \n　' }, 'documents.nothing-given'],
      ['a kind that is not read', { file: { name: '方案.pdf', bytes: bytesOf('%PDF-1.7') } }, 'formats.pdf'],
      ['a broken archive', { file: { name: '方案.docx', bytes: bytesOf('PK\u0003\u0004 no archive') } }, /^formats\./],
    ])('%s is refused and nothing is stored', async (_what, input, code) => {
      const before = await stored();
      const refusal = await calls.call('documents.import-document', input);
      expect(refusal.ok).toBe(false);
      expect(refusal.ok ? '' : refusal.code).toMatch(code);
      expect(await stored()).toEqual(before);
    });
  });

  describe('a marked document', () => {
    const docx = (header: string, title: string[]) =>
      writeNumberedDocument({
        title,
        header,
        blocks: [{ kind: 'paragraph', text: '建成园区3个。（责任单位：市商务局）' }],
      });
    const sheet = (title: string) =>
      writeWorkbook({
        sheets: [{ name: '台账', title, columns: [{ header: '任务', width: 20 }], rows: [['建成园区']] }],
      });

    test.each([
      ['in pasted text', { text: `秘密★10年\n${clearPlan}` }, '秘密'],
      ['in a text file', { file: { name: '方案.txt', bytes: bytesOf(`机密 ★ 启封前\n${clearPlan}`) } }, '机密'],
      [
        'in the page header of a Word file',
        { file: { name: '方案.docx', bytes: docx('绝密★长期', ['甲项方案']) } },
        '绝密',
      ],
      [
        'above the title of a Word file',
        { file: { name: '方案.docx', bytes: docx('', ['机密★1年', '甲项方案']) } },
        '机密',
      ],
      ['in the title row of a sheet', { file: { name: '台账.xlsx', bytes: accepted(sheet('秘密★3年')) } }, '秘密'],
    ])('%s is refused before anything of it is stored, confirmed or not', async (_where, input, mark) => {
      const before = await stored();
      for (const internalConfirmed of [false, true]) {
        const refusal = await calls.call('documents.import-document', { ...input, internalConfirmed, again: true });
        expect(refusal).toMatchObject({ ok: false, code: 'documents.secret', values: { mark } });
      }
      expect(await calls.call('documents.decompose', input)).toMatchObject({ ok: false, code: 'documents.secret' });
      expect(await stored()).toEqual(before);
    });

    test.each(['内部资料　注意保存', '工作秘密'])('%s is taken once that is confirmed', async (mark) => {
      const text = `${mark}\n${clearPlan}`;
      const before = await stored();
      expect(await calls.call('documents.import-document', { text })).toMatchObject({
        ok: false,
        code: 'documents.internal',
        at: 'internalConfirmed',
      });
      expect(await stored()).toEqual(before);
      expect((await calls.importText(text, { internalConfirmed: true })).rows).toBeGreaterThan(0);
      expect(accepted(await calls.call('documents.decompose', { text }))).toMatchObject({
        warnings: expect.arrayContaining([expect.objectContaining({ code: 'documents.internal' })]),
      });
    });

    test('words of a sentence are no mark', async () => {
      const text = `${clearPlan}\n4.保护企业商业秘密、技术秘密。（责任单位：市市场监督管理局）`;
      expect((await calls.importText(text)).rows).toBeGreaterThan(0);
    });
  });

  test('a text that is cut inside a sign leaves the audit sound; one with signs that no store keeps is refused', async () => {
    await calls.importText(`${'a'.repeat(39)}\u{1F600} 没有标题的文字`);
    const bytes = bytesOf('请市商务局尽快报送。');
    await calls.importFile({ name: '文件\ud800.txt', bytes });
    expect(await calls.call('documents.import-document', { file: { name: '文\u0000件.txt', bytes } })).toMatchObject({
      code: 'host.bad-input',
      at: 'file.name',
    });
    expect(await readAsOwner(opened.host, (db) => verifyAudit(db, null))).toMatchObject({ fault: null });
  });

  describe('the list of documents', () => {
    test('is read by leader and auditor, who change nothing', async () => {
      const mine = await calls.documents();
      for (const reader of [leader, auditor]) {
        expect(await callsOf(opened, reader).documents()).toEqual(mine);
        expect(await callsOf(opened, reader).call('documents.import-document', { text: clearPlan })).toMatchObject({
          code: 'host.not-permitted',
        });
      }
    });

    test('is empty for an office of another region, which cannot open one by its id either', async () => {
      const { documents } = await calls.documents();
      const elsewhere = callsOf(opened, { ...officer, unitId: 'tongzhou', regionCode: '110112' });
      expect((await elsewhere.documents()).documents).toEqual([]);
      for (const name of ['documents.read-document', 'documents.read-file', 'documents.undo-revision']) {
        const refusal = await elsewhere.call(name, { documentId: documents[0]?.id ?? '' });
        expect(refusal.ok ? '' : refusal.code).toMatch(/^documents\.(unknown-document|no-file)$/);
      }
    });

    test('loses a document that is removed, unless somebody has changed it since', async () => {
      const { documentId } = await calls.importText('请市商务局下周报送材料。');
      const { document } = await calls.document(documentId);
      const remove = (version: number) => calls.call('documents.remove-document', { documentId, version });
      expect(await remove(document.version + 1)).toMatchObject({ ok: false, code: 'host.conflict' });
      expect(await remove(document.version)).toMatchObject({ ok: true });
      expect(await remove(document.version)).toMatchObject({ ok: false, code: 'documents.unknown-document' });
      expect((await calls.documents()).documents.map((entry) => entry.id)).not.toContain(documentId);
    });
  });

  test('a choice of columns is remembered for the next sheet of the region', async () => {
    const bytes = accepted(
      writeWorkbook({
        sheets: [
          {
            name: '台账',
            columns: [
              { header: '要干的事', width: 20 },
              { header: '谁来干', width: 20 },
            ],
            rows: [['建成园区', '市商务局']],
          },
        ],
      }),
    );
    await calls.importFile({ name: '一.xlsx', bytes }, { columns: { 要干的事: 'text', 谁来干: 'units' } });
    const before = await stored();
    await calls.importFile({ name: '二.xlsx', bytes }, { again: true, columns: { 要干的事: 'text', 谁来干: 'lead' } });
    expect((await stored()).rows['documents.column_choice']).toBe(2);
    expect(before.rows['documents.column_choice']).toBe(2);
  });
});
