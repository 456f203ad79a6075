import { parentPort } from 'node:worker_threads';
import { modules } from '@qipan/modules';
import { runPure } from './pure.ts';

const operations = new Map(
  modules.flatMap((manifest) => manifest.operations.map((operation) => [operation.name, operation] as const)),
);

parentPort?.on('message', async (message: { id: number; name: string; request: Parameters<typeof runPure>[1] }) => {
  const operation = operations.get(message.name);
  try {
    if (!operation) throw new Error(`no operation ${message.name}`);
    parentPort?.postMessage({ id: message.id, outcome: await runPure(operation, message.request) });
  } catch (error) {
    parentPort?.postMessage({
      id: message.id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
