import { Worker } from 'node:worker_threads';
import type { Outcome } from '@qipan/kernel';
import type { PureRequest } from './pure.ts';

/** Runs the pure part of a heavy operation beside the server's own thread. */
export interface HeavyRunner {
  run(name: string, request: PureRequest): Promise<Outcome<unknown>>;
  close(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly outcome?: Outcome<unknown>;
  readonly error?: string;
}

/** One worker, started at the first call and restarted after a crash; calls queue up in it. */
export function createHeavyRunner(): HeavyRunner {
  let worker: Worker | null = null;
  let last = 0;
  const waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  const lose = (error: Error) => {
    worker = null;
    for (const entry of waiting.values()) entry.reject(error);
    waiting.clear();
  };
  const start = () => {
    const started = new Worker(new URL('./heavy-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 2_048 },
    });
    started.unref();
    started.on('message', (answer: Answer) => {
      waiting.get(answer.id)?.resolve(answer);
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref();
    });
    started.on('error', lose);
    started.on('exit', () => worker === started && lose(new Error('the worker of heavy operations has ended')));
    return started;
  };
  return {
    async run(name, request) {
      worker ??= start();
      last += 1;
      const id = last;
      worker.ref();
      const answer = await new Promise<Answer>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        worker?.postMessage({ id, name, request });
      });
      if (!answer.outcome) throw new Error(answer.error ?? `${name} gave no answer`);
      return answer.outcome;
    },
    async close() {
      await worker?.terminate();
      worker = null;
    },
  };
}
