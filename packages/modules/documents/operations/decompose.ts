import { resultSchema } from '@qipan/engines/decompose';
import { defineCalculation, fileSchema, ok } from '@qipan/kernel';
import { z } from 'zod';
import { columnChoiceSchema } from '../model.ts';
import { readSource } from '../read-source.ts';

/** A file to rows, without a store: what the CLI runs. */
export const decomposeOperation = defineCalculation({
  name: 'documents.decompose',
  title: { zh: '分解文件', en: 'Decompose a document' },
  kind: 'calculation',
  heavy: true,
  input: z.object({ file: fileSchema.optional(), text: z.string().optional(), columns: columnChoiceSchema.optional() }),
  output: resultSchema,
  example: { text: '1.建成承接园区3个。（牵头单位：市商务局；完成时限：2026年12月底前）' },
  async calculate(input, context) {
    const read = await readSource(input, context.place.units);
    return read.ok ? ok(read.value.result) : read;
  },
});
