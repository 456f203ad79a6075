// A bare host process that writes notes one after another and prints each acknowledged id, until it is killed.
import { z } from 'zod';
import { runOperation } from '../run-operation.ts';
import { openSample } from './open-sample.ts';
import { officer } from './sample.ts';

const host = await openSample(process.argv[2] ?? '');
process.stdout.write('open\n');
for (let count = 0; ; count += 1) {
  const done = await runOperation(host, officer, { name: 'note.write-note', input: { text: `第 ${count} 条` } });
  if (done.ok) process.stdout.write(`${z.object({ id: z.string() }).parse(done.value).id}\n`);
}
