import type { Db } from '@qipan/storage/port';
import { type RawBuilder, sql } from 'kysely';

/** What is searched for: every group must be found; of a group any of its spellings will do. Folded texts. */
export type SearchGroups = readonly (readonly string[])[];

/** Text as it is searched: width and case folded. */
export function foldForSearch(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function likePattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

/** All groups stand in the folded text. */
export function matches(text: RawBuilder<unknown>, groups: SearchGroups): RawBuilder<unknown> {
  const all = groups.map(
    (group) =>
      sql`(${sql.join(
        group.map((word) => sql`${text} like ${likePattern(word)}`),
        sql` or `,
      )})`,
  );
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

/** In which region, and on which unit's rows. */
export interface SearchScope {
  readonly regionCode?: string | undefined;
  readonly unitNames?: readonly string[] | undefined;
  readonly limit: number;
}

export interface FoundRow {
  readonly id: string;
  readonly documentId: string;
  readonly title: string;
  readonly text: string;
  readonly path: readonly string[];
  /** The units that stand on it, as printed. */
  readonly units: readonly string[];
  readonly mark: string;
  readonly start: number;
  readonly state: string;
  readonly total: number;
}

const rowText = sql`lower(normalize(r.item->>'text' || ' ' || (r.item->>'path') || ' ' || (r.item->>'units') || ' ' || (r.item->>'lead') || ' ' || (r.item->>'support'), nfkc))`;

/** Rows of documents that the reader may see. `total` counts all of them, not only those given. */
export async function searchRows(db: Db<never>, groups: SearchGroups, scope: SearchScope): Promise<FoundRow[]> {
  const region = scope.regionCode === undefined ? sql`true` : inRegion(sql`r.region_code`, scope.regionCode);
  const unit =
    scope.unitNames === undefined
      ? sql`true`
      : sql`(r.item->'units' || (r.item->'lead') || (r.item->'support')) ?| array(select jsonb_array_elements_text(${JSON.stringify(scope.unitNames)}::jsonb))`;
  const found =
    await sql<FoundRow>`select r.id, r.document_id as "documentId", d.title, r.item->>'text' as text, r.item->'path' as path, (r.item->'lead') || (r.item->'support') || (r.item->'units') as units, r.item->>'mark' as mark, (r.item->'span'->>'start')::int as start, r.state, (count(*) over ())::int as total
    from documents.row r join documents.document d on d.id = r.document_id
    where r.state <> 'removed' and ${region} and ${unit} and ${matches(rowText, groups)} order by d.created_at desc, r.position limit ${scope.limit}`.execute(
      db,
    );
  return found.rows;
}

export interface FoundDocument {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly issued: string | null;
  readonly normalizedText: string;
  readonly total: number;
}

const documentText = sql`lower(normalize(d.title || ' ' || coalesce(d.number, '') || ' ' || coalesce(d.issuer, '') || ' ' || d.normalized_text, nfkc))`;

/** Documents that the reader may see, by their whole text. */
export async function searchDocuments(
  db: Db<never>,
  groups: SearchGroups,
  scope: SearchScope,
): Promise<FoundDocument[]> {
  const region = scope.regionCode === undefined ? sql`true` : inRegion(sql`d.region_code`, scope.regionCode);
  const unit =
    scope.unitNames === undefined
      ? sql`true`
      : matches(sql`lower(normalize(d.normalized_text, nfkc))`, [scope.unitNames.map(foldForSearch)]);
  const found =
    await sql<FoundDocument>`select d.id, d.title, d.number, d.issued, d.normalized_text as "normalizedText", (count(*) over ())::int as total
    from documents.document d where ${region} and ${unit} and ${matches(documentText, groups)} order by d.created_at desc, d.serial desc limit ${scope.limit}`.execute(
      db,
    );
  return found.rows;
}

/** Titles of the latest documents that the reader may see. */
export async function documentTitles(db: Db<never>, limit: number): Promise<string[]> {
  const found = await sql<{
    title: string;
  }>`select d.title from documents.document d order by d.created_at desc, d.serial desc limit ${limit}`.execute(db);
  return found.rows.map((row) => row.title);
}

/** The region itself and all below it. */
export function inRegion(column: RawBuilder<unknown>, regionCode: string): RawBuilder<unknown> {
  return sql`exists (select 1 from host.region_tree g where g.ancestor = ${regionCode} and g.descendant = ${column})`;
}

/** Where the first group stands in a text: position and length in the text itself; null when it stands nowhere. O(text). */
export function firstMatch(text: string, groups: SearchGroups): { start: number; end: number } | null {
  const places: number[] = [];
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = foldForSearch(text[at] ?? '');
    for (let count = 0; count < sign.length; count += 1) places.push(at);
    folded += sign;
  }
  const hits = groups.flatMap((group) =>
    group.flatMap((word) => {
      const at = folded.indexOf(word);
      return at < 0 ? [] : [{ start: places[at] ?? 0, end: (places[at + word.length - 1] ?? 0) + 1 }];
    }),
  );
  return hits.sort((a, b) => a.start - b.start)[0] ?? null;
}
