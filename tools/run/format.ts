import { runNode } from './steps.ts';

process.exitCode = await runNode([
  'node_modules/@biomejs/biome/bin/biome',
  'check',
  '--write',
  ...process.argv.slice(2),
]);
