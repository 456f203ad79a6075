import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';

/** Asks the worker for one thing; `id` comes back with the answer. */
export interface WorkerRequest {
  readonly id: number;
  readonly kind: 'query' | 'exec' | 'close';
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type WorkerAnswer =
  | { readonly id: number; readonly ok: true; readonly rows: Record<string, unknown>[]; readonly affected: number }
  | {
      readonly id: number;
      readonly ok: false;
      readonly message: string;
      readonly code: string | undefined;
      readonly constraint: string | undefined;
    };

/** Dates stay ISO days, instants become ISO UTC, int8 stays exact. */
const parsers = {
  [types.DATE]: (value: string) => value,
  [types.TIMESTAMPTZ]: (value: string) => new Date(value).toISOString(),
  [types.INT8]: (value: string) => BigInt(value),
};

const database = await PGlite.create({ dataDir: String(workerData.directory), parsers, username: 'postgres' });

async function answer(request: WorkerRequest): Promise<WorkerAnswer> {
  try {
    if (request.kind === 'close') await database.close();
    else if (request.kind === 'exec') await database.exec(request.sql);
    else {
      const result = await database.query<Record<string, unknown>>(request.sql, [...request.parameters]);
      return { id: request.id, ok: true, rows: result.rows, affected: result.affectedRows ?? 0 };
    }
    return { id: request.id, ok: true, rows: [], affected: 0 };
  } catch (error) {
    return {
      id: request.id,
      ok: false,
      message: error instanceof Error ? error.message : String(error),
      code: field(error, 'code'),
      constraint: field(error, 'constraint'),
    };
  }
}

function field(error: unknown, name: 'code' | 'constraint'): string | undefined {
  const value = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

let queue = Promise.resolve();
parentPort?.on('message', (request: WorkerRequest) => {
  queue = queue.then(async () => parentPort?.postMessage(await answer(request)));
});
parentPort?.postMessage('open');
