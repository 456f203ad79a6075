import type { Document, documentSummarySchema, ReviewChange, Row } from '@qipan/modules/documents';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '../../api/client.ts';

export type DocumentSummary = z.infer<typeof documentSummarySchema>;
export type { Document, ReviewChange, Row };

/** What an edit of a row may set. */
export type Patch = Extract<ReviewChange, { op: 'edit' }>['patch'];

export function useDocuments() {
  return useQuery({
    queryKey: ['documents'],
    queryFn: () => call('documents.list-documents', {}),
  });
}

export function useDocument(documentId: string) {
  return useQuery({
    queryKey: ['documents', documentId],
    queryFn: () => call('documents.read-document', { documentId }),
  });
}

/** Steps of a review; each ends with the document read again. */
export function useReview(documentId: string) {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: ['documents'] });
  const revise = useMutation({
    mutationFn: (change: ReviewChange) => call('documents.revise-rows', { documentId, change }),
    onSettled: again,
  });
  const undo = useMutation({
    mutationFn: () => call('documents.undo-revision', { documentId }),
    onSettled: again,
  });
  const confirm = useMutation({
    mutationFn: (rows: readonly Row[]) =>
      call('programme.confirm-rows', {
        documentId,
        rows: rows.map(({ id, version }) => ({ id, version })),
      }),
    onSettled: async () => {
      await again();
      await queries.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  return { revise, undo, confirm };
}

/** What a sentence can be besides a row, a part of one or a heading: shown apart, so that nothing is lost unseen. */
export const besideRows = {
  skipped: 'coverSkipped',
  background: 'coverBackground',
  goal: 'coverGoal',
  envelope: 'coverEnvelope',
} as const;
type CoverageEntry = Document['coverage']['entries'][number];
export type BesideRow = CoverageEntry & { readonly as: keyof typeof besideRows };

export function isBesideRows(entry: CoverageEntry): entry is BesideRow {
  return entry.as in besideRows;
}

/** Fields of a task row that are still 待明确; the same rule as on the server. */
export function unclearOf(row: Row): string[] {
  if (row.item.kind !== 'task' || row.state !== 'open') return [];
  return [
    ...(row.item.units.length + row.item.lead.length === 0 ? ['units'] : []),
    ...(row.item.deadline ? [] : ['deadline']),
  ];
}
