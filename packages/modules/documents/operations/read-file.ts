import { defineQuery, fileSchema, ok, refuse } from '@qipan/kernel';
import type { FileReader } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { findDocument } from '../store.ts';

/** The original file, byte for byte. */
export const readFileOperation = defineQuery({
  name: 'documents.read-file',
  title: { zh: '下载原文件', en: 'Download the original file' },
  kind: 'query',
  permission: 'documents.read',
  input: z.object({ documentId: z.string() }),
  output: z.object({ file: fileSchema }),
  async read(ports: { db: Db<never>; files: FileReader }, input) {
    const document = await findDocument(ports.db, input.documentId);
    if (!document?.keptFile) return refuse('documents.no-file', {});
    const bytes = await ports.files.read(document.fileSha256);
    return bytes
      ? ok({ file: { name: document.fileName ?? 'document', bytes } })
      : refuse('documents.file-damaged', {});
  },
});
