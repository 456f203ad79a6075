import { defineQuery, ok } from '@qipan/kernel';
import type { Db } from '@qipan/storage/port';
import { z } from 'zod';
import {
  documentTitles,
  firstMatch,
  type FoundDocument,
  searchDocuments,
  type SearchGroups,
  searchRows,
} from '../../documents/index.ts';
import { listUnits, type Unit } from '../../parties/index.ts';
import { meantInstead } from '../search-instead.ts';
import { searchGroups } from '../search-words.ts';
import { searchTasks, sourceTitles } from '../store.ts';

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

/** The same where a unit was found and not the text: the units that match stand before it, so that the hit shows why it is one. */
function excerptWithUnits({ text, units }: { text: string; units: readonly string[] }, groups: SearchGroups) {
  const named = groups.filter((group) => firstMatch(text, [group]) === null);
  const found = [...new Set(units)].filter((unit) => firstMatch(unit, named) !== null);
  return excerptOf(found.length > 0 ? `${found.join('、')}：${text}` : text, groups);
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
    /** Where nothing is found: the same query with a known word in place of one that is a slip away from it. */
    instead: z.string().nullable(),
  }),
  example: { query: '“产业协作” 发改委', limit: 20 },
  async read({ db }: { db: Db<never> }, given) {
    const units = await listUnits(db);
    const groups = await searchGroups(given.query, units);
    const words = groups.map((group) => group[0] ?? '');
    // Without a word there is nothing to look for, and everything is no answer.
    if (groups.length === 0) return ok({ words, ...nothing, instead: null });
    const found = await findHits(db, { ...given, groups, units });
    const instead = found.hits.length > 0 ? null : await findInstead(db, given, units);
    return ok({ words, ...found, instead });
  },
});

const nothing = { hits: [], counts: { documents: 0, rows: 0, tasks: 0 } };

interface Asked {
  readonly query: string;
  readonly unitId?: string | undefined;
  readonly regionCode?: string | undefined;
  readonly limit: number;
}

/** So many titles are compared, and so many suggestions tried out. */
const titlesAtMost = 500;
const triedAtMost = 4;

/** What was probably meant, where that finds something: a suggestion that leads to nothing is none. */
async function findInstead(db: Db<never>, asked: Asked, units: readonly Unit[]): Promise<string | null> {
  const titles = [...(await documentTitles(db, titlesAtMost)), ...(await sourceTitles(db, titlesAtMost))];
  const names = units.flatMap((unit) => [unit.name, ...unit.aliases]);
  for (const query of meantInstead(asked.query, names, titles).slice(0, triedAtMost)) {
    const groups = await searchGroups(query, units);
    if (groups.length > 0 && (await findHits(db, { ...asked, limit: 1, groups, units })).hits.length > 0) return query;
  }
  return null;
}

async function findHits(db: Db<never>, asked: Asked & { groups: SearchGroups; units: readonly Unit[] }) {
  const { groups, units, unitId, regionCode, limit } = asked;
  const unit = units.find((entry) => entry.id === unitId);
  const scope = { regionCode, unitNames: unit && [unit.name, ...unit.aliases], limit };
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
        excerpt: excerptWithUnits(task, groups),
        link: `/tasks/${task.id}`,
      }),
    ),
    ...rows.map(
      (row): Hit => ({
        kind: 'row',
        id: row.id,
        title: row.title,
        place: [...row.path, row.mark].filter((part) => part !== '').join(' › '),
        excerpt: excerptWithUnits(row, groups),
        link: `/documents/${row.documentId}?row=${row.id}`,
      }),
    ),
    ...documents.map((document) => documentHit(document, groups)),
  ];
  const counts = { documents: documents[0]?.total ?? 0, rows: rows[0]?.total ?? 0, tasks: tasks[0]?.total ?? 0 };
  return { hits, counts };
}

function documentHit(document: FoundDocument, groups: SearchGroups): Hit {
  const at = firstMatch(document.normalizedText, groups);
  return {
    kind: 'document',
    id: document.id,
    title: document.title,
    place: [document.number ?? '', document.issued ?? ''].join(' ').trim(),
    excerpt: excerptOf(document.normalizedText, groups),
    link: `/documents/${document.id}${at ? `?at=${at.start}` : ''}`,
  };
}
