import type { Db } from '@qipan/storage/port';
import { sql } from 'kysely';
import { type Document, type documentSummarySchema, type Row, unclearFields } from './model.ts';
import type { z } from 'zod';

type Summary = z.infer<typeof documentSummarySchema>;

const summary = sql`d.id, d.version, d.serial, d.region_code as "regionCode", d.demonstration, d.title, d.number, d.issued, d.issuer, d.document_kind as "documentKind", d.format, d.file_name as "fileName", d.created_by as "createdBy", d.created_by_unit as "createdByUnit", d.created_at as "createdAt"`;
const rowColumns = sql`id, version, serial, position, state, item, original, edits, task_id as "taskId"`;

/** Documents of the reader's region, newest first, with their row counts. */
export async function listDocuments(
  db: Db<never>,
  page: { limit?: number | undefined; after?: readonly (string | number)[] | undefined } = {},
): Promise<Summary[]> {
  const after = page.after
    ? sql`(d.created_at, d.serial) < (${page.after[0]}::timestamptz, ${page.after[1]}::int)`
    : sql`true`;
  const most = page.limit === undefined ? sql`` : sql`limit ${page.limit}`;
  const found = await sql<Summary>`select ${summary},
      count(r.id) filter (where r.state = 'confirmed' or (r.state <> 'removed' and r.item->>'kind' = 'task'))::int as rows,
      count(r.id) filter (where r.state = 'confirmed')::int as confirmed,
      count(r.id) filter (where r.state = 'open' and r.item->>'kind' = 'task' and (r.item->'deadline' = 'null'::jsonb or (r.item->'units' = '[]'::jsonb and r.item->'lead' = '[]'::jsonb)))::int as unclear
    from documents.document d left join documents.row r on r.document_id = d.id where ${after} group by d.id order by d.created_at desc, d.serial desc ${most}`.execute(
    db,
  );
  return found.rows;
}

type StoredDocument = Omit<Document, 'rows' | 'confirmed' | 'unclear' | 'canUndo'> & { fileSha256: string };

export async function findDocument(db: Db<never>, documentId: string): Promise<StoredDocument | null> {
  const found =
    await sql<StoredDocument>`select ${summary}, addressees, kept_file as "keptFile", normalized_text as "normalizedText", origins, coverage, targets, columns, warnings, file_sha256 as "fileSha256"
    from documents.document d where d.id = ${documentId}`.execute(db);
  return found.rows[0] ?? null;
}

/** All rows of a document in their order. */
export async function listRows(db: Db<never>, documentId: string): Promise<Row[]> {
  const found =
    await sql<Row>`select ${rowColumns} from documents.row where document_id = ${documentId} order by position, serial`.execute(
      db,
    );
  return found.rows;
}

/** The named rows, in the document's order; with `documentId` only those of that document. */
export async function findRows(db: Db<never>, rowIds: readonly string[], documentId?: string): Promise<Row[]> {
  if (rowIds.length === 0) return [];
  const within = documentId === undefined ? sql`true` : sql`document_id = ${documentId}`;
  const found =
    await sql<Row>`select ${rowColumns} from documents.row where id in (${sql.join(rowIds)}) and ${within} order by position, serial`.execute(
      db,
    );
  return found.rows;
}

export interface Revision {
  readonly id: string;
  readonly version: number;
  readonly sequence: number;
  readonly what: string;
  readonly before: readonly Row[];
  readonly after: readonly { readonly id: string; readonly version: number }[];
}

/** The newest revision that has not been taken back. */
export async function lastRevision(db: Db<never>, documentId: string): Promise<Revision | null> {
  const found =
    await sql<Revision>`select id, version, sequence, what, before, after from documents.revision where document_id = ${documentId} and not undone order by sequence desc limit 1`.execute(
      db,
    );
  return found.rows[0] ?? null;
}

export async function nextSerial(db: Db<never>, regionCode: string): Promise<number> {
  const found = await sql<{
    next: number;
  }>`select coalesce(max(serial), 0)::int + 1 as next from documents.document where region_code = ${regionCode}`.execute(
    db,
  );
  return found.rows[0]?.next ?? 1;
}

export async function findByContent(
  db: Db<never>,
  sha256: string,
): Promise<{ id: string; title: string; createdAt: string } | null> {
  const found = await sql<{
    id: string;
    title: string;
    createdAt: string;
  }>`select id, title, created_at as "createdAt" from documents.document where file_sha256 = ${sha256} order by serial limit 1`.execute(
    db,
  );
  return found.rows[0] ?? null;
}

/** Headers that a person has mapped before, newest choice of the region. */
export async function listColumnChoices(
  db: Db<never>,
): Promise<{ id: string; version: number; header: string; field: string }[]> {
  const found = await sql<{
    id: string;
    version: number;
    header: string;
    field: string;
  }>`select id, version, header, coalesce(field, '') as field from documents.column_choice`.execute(db);
  return found.rows;
}

/** Counts of a document's rows for its page: rows to be tasks, with the requirements that were confirmed as such too. */
export function countRows(rows: readonly Row[]): { rows: number; confirmed: number; unclear: number } {
  const tasks = rows.filter((row) => row.state !== 'removed' && row.item.kind === 'task');
  const confirmed = rows.filter((row) => row.state === 'confirmed');
  return {
    rows: new Set([...tasks, ...confirmed]).size,
    confirmed: confirmed.length,
    unclear: tasks.filter((row) => row.state === 'open' && unclearFields(row.item).length > 0).length,
  };
}

export async function nextRevision(db: Db<never>, documentId: string): Promise<number> {
  const found = await sql<{
    next: number;
  }>`select coalesce(max(sequence), 0)::int + 1 as next from documents.revision where document_id = ${documentId}`.execute(
    db,
  );
  return found.rows[0]?.next ?? 1;
}
