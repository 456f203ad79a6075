import { defineCommand, fileSchema, ok, refuse, type RowChange, shanghaiDate } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { listUnits } from '../../parties/index.ts';
import { chosenColumns, documentValues, rowInserts, titleOf } from '../document-rows.ts';
import { columnChoiceSchema } from '../model.ts';
import { readSource } from '../read-source.ts';
import { findByContent, listColumnChoices, nextSerial } from '../store.ts';

const inputSchema = z.object({
  file: fileSchema.optional(),
  text: z.string().max(2_100_000).optional(),
  columns: columnChoiceSchema.optional(),
  /** The officer has confirmed that a 内部资料 or 工作秘密 may be worked on here. */
  internalConfirmed: z.boolean().default(false),
  /** Import although the same content is there already. */
  again: z.boolean().default(false),
});

/** Reads a document and puts its rows up for review. */
export const importDocument = defineCommand({
  name: 'documents.import-document',
  title: { zh: '导入文件', en: 'Import a document' },
  kind: 'command',
  permission: 'documents.decompose',
  heavy: true,
  input: inputSchema,
  output: z.object({ documentId: z.string(), title: z.string(), rows: z.number().int() }),
  example: { text: '工作方案\n一、推动协作\n1.建成承接园区3个。（牵头单位：市商务局；完成时限：2026年12月底前）' },
  async read(ports: { db: Db<never> }, input, context) {
    const bytes = input.file?.bytes ?? new TextEncoder().encode(input.text ?? '');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const same = input.again ? null : await findByContent(ports.db, sha256);
    if (same)
      return refuse('documents.already-imported', {
        title: same.title,
        date: shanghaiDate(same.createdAt),
        documentId: same.id,
      });
    const units = (await listUnits(ports.db)).filter((unit) => unit.active);
    const remembered = await listColumnChoices(ports.db);
    return ok({ sha256, units, remembered, serial: await nextSerial(ports.db, context.actor.regionCode) });
  },
  async decide(facts, input, context) {
    const remembered = Object.fromEntries(facts.remembered.map((choice) => [choice.header, choice.field]));
    const read = await readSource({ ...input, columns: { ...remembered, ...input.columns } }, facts.units);
    if (!read.ok) return read;
    const { result, internalMark, source } = read.value;
    if (internalMark && !input.internalConfirmed)
      return refuse('documents.internal', { mark: internalMark }, 'internalConfirmed');
    const documentId = context.newId();
    const place = { region_code: context.actor.regionCode, demonstration: context.actor.demonstration };
    const title = titleOf(result, input.file?.name ?? null);
    const document: RowChange = {
      op: 'insert',
      table: 'documents.document',
      id: documentId,
      values: {
        ...place,
        serial: facts.serial,
        title,
        format: source.format,
        file_name: input.file?.name ?? null,
        file_sha256: facts.sha256,
        file_size: input.file?.bytes.length ?? result.normalizedText.length,
        kept_file: input.file !== undefined,
        ...documentValues(result),
        created_by_id: context.actor.personId,
        created_by: context.actor.personName,
        created_by_unit: context.actor.unitName,
        created_at: context.now,
      },
    };
    const rows = rowInserts(result.items, { documentId, place, firstSerial: 1, newId: context.newId });
    const learnt = chosenColumns(input.columns ?? {}, facts.remembered, { place, newId: context.newId });
    return ok({
      changes: [document, ...rows, ...learnt],
      restsOn: [],
      files: input.file ? [{ sha256: facts.sha256, bytes: input.file.bytes }] : [],
      subject: `导入文件 ${title}（${rows.length} 行）`,
      result: { documentId, title, rows: result.items.filter((item) => item.kind === 'task').length },
    });
  },
});
