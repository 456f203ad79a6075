import { type ChildProcess, spawn } from 'node:child_process';
import net from 'node:net';
import { fileURLToPath } from 'node:url';

const bootstrap = fileURLToPath(new URL('../../../bin/run.mjs', import.meta.url));

/** How a process ended, and all that it had said. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
  readonly seconds: number;
}

/** The product started as `npm start` starts it, in a process of its own. */
export interface Started {
  readonly address: string;
  /** Resolves when a line that matches has been printed; rejects when the process ends before. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  readonly ended: Promise<Ended>;
  /** Ctrl+C; resolves when all is over. */
  interrupt(): Promise<Ended>;
  /** kill -9 of the bootstrap and the server at once. */
  kill(): Promise<Ended>;
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound ? bound.port : 0));
    });
  });
}

/** Runs `start` with these options; use it for a start that is refused, or wait for a line of it. */
export function start(options: readonly string[]): Started {
  const began = Date.now();
  const child = spawn(process.execPath, [bootstrap, 'start', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const said = { out: '', errors: '' };
  const listeners = new Set<() => void>();
  const hear = (part: 'out' | 'errors') => (text: string) => {
    said[part] += text;
    for (const listener of listeners) listener();
  };
  child.stdout.setEncoding('utf8').on('data', hear('out'));
  child.stderr.setEncoding('utf8').on('data', hear('errors'));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...said, seconds: (Date.now() - began) / 1000 }));
  });
  const line = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(said.out);
        if (!found) return;
        listeners.delete(look);
        resolve(found);
      };
      listeners.add(look);
      look();
      ended.then(
        (end) => reject(new Error(`ended with ${end.code} before ${pattern}: ${end.out}${end.errors}`)),
        reject,
      );
    });
  const port = options[options.indexOf('--port') + 1] ?? '';
  return {
    address: `http://127.0.0.1:${port}`,
    line,
    ended,
    interrupt: () => signal(child, ended, 'SIGINT'),
    kill: () => signal(child, ended, 'SIGKILL'),
  };
}

async function signal(child: ChildProcess, ended: Promise<Ended>, name: 'SIGINT' | 'SIGKILL'): Promise<Ended> {
  const began = Date.now();
  // The bootstrap passes an interrupt on by itself; a kill takes the whole group, as a power cut would.
  if (name === 'SIGINT') child.kill(name);
  else if (child.pid !== undefined) process.kill(-child.pid, name);
  return { ...(await ended), seconds: (Date.now() - began) / 1000 };
}
