import { statfs } from 'node:fs/promises';
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

/**
 * Opens the database folder in a worker thread, so that the server never blocks on a query. `first` is run at each
 * opening: a database that gave itself up (no room for its log) is opened again with the next request, as after a power
 * cut; what was committed is there, what was not is gone.
 */
export async function openConnection(directory: string, first: string): Promise<PgliteConnection> {
  const open = async (): Promise<Link> => {
    if (!(await hasRoom(directory, logBytes))) throw noRoom();
    const link = await startWorker(directory);
    await link.ask('exec', first, []);
    return link;
  };
  let link: Promise<Link> | null = open();
  await link;
  async function ask(kind: WorkerRequest['kind'], sql: string, parameters: readonly unknown[]) {
    link ??= open();
    const used = link;
    try {
      const opened = await used;
      const answer = await opened.ask(kind, sql, parameters);
      if (opened.isOver() && link === used) link = null;
      return answer;
    } catch (error) {
      const opened = await used.catch(() => null);
      if ((opened === null || opened.isOver()) && link === used) link = null;
      throw error;
    }
  }
  return {
    query: (sql, parameters) => ask('query', sql, parameters),
    exec: async (sql) => {
      await ask('exec', sql, []);
    },
    close: async () => {
      const opened = await link?.catch(() => null);
      link = Promise.reject(new Error('the database is closed'));
      link.catch(() => undefined);
      if (!opened || opened.isOver()) return;
      await opened.ask('close', '', []);
      await opened.end();
    },
  };
}

/** A database whose log finds no room panics, and embedded it then does not say so: it spins. Room for two segments of it. */
const logBytes = 36 * 1024 * 1024;
const segmentBytes = 16 * 1024 * 1024;
/** A question that takes longer may be spinning. */
const suspectMs = 2_000;

const noRoom = () => new DatabaseError({ message: 'No space left for the log', code: 'ENOSPC', constraint: undefined });

async function hasRoom(directory: string, bytes: number): Promise<boolean> {
  const disk = await statfs(directory).catch(() => null);
  return !disk || disk.bavail * disk.bsize >= bytes;
}

interface Link {
  ask(
    kind: WorkerRequest['kind'],
    sql: string,
    parameters: readonly unknown[],
  ): Promise<{ rows: Record<string, unknown>[]; affected: number }>;
  /** The database in this worker answers no more. */
  isOver(): boolean;
  end(): Promise<void>;
}

/** Long enough for the recovery after a power cut on a slow disk. */
const openWithinMs = 120_000;

async function startWorker(directory: string): Promise<Link> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: { directory } });
  const waiting = new Map<number, { resolve(answer: WorkerAnswer): void; reject(error: Error): void }>();
  let last = 0;
  let broken: Error | null = null;
  const fail = (error: Error) => {
    broken ??= error;
    for (const entry of waiting.values()) entry.reject(broken);
    waiting.clear();
  };
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new Error('the embedded database does not open'));
    }, openWithinMs);
    worker.once('message', () => {
      clearTimeout(timer);
      resolve();
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the database worker has ended')));
  worker.on('message', (answer: WorkerAnswer) => {
    waiting.get(answer.id)?.resolve(answer);
    waiting.delete(answer.id);
    if (answer.ok || !answer.fatal) return;
    fail(new DatabaseError(answer));
    void worker.terminate();
  });
  /** Ends the worker when it does not answer and there is no room; returns what ends the watch. */
  const watch = () => {
    const timer = setInterval(async () => {
      if (broken || (await hasRoom(directory, segmentBytes))) return;
      fail(noRoom());
      await worker.terminate();
    }, suspectMs);
    return () => clearInterval(timer);
  };
  return {
    async ask(kind, sql, parameters) {
      if (broken) throw broken;
      last += 1;
      const request: WorkerRequest = { id: last, kind, sql, parameters };
      const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
        waiting.set(request.id, { resolve, reject });
        worker.postMessage(request);
      }).finally(watch());
      if (!answer.ok) throw new DatabaseError(answer);
      return { rows: answer.rows, affected: answer.affected };
    },
    isOver: () => broken !== null,
    end: async () => void (await worker.terminate()),
  };
}
