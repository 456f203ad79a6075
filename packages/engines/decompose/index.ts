// Placeholder by the lead so that the app can run; to be overwritten whole by the engine's own index.
import { type Outcome, ok } from '@qipan/kernel';
import type { DecomposeInput, DecomposeResult, Item } from './contract.ts';
export * from './contract.ts';
export const decomposeMessages = {};
export function decompose(input: DecomposeInput): Outcome<DecomposeResult> {
  let text = '';
  const items: Item[] = [];
  const origins: DecomposeResult['origins'] = [];
  let path: string[] = [];
  for (const block of input.source.blocks) {
    if (block.kind !== 'paragraph') continue;
    const start = text.length;
    text += `${block.text}\n`;
    origins.push({ span: { start, end: text.length - 1 }, part: block.origin.part, index: block.origin.index, offset: 0 });
    if (block.headingLevel || block.numberLevel === 0 || block.numberLevel === 1) { path = [...path.slice(0, block.numberLevel ?? 0), `${block.number ?? ''}${block.text}`]; continue; }
    if (!/^\d+[.．]/.test(block.text) && !block.number) continue;
    const units = [...block.text.matchAll(/单位[:：]([^；）;)]*)/g)].flatMap((m) => (m[1] ?? '').split('、'));
    const date = /(\d{4})年(\d+)月底前/.exec(block.text);
    items.push({ kind: 'task', mark: block.number ?? '', path, text: block.text, span: { start, end: start + block.text.length }, units, lead: units.slice(0, 1), support: units.slice(1), open: false, deadline: date ? { date: `${date[1]}-${date[2]?.padStart(2, '0')}-28`, basis: 'own', quote: date[0] } : null, softDeadline: null, targets: [], projects: [], policies: [], citations: [], leaders: [], contact: [], stages: [], extra: [], artefact: null, needsMeasure: false, suggestions: { units: [] }, provenance: { units: { kind: units.length ? 'quoted' : 'unclear' } } });
  }
  return ok({ title: '占位', number: null, issued: null, issuer: null, addressees: null, documentKind: 'plan', normalizedText: text, items, targets: [], coverage: { sentences: items.length, counts: { row: items.length }, entries: [] }, columns: [], origins, warnings: [] });
}
