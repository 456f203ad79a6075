// What every npm script calls: installs what is missing, bundles the web when it changed, finds the right Node, hands over.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findNode, handOver, root } from './node.mjs';

const began = Date.now();
const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} 秒`;
const say = (line) => process.stdout.write(`${line}\n`);
const fail = (line) => {
  process.stderr.write(`${line}\n`);
  process.exit(1);
};

if (Number(process.versions.node.split('.')[0]) < 18)
  fail(`本机的 Node 是 ${process.versions.node}，需要 18 或更新。请先升级 Node。`);

function stampOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function isStamped(file, stamp) {
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

function install() {
  const mark = path.join(root, 'node_modules', '.qipan-installed');
  const stamp = stampOf(['package-lock.json']);
  if (isStamped(mark, stamp)) return;
  say('安装依赖（npm ci）…');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts'];
  const done =
    npm && /\.c?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
      : spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
          cwd: root,
          stdio: 'inherit',
          shell: process.platform === 'win32',
        });
  if (done.status !== 0) fail('安装依赖失败。请检查网络或 npm 源设置，再运行一次。');
  writeFileSync(mark, stamp);
  say(`依赖已装好（${seconds()}）`);
}

/** Files that the web bundle is made of. */
function sourcesOf(folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist'].includes(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return sourcesOf(file);
      return /\.(ts|tsx|js|css|html|svg|json)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [file] : [];
    });
}

function bundleWeb() {
  if (!existsSync(path.join(root, 'apps/web/index.html'))) return;
  const mark = path.join(root, 'apps/web/dist/.stamp');
  const stamp = stampOf([
    'package-lock.json',
    ...['apps/web', 'packages/kernel', 'packages/engines', 'packages/modules'].flatMap(sourcesOf),
  ]);
  if (isStamped(mark, stamp)) return;
  say('打包网页…');
  const done = spawnSync(
    findNode(),
    [path.join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    { cwd: path.join(root, 'apps/web'), stdio: 'inherit' },
  );
  if (done.status !== 0) fail('打包网页失败，见上面的错误。');
  mkdirSync(path.dirname(mark), { recursive: true });
  writeFileSync(mark, stamp);
  say(`网页已打包（${seconds()}）`);
}

const [script, ...args] = process.argv.slice(2);
const vitest = 'node_modules/vitest/vitest.mjs';
const scripts = {
  start: () => {
    bundleWeb();
    handOver('apps/server/main.ts', args, { linked: true });
  },
  test: () => {
    bundleWeb();
    handOver('tools/run/test.ts', args, { cwd: root });
  },
  check: () => handOver('tools/run/check.ts', args, { cwd: root }),
  bench: () => handOver('bench/main.ts', args, { cwd: root }),
  soak: () => handOver(vitest, ['run', '--config', 'vitest.soak.config.ts', ...args], { cwd: root }),
  format: () => handOver('tools/run/format.ts', args, { cwd: root }),
};
if (!scripts[script]) fail(`没有脚本 ${script}。可用：${Object.keys(scripts).join('、')}`);
install();
scripts[script]();
