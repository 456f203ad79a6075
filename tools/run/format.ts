import { writeFile } from 'node:fs/promises';
import { referenceText } from '../docs/reference.ts';
import { runNode } from './steps.ts';

await writeFile(new URL('../../docs/reference/operations.md', import.meta.url), referenceText());
process.exitCode = await runNode([
  'node_modules/@biomejs/biome/bin/biome',
  'check',
  '--write',
  ...process.argv.slice(2),
]);
