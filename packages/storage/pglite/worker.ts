import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, types } from '@electric-sql/pglite';
import { parseInstant } from '../instant.ts';

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
      /** The database has given itself up: it would answer nothing more. */
      readonly fatal: boolean;
    };

/** Dates stay ISO days, instants become ISO UTC, int8 stays exact. */
const parsers = {
  [types.DATE]: (value: string) => value,
  [types.TIMESTAMPTZ]: parseInstant,
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
      fatal: isFatal(error),
    };
  }
}

/** Out of room for its log the database panics; what WebAssembly throws is no answer of PostgreSQL either. */
function isFatal(error: unknown): boolean {
  return (
    /^(PANIC|FATAL)$/.test(field(error, 'severity') ?? '') || (error instanceof Error && error.name === 'RuntimeError')
  );
}

function field(error: unknown, name: 'code' | 'constraint' | 'severity'): string | undefined {
  const value = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

let queue = Promise.resolve();
let over = false;
parentPort?.on('message', (request: WorkerRequest) => {
  queue = queue.then(async () => {
    if (over) return;
    const answered = await answer(request);
    over = !answered.ok && answered.fatal;
    parentPort?.postMessage(answered);
  });
});
parentPort?.postMessage('open');
