import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerRequest } from './worker.ts';

/** The one connection of an embedded database that lives in a worker thread. */
export interface PgliteConnection {
  query(sql: string, parameters: readonly unknown[]): Promise<{ rows: Record<string, unknown>[]; affected: number }>;
  exec(sql: string): Promise<void>;
  close(): Promise<void>;
}

/** An error that PostgreSQL gave, with its SQLSTATE. */
export class DatabaseError extends Error {
  readonly code: string | undefined;
  readonly constraint: string | undefined;
  constructor(answer: { message: string; code: string | undefined; constraint: string | undefined }) {
    super(answer.message);
    this.code = answer.code;
    this.constraint = answer.constraint;
  }
}

/** Opens the database folder in a worker thread, so that the server never blocks on a query. */
export async function openConnection(directory: string): Promise<PgliteConnection> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { directory } });
  const waiting = new Map<number, { resolve(answer: WorkerAnswer): void; reject(error: Error): void }>();
  let last = 0;
  let broken: Error | null = null;
  const fail = (error: Error) => {
    broken = error;
    for (const entry of waiting.values()) entry.reject(error);
    waiting.clear();
  };
  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the database worker has ended')));
  worker.on('message', (answer: WorkerAnswer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
  });
  async function ask(kind: WorkerRequest['kind'], sql: string, parameters: readonly unknown[]) {
    if (broken) throw broken;
    last += 1;
    const request: WorkerRequest = { id: last, kind, sql, parameters };
    const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });
    if (!answer.ok) throw new DatabaseError(answer);
    return { rows: answer.rows, affected: answer.affected };
  }
  return {
    query: (sql, parameters) => ask('query', sql, parameters),
    exec: async (sql) => {
      await ask('exec', sql, []);
    },
    close: async () => {
      await ask('close', '', []);
      await worker.terminate();
    },
  };
}
