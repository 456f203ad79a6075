import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';
import { answered, paragraphsOf } from './testing/expect-outcome.ts';

/** Real documents kept beside the repository; where they are absent the tests are skipped. */
const folder = fileURLToPath(new URL('../../../shared/cases/programme/', import.meta.url));

/** Lines with their number before the text, without what only the text file has: its first line about the source, marks of bold, blank lines. */
async function lines(name: string, skip: number): Promise<string[]> {
  const { blocks } = answered(await readDocument({ bytes: readFileSync(folder + name), fileName: name }));
  return paragraphsOf(blocks)
    .slice(skip)
    .map((block) => ((block.number ?? '') + block.text).replaceAll('**', '').replace(/\s+/g, ''))
    .filter((line) => line !== '');
}

/** In the Word copy of 12 the lowest level begins anew under each heading (no w:lvlRestart); in the text it runs on to 16. */
const withoutCount = (line: string) => line.replace(/^\d+\./, '#.');

describe.skipIf(!existsSync(folder))(
  'the same document as text and as Word with automatic numbers (skipped where the case files are absent)',
  async () => {
    it('06 gives the same paragraphs', async () => {
      expect(await lines('06-auto-numbered.docx', 0)).toEqual(await lines('06.txt', 1));
    });

    it('12 gives the same paragraphs', async () => {
      expect((await lines('12-auto-numbered.docx', 0)).map(withoutCount)).toEqual(
        (await lines('12.txt', 1)).map(withoutCount),
      );
    });
  },
);
