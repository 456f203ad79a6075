import type { Measurement } from './measurement.ts';
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { measureSheets } from './sheets/run.ts';
import { measureSchedule } from './schedule/run.ts';
import { measureServer } from './server/run.ts';
import { measureStore } from './store/run.ts';
import { measureWeb } from './web/run.ts';

const engineBench = fileURLToPath(new URL('./decompose/run.ts', import.meta.url));
const measurements: Measurement[] = [
  ...(await measureSchedule()),
  ...(await measureStore()),
  ...(await measureSheets()),
  ...(await measureServer()),
  ...(await measureWeb()),
];

const lines = measurements.map((line) => [
  line.work,
  `${line.own.toPrecision(3)} ${line.unit}`,
  line.peer,
  `${line.peerValue.toPrecision(3)} ${line.unit}`,
  (line.own / line.peerValue).toFixed(2),
]);
for (const line of [['work', 'this', 'peer or limit', 'peer', 'ratio'], ...lines])
  process.stdout.write(`${line.join(' | ')}\n`);
const out = fileURLToPath(new URL('./out/', import.meta.url));
await mkdir(out, { recursive: true });
await writeFile(`${out}${new Date().toISOString().replaceAll(':', '-')}.json`, JSON.stringify(measurements, null, 2));
spawnSync(process.execPath, [engineBench], { stdio: 'inherit' });
