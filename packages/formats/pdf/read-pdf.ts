import type { SourceDocument } from '@qipan/kernel';
import { readPages } from '../layout/read-pages.ts';
import { stop } from '../stop.ts';
import { drawPages } from './pdf-runner.ts';

/** A PDF to paragraphs and tables by the places of its signs. Stops on passwords, damage, scans and what costs too much. */
export async function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
  const answer = await drawPages(bytes);
  if (answer.refusal) stop(answer.refusal.code, answer.refusal.values);
  return readPages(answer.pages ?? [], 'pdf');
}
