import { type Refusal, refuse, type Title } from '@qipan/kernel';

/** A cell that cannot be taken, and why and what to do. */
export interface BadCell {
  /** As a sheet names it: `C5`. */
  readonly cell: string;
  readonly words: Title;
}

/** More are counted, not listed: whoever made so many has misread the columns. */
const listedAtMost = 50;

/** All bad cells of a sheet in one refusal, in the order of its rows, so that one round of corrections is enough. */
export function refuseCells(given: readonly BadCell[]): Refusal {
  const bad = [...new Map(given.map((entry) => [`${entry.cell} ${entry.words.zh}`, entry])).values()];
  const listed = bad.slice(0, listedAtMost);
  const more = bad.length - listed.length;
  const zh = listed.map(({ cell, words }) => `${cell}：${words.zh}`).concat(more > 0 ? [`另有 ${more} 处`] : []);
  const en = listed.map(({ cell, words }) => `${cell}: ${words.en}`).concat(more > 0 ? [`and ${more} more`] : []);
  const values = { count: bad.length, cells: zh.join('\n'), cellsEn: en.join('\n') };
  return refuse('formats.bad-cells', values, listed[0]?.cell);
}
