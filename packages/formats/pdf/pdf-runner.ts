import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { limits } from '../limits.ts';
import type { PdfAnswer, PdfRequest } from './pdf-process.ts';

type Result = Omit<PdfAnswer, 'id'>;

const tooCostly: Result = {
  refusal: { code: 'formats.too-costly', values: { seconds: limits.pdfMilliseconds / 1000 } },
};
const entry = fileURLToPath(new URL('./pdf-process.ts', import.meta.url));
const idleMilliseconds = 60_000;

/** One process, started at the first PDF, kept for the next ones and ended when none comes; it keeps no other alive. */
let reader: ChildProcess | null = null;
/** It has said that it is there: before that its end is an error of ours, after it the file's fault. */
let ready = false;
let idle: NodeJS.Timeout | null = null;
let last = 0;
/** Files are read one after the other, so that each has the whole time to itself. */
let queue: Promise<unknown> = Promise.resolve();

/** What stands on the pages of a PDF, within `limits.pdfMilliseconds` and `limits.pdfBytes`; the reader is ended beyond. */
export function drawPages(bytes: Uint8Array): Promise<Result> {
  const result = queue.then(() => drawNext(bytes));
  queue = result.catch(() => null);
  return result;
}

function start(): ChildProcess {
  const started = fork(entry, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: ['--max-old-space-size=1024'],
  });
  ready = false;
  started.once('message', () => {
    ready = true;
  });
  started.on('exit', () => {
    if (reader === started) reader = null;
  });
  return started;
}

/** Ended by its watch, by the timer or for want of memory (134); else by something in the file that the library never caught. */
function endOf(code: number | null, signal: NodeJS.Signals | null): Result | Error {
  if (!ready) return new Error(`the reader of PDF files did not start (${code ?? signal})`);
  return signal !== null || code === 134 ? tooCostly : { refusal: { code: 'formats.pdf-broken', values: {} } };
}

function drawNext(bytes: Uint8Array): Promise<Result> {
  reader ??= start();
  const child = reader;
  last += 1;
  const request: PdfRequest = { id: last, bytes };
  if (idle) clearTimeout(idle);
  child.ref();
  child.channel?.ref();
  return new Promise<Result>((resolve, reject) => {
    const settle = (result: Result | Error) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', settle);
      rest(child);
      if (result instanceof Error) reject(result);
      else resolve(result);
    };
    const onMessage = (answer: PdfAnswer) => {
      if (answer.id === request.id) settle(answer);
    };
    const onExit = (code: number | null, signal: NodeJS.Signals | null) => settle(endOf(code, signal));
    const timer = setTimeout(() => child.kill('SIGKILL'), limits.pdfMilliseconds);
    child.on('message', onMessage).on('exit', onExit).on('error', settle);
    child.send(request);
  });
}

function rest(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
  idle = setTimeout(() => {
    if (child.connected) child.disconnect();
    if (reader === child) reader = null;
  }, idleMilliseconds);
  idle.unref();
}
