/** A small Word 97 file by hand. `\r` ends a paragraph, `\u0007` a cell, `\u000f` (ours) a row. */
export interface DocSpec {
  readonly body: string;
  readonly footnotes?: string;
  readonly headers?: string;
  readonly textBoxes?: string;
  /** One byte a sign (Windows-1252) instead of two. */
  readonly single?: boolean;
  readonly flags?: number;
}

const textAt = 0x800;
const sectorBytes = 512;

export function buildDoc(spec: DocSpec): Uint8Array {
  const { body, footnotes = '', headers = '', textBoxes = '', single = false } = spec;
  const text = (body + footnotes + headers + textBoxes).replaceAll('\u000f', '\u0007');
  const width = single ? 1 : 2;
  const marks = tableMarks(body);
  const pageAt = Math.ceil((textAt + text.length * width + 1) / sectorBytes) * sectorBytes;
  const main = new Uint8Array(Math.max(pageAt + sectorBytes, 4_096));
  const view = new DataView(main.buffer);
  view.setUint16(0, 0xa5ec, true);
  view.setUint16(2, 0x00c1, true);
  view.setUint16(10, 0x0200 | (spec.flags ?? 0), true);
  for (const [at, part] of [
    [0x4c, body],
    [0x50, footnotes],
    [0x54, headers],
    [0x64, textBoxes],
  ] as const)
    view.setInt32(at, part.length, true);
  for (let index = 0; index < text.length; index += 1) {
    if (single) main[textAt + index] = text.charCodeAt(index);
    else view.setUint16(textAt + index * 2, text.charCodeAt(index), true);
  }
  writeMarks(main.subarray(pageAt, pageAt + sectorBytes), marks, width);
  const table = new Uint8Array(4_096);
  const tableView = new DataView(table.buffer);
  tableView.setUint8(0, 2);
  tableView.setUint32(1, 16, true);
  tableView.setUint32(9, text.length, true);
  tableView.setUint32(15, single ? (textAt * 2) | 0x40000000 : textAt, true);
  tableView.setUint32(64, textAt, true);
  tableView.setUint32(68, textAt + text.length * width, true);
  tableView.setUint32(72, pageAt / sectorBytes, true);
  view.setUint32(0x1a2, 0, true);
  view.setUint32(0x1a6, 21, true);
  view.setUint32(0x102, 64, true);
  view.setUint32(0x106, 12, true);
  return compound([
    ['WordDocument', main],
    ['1Table', table],
  ]);
}

/** Where each paragraph ends, and its properties: in a table, the end of a row. */
function tableMarks(body: string): { end: number; cell: boolean; row: boolean }[] {
  return [...body.matchAll(/[\r\u0007\u000f]/g)].map((found) => ({
    end: found.index + 1,
    cell: found[0] !== '\r',
    row: found[0] === '\u000f',
  }));
}

function writeMarks(
  page: Uint8Array,
  marks: readonly { end: number; cell: boolean; row: boolean }[],
  width: number,
): void {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  page[sectorBytes - 1] = marks.length;
  view.setUint32(0, textAt, true);
  for (const [index, { end, cell, row }] of marks.entries()) {
    view.setUint32((index + 1) * 4, textAt + end * width, true);
    const offset = sectorBytes - 1 - (index + 1) * 12 - ((sectorBytes - 1 - (index + 1) * 12) % 2);
    page[(marks.length + 1) * 4 + index * 13] = offset / 2;
    page.set([5, 0, 0, 0x16, 0x24, cell ? 1 : 0, 0x17, 0x24, row ? 1 : 0], offset);
  }
}

/** Streams of whole sectors one after the other, then the directory and the allocation table. */
function compound(streams: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const chains: { name: string; kind: number; start: number; size: number }[] = [];
  const next: number[] = [];
  const data: Uint8Array[] = [];
  const add = (bytes: Uint8Array) => {
    const start = next.length;
    const count = Math.ceil(bytes.length / sectorBytes);
    for (let index = 0; index < count; index += 1) next.push(index + 1 < count ? start + index + 1 : 0xfffffffe);
    const padded = new Uint8Array(count * sectorBytes);
    padded.set(bytes);
    data.push(padded);
    return start;
  };
  chains.push({ name: 'Root Entry', kind: 5, start: 0xfffffffe, size: 0 });
  for (const [name, bytes] of streams) chains.push({ name, kind: 2, start: add(bytes), size: bytes.length });
  const directory = new Uint8Array(sectorBytes);
  for (const [index, chain] of chains.entries()) writeEntry(directory.subarray(index * 128, index * 128 + 128), chain);
  const directoryStart = add(directory);
  const tableStart = next.length;
  next.push(0xfffffffd);
  const table = new Uint8Array(sectorBytes);
  const tableView = new DataView(table.buffer);
  for (let index = 0; index < sectorBytes / 4; index += 1)
    tableView.setUint32(index * 4, next[index] ?? 0xffffffff, true);
  const header = new Uint8Array(sectorBytes);
  const view = new DataView(header.buffer);
  header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(30, 9, true);
  view.setUint16(32, 6, true);
  view.setUint32(48, directoryStart, true);
  view.setUint32(56, 4_096, true);
  view.setUint32(60, 0xfffffffe, true);
  view.setUint32(68, 0xfffffffe, true);
  for (let index = 0; index < 109; index += 1)
    view.setUint32(76 + index * 4, index === 0 ? tableStart : 0xffffffff, true);
  const whole = [header, ...data, table];
  const file = new Uint8Array(whole.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of whole) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

function writeEntry(entry: Uint8Array, chain: { name: string; kind: number; start: number; size: number }): void {
  const view = new DataView(entry.buffer, entry.byteOffset, entry.byteLength);
  for (const [index, sign] of [...chain.name].entries()) view.setUint16(index * 2, sign.charCodeAt(0), true);
  view.setUint16(64, chain.name.length * 2 + 2, true);
  entry[66] = chain.kind;
  view.setUint32(116, chain.start, true);
  view.setUint32(120, chain.size, true);
}
