import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  checkPlace,
  createSetupLink,
  enqueueRecurring,
  importPlace,
  type Host,
  openHost,
  startBackground,
} from '@qipan/host';
import { type PlaceModule, type Refusal, renderMessage } from '@qipan/kernel';
import { hostMessages } from '@qipan/host';
import { modules } from '@qipan/modules';
import * as included from '@qipan/place-langfang';
import { loadUnits, readState, runDemonstration, writeState } from './demonstration.ts';
import { serverMessages } from './messages.ts';
import { createServer } from './server.ts';

const began = Date.now();
const say = (line: string) => process.stdout.write(`${line}\n`);
const fail = (line: string): never => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};
const cacheDirectory = fileURLToPath(new URL('../../node_modules/.cache/qipan/', import.meta.url));

interface Options {
  readonly port: number;
  readonly host: string;
  readonly data: string;
  readonly withoutDemonstration: boolean;
  readonly place: PlaceModule;
}

async function readOptions(): Promise<Options> {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8686' },
        data: { type: 'string', default: 'data' },
        host: { type: 'string', default: '127.0.0.1' },
        'without-demonstration': { type: 'boolean', default: false },
        place: { type: 'string', default: process.env.QIPAN_PLACE ?? '' },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      return fail(`--port ${values.port} 不是 0 到 65535 的端口号。`);
    return {
      port,
      host: values.host,
      data: values.data,
      withoutDemonstration: values['without-demonstration'],
      place: await loadPlace(values.place),
    };
  } catch (error) {
    return fail(
      `参数有误：${error instanceof Error ? error.message : String(error)}。可用：--port N --data DIR --host H --without-demonstration --place DIR`,
    );
  }
}

/** The folder of a place, checked before anything is opened; without one the place that comes with the product. */
async function loadPlace(folder: string): Promise<PlaceModule> {
  if (folder === '') return included;
  const loaded = await importPlace(folder);
  const errors = checkPlace(loaded).filter((entry) => entry.severity === 'error');
  if (errors.length === 0) return loaded;
  return fail(`地方数据 ${folder} 有 ${errors.length} 处错误，请运行 qipan place check ${folder} 查看。`);
}

function inWords(refusal: Refusal): string {
  const { because, remedy } = renderMessage(hostMessages, refusal, 'zh');
  return `${because}${remedy}`;
}

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host);

async function main(): Promise<void> {
  const options = await readOptions();
  const { place } = options.place;
  const opened = await openHost({
    directory: options.data,
    place,
    manifests: modules,
    catalogues: [serverMessages],
    cacheDirectory,
    database: process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : undefined,
    heavyInThread: true,
  });
  if (!opened.ok) return fail(inWords(opened));
  const host = opened.value;
  say(
    host.created
      ? `新建数据目录 ${options.data}（${seconds(began)}）`
      : `打开数据目录 ${options.data}（${seconds(began)}）`,
  );
  await loadUnits(host);
  const background = startBackground(host, {
    everyMs: 2_000,
    recur: async () => void (await enqueueRecurring(host)),
    onError: (error) => say(`后台任务出错：${error instanceof Error ? error.message : String(error)}`),
  });
  const app = await createServer(host, { loopback: isLoopback(options.host) });
  const address = await listen(app, host, options);
  onEnd(async () => {
    await app.close();
    await background.stop();
    await host.close();
  });
  say(`就绪：${address}（共 ${seconds(began)}）`);
  const setup = await createSetupLink(host);
  if (setup) say(`首位管理员请打开一次性链接（7 天内有效，重新启动会换新）：${address}/setup#${setup}`);
  await demonstrate(host, options, address);
}

async function listen(app: Awaited<ReturnType<typeof createServer>>, host: Host, options: Options): Promise<string> {
  try {
    await app.listen({ port: options.port, host: options.host });
  } catch (error) {
    await host.close();
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EADDRINUSE')
      return fail(`端口 ${options.port} 已被占用。请停止占用它的程序，或用 --port 指定另一个端口。`);
    if (code === 'EACCES') return fail(`没有权限使用端口 ${options.port}。请用 --port 指定 1024 以上的端口。`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      return fail(`本机没有地址 ${options.host}。请用 --host 指定本机的地址。`);
    throw error;
  }
  const bound = app.server.address();
  const port = typeof bound === 'object' && bound ? bound.port : options.port;
  return `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
}

/** The main job on the place's own document, at the first start of a folder; an interrupted run goes on. */
async function demonstrate(host: Host, options: Options, address: string): Promise<void> {
  const state = await readState(host);
  const { demonstration } = options.place;
  if (options.withoutDemonstration || !demonstration) return state === null ? writeState(host, 'declined') : undefined;
  if (state === 'done') say(`演示文件的分解结果：${address}/documents`);
  if (state === 'done' || state === 'declined') return;
  try {
    await writeState(host, 'running');
    const result = await runDemonstration(host, demonstration);
    await writeState(host, 'done');
    say(
      `演示：已分解《${result.title}》：${result.fronts} 个方面，${result.measures} 条举措，${result.rows} 行（任务 ${result.tasks}，要求 ${result.rows - result.tasks}），有单位 ${result.withUnit} 行，有时限 ${result.withDate} 行，待明确 ${result.unclear} 行`,
    );
    say(`请看：${address}/documents/${result.documentId}（登录页可选演示账号）`);
  } catch (error) {
    if (ending) return;
    process.stderr.write(`演示没有完成，下次启动时继续：${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} 秒`;
}

let ending = false;

/** Ends once on the first signal, on the loss of the starter, and within five seconds whatever hangs. */
function onEnd(close: () => Promise<void>): void {
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), 4_500).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('disconnect', end);
}

main().catch((error: unknown) => {
  // What was under way when the end was asked for fails on the closed store: that is no failure of the start.
  if (!ending) fail(`启动失败：${error instanceof Error ? error.message : String(error)}`);
});
