import { defineCommand, type FileReader, ok, refuse, type RowChange } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { listUnits } from '../../parties/index.ts';
import { chosenColumns, documentValues, rowInserts } from '../document-rows.ts';
import { columnChoiceSchema } from '../model.ts';
import { readSource } from '../read-source.ts';
import { findDocument, listColumnChoices, listRows } from '../store.ts';

/** Says which column of a table is what, reads the document again and remembers the choice. Not after a confirmation. */
export const mapColumns = defineCommand({
  name: 'documents.map-columns',
  title: { zh: '对应表格列', en: 'Map the columns of a table' },
  kind: 'command',
  permission: 'documents.decompose',
  heavy: true,
  input: z.object({ documentId: z.string(), version: z.number().int(), columns: columnChoiceSchema }),
  output: z.object({ documentId: z.string(), rows: z.number().int() }),
  async read(ports: { db: Db<never>; files: FileReader }, input) {
    const document = await findDocument(ports.db, input.documentId);
    if (!document) return refuse('documents.unknown-document', {});
    const bytes = document.keptFile ? await ports.files.read(document.fileSha256) : null;
    if (document.keptFile && !bytes) return refuse('documents.file-damaged', {});
    const units = (await listUnits(ports.db)).filter((unit) => unit.active);
    const rows = await listRows(ports.db, input.documentId);
    return ok({ document, bytes, units, rows, remembered: await listColumnChoices(ports.db) });
  },
  async decide({ document, bytes, units, rows, remembered }, input, context) {
    const confirmed = rows.filter((row) => row.state === 'confirmed').length;
    if (confirmed > 0) return refuse('documents.has-tasks', { count: confirmed });
    const columns = {
      ...Object.fromEntries(remembered.map((choice) => [choice.header, choice.field])),
      ...input.columns,
    };
    const given = bytes ? { file: { name: document.fileName ?? '', bytes } } : { text: document.normalizedText };
    const read = await readSource({ ...given, columns }, units);
    if (!read.ok) return read;
    const { result } = read.value;
    const place = { region_code: document.regionCode, demonstration: document.demonstration };
    const firstSerial = rows.reduce((most, row) => Math.max(most, row.serial), 0) + 1;
    const gone = rows.map(
      (row): RowChange => ({ op: 'delete', table: 'documents.row', id: row.id, version: row.version }),
    );
    const update: RowChange = {
      op: 'update',
      table: 'documents.document',
      id: document.id,
      version: input.version,
      values: documentValues(result),
    };
    const fresh = rowInserts(result.items, { documentId: document.id, place, firstSerial, newId: context.newId });
    const learnt = chosenColumns(input.columns, remembered, { place, newId: context.newId });
    const tasks = result.items.filter((item) => item.kind === 'task').length;
    return ok({
      changes: [...gone, update, ...fresh, ...learnt],
      restsOn: [],
      files: [],
      subject: `${document.title}：对应表格列`,
      result: { documentId: document.id, rows: tasks },
    });
  },
});
