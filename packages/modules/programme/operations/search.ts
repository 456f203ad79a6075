import { defineQuery, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import { firstMatch, searchDocuments, type SearchGroups, searchRows } from '../../documents/index.ts';
import { listUnits } from '../../parties/index.ts';
import { searchGroups } from '../search-words.ts';
import { searchTasks } from '../store.ts';

/** A stretch of text around the first match; `from` and `to` are where the match stands in it. */
const excerptSchema = z.object({ text: z.string(), from: z.number().int(), to: z.number().int() });
const hitSchema = z.object({
  kind: z.enum(['document', 'row', 'task']),
  id: z.string(),
  title: z.string(),
  place: z.string(),
  excerpt: excerptSchema,
  /** The page that opens at the clause. */
  link: z.string(),
});
type Hit = z.infer<typeof hitSchema>;

const before = 24;
const length = 110;

function excerptOf(text: string, groups: SearchGroups): z.infer<typeof excerptSchema> {
  const match = firstMatch(text, groups) ?? { start: 0, end: 0 };
  const start = Math.max(0, match.start - before);
  const cut = text.slice(start, start + length).replace(/\s/g, ' ');
  return { text: cut, from: match.start - start, to: Math.min(cut.length, match.end - start) };
}

/** Documents, their rows and tasks, by words, exact phrases, place and unit. Hits and counts are those that the reader may see. */
export const search = defineQuery({
  name: 'programme.search',
  title: { zh: '搜索', en: 'Search' },
  kind: 'query',
  permission: 'programme.read',
  input: z.object({
    query: z.string().trim().min(1).max(200),
    unitId: z.string().optional(),
    regionCode: z.string().optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  output: z.object({
    words: z.array(z.string()),
    hits: z.array(hitSchema),
    counts: z.object({ documents: z.number().int(), rows: z.number().int(), tasks: z.number().int() }),
  }),
  example: { query: '“产业协作” 发改委', limit: 20 },
  async read({ db }: { db: Db<never> }, { query, unitId, regionCode, limit }) {
    const units = await listUnits(db);
    const groups = await searchGroups(query, units);
    const unit = units.find((entry) => entry.id === unitId);
    const unitNames = unit && [unit.name, ...unit.aliases];
    const scope = { regionCode, unitNames, limit };
    const tasks = await searchTasks(db, groups, { regionCode, unitId, limit });
    const rows = await searchRows(db, groups, scope);
    const documents = await searchDocuments(db, groups, scope);
    const hits: Hit[] = [
      ...tasks.map(
        (task): Hit => ({
          kind: 'task',
          id: task.id,
          title: task.number,
          place: task.title,
          excerpt: excerptOf(task.text, groups),
          link: `/tasks/${task.id}`,
        }),
      ),
      ...rows.map(
        (row): Hit => ({
          kind: 'row',
          id: row.id,
          title: row.title,
          place: [...row.path, row.mark].filter((part) => part !== '').join(' › '),
          excerpt: excerptOf(row.text, groups),
          link: `/documents/${row.documentId}?row=${row.id}`,
        }),
      ),
      ...documents.map((document): Hit => {
        const at = firstMatch(document.normalizedText, groups);
        const excerpt = excerptOf(document.normalizedText, groups);
        const link = `/documents/${document.id}${at ? `?at=${at.start}` : ''}`;
        return {
          kind: 'document',
          id: document.id,
          title: document.title,
          place: [document.number ?? '', document.issued ?? ''].join(' ').trim(),
          excerpt,
          link,
        };
      }),
    ];
    const counts = { documents: documents[0]?.total ?? 0, rows: rows[0]?.total ?? 0, tasks: tasks[0]?.total ?? 0 };
    return ok({ words: groups.map((group) => group[0] ?? ''), hits, counts });
  },
});
