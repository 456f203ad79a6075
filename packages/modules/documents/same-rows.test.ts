import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { place } from '@qipan/place-langfang';
import { describe, expect, it } from 'vitest';
import { drawPages } from '../../formats/pdf/pdf-runner.ts';
import { buildOfd } from '../../formats/testing/build-ofd.ts';
import { readSource } from './read-source.ts';

const fixtures = fileURLToPath(new URL('./testing/', import.meta.url));
const cases = fileURLToPath(new URL('../../../../shared/cases/programme/', import.meta.url));
const bytesOf = (file: string) => new Uint8Array(readFileSync(file));

/** What an officer would compare: text, kind, units, deadline and targets of each row. */
async function rowsOf(name: string, bytes: Uint8Array) {
  const read = await readSource({ file: { name, bytes } }, place.units);
  if (!read.ok) throw new Error(`${name}: ${read.code} ${JSON.stringify(read.values)}`);
  return read.value.result.items.map(({ kind, text, units, lead, support, deadline, targets }) => ({
    kind,
    text,
    units,
    lead,
    support,
    deadline: deadline && [deadline.date, deadline.basis],
    targets: targets.map(({ quote, comparator, value, unit, by }) => [quote, comparator, value, unit, by]),
  }));
}

async function ofdOf(pdf: Uint8Array): Promise<Uint8Array> {
  return buildOfd((await drawPages(pdf)).pages ?? []);
}

describe('the demonstration plan gives the same rows', () => {
  for (const name of ['plan', 'plan-table']) {
    it(`as ${name}.docx, as PDF and as OFD`, async () => {
      const rows = await rowsOf('a.docx', bytesOf(`${fixtures}${name}.docx`));
      expect(rows).toHaveLength(36);
      const pdf = bytesOf(`${fixtures}${name}.pdf`);
      expect(await rowsOf('a.pdf', pdf)).toEqual(rows);
      expect(await rowsOf('a.ofd', await ofdOf(pdf))).toEqual(rows);
    });
  }

  it('as a table in an old .doc', async () => {
    const rows = await rowsOf('a.docx', bytesOf(`${fixtures}plan-table.docx`));
    expect(await rowsOf('a.doc', bytesOf(`${fixtures}plan-table.doc`))).toEqual(rows);
  });
});

const soffice = spawnSync('soffice', ['--version']).status === 0;
const reason = soffice ? 'the case files are absent' : 'LibreOffice is absent';

describe.skipIf(!soffice || !existsSync(cases))(`real documents through LibreOffice (skipped where ${reason})`, () => {
  it('every Word case gives the same rows as PDF and OFD', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'qipan-same-rows-'));
    try {
      const names = readdirSync(cases).filter((name) => name.endsWith('.docx'));
      const files = names.map((name) => path.join(cases, name));
      execFileSync(
        'soffice',
        [
          '--headless',
          `-env:UserInstallation=file://${folder}/profile`,
          '--convert-to',
          'pdf',
          '--outdir',
          folder,
          ...files,
        ],
        { stdio: 'ignore' },
      );
      for (const name of names) {
        const rows = await rowsOf(name, bytesOf(path.join(cases, name)));
        const pdf = bytesOf(path.join(folder, name.replace(/\.docx$/, '.pdf')));
        expect(await rowsOf('a.pdf', pdf), name).toEqual(rows);
        expect(await rowsOf('a.ofd', await ofdOf(pdf)), name).toEqual(rows);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
