/** What a paragraph's properties say of its place in a table. */
export interface ParagraphMark {
  readonly inTable: boolean;
  /** Its mark ends a row. */
  readonly rowEnd: boolean;
}

interface Stretch extends ParagraphMark {
  readonly from: number;
  readonly to: number;
}

const pageBytes = 512;
const inTableCode = 0x2416;
const rowEndCode = 0x2417;
const plain: ParagraphMark = { inTable: false, rowEnd: false };

/**
 * Properties of paragraphs by the byte at which their text stands in the main stream (MS-DOC §2.8.6, §2.9.169 ff.). Pages that
 * lie outside of the file are left out: the text is read without its tables then. O(paragraphs).
 */
export function readParagraphMarks(stream: Uint8Array, places: Uint8Array): (at: number) => ParagraphMark {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  const list = new DataView(places.buffer, places.byteOffset, places.byteLength);
  const count = Math.max(0, Math.floor((places.length - 4) / 8));
  const stretches: Stretch[] = [];
  const seen = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    const page = list.getUint32((count + 1) * 4 + index * 4, true) & 0x3fffff;
    const start = page * pageBytes;
    if (seen.has(page) || start + pageBytes > stream.length) continue;
    seen.add(page);
    stretches.push(...readPage(view, start));
  }
  stretches.sort((a, b) => a.from - b.from);
  return (at) => find(stretches, at);
}

function readPage(view: DataView, start: number): Stretch[] {
  const count = view.getUint8(start + pageBytes - 1);
  const found: Stretch[] = [];
  for (let index = 0; index < count; index += 1) {
    const box = (count + 1) * 4 + index * 13;
    if (box >= pageBytes - 1) break;
    const offset = view.getUint8(start + box) * 2;
    const from = view.getUint32(start + index * 4, true);
    const to = view.getUint32(start + (index + 1) * 4, true);
    found.push({ from, to, ...(offset === 0 ? plain : readProperties(view, start, offset)) });
  }
  return found;
}

/** Walks the property codes; the top three bits of a code tell how long its operand is (MS-DOC §2.6.1). */
function readProperties(view: DataView, start: number, offset: number): ParagraphMark {
  const short = view.getUint8(start + offset);
  const length = short === 0 ? (offset + 1 < pageBytes ? view.getUint8(start + offset + 1) * 2 : 0) : short * 2 - 1;
  let at = offset + (short === 0 ? 2 : 1);
  const end = Math.min(at + length, pageBytes - 1);
  let [inTable, rowEnd] = [false, false];
  at += 2;
  while (at + 3 <= end) {
    const code = view.getUint16(start + at, true);
    if (code === inTableCode) inTable = view.getUint8(start + at + 2) !== 0;
    if (code === rowEndCode) rowEnd = view.getUint8(start + at + 2) !== 0;
    at += 2 + operandBytes(code, view, start + at + 2);
  }
  return { inTable, rowEnd };
}

function operandBytes(code: number, view: DataView, at: number): number {
  const kind = code >> 13;
  if (kind === 3) return 4;
  if (kind === 7) return 3;
  if (kind === 6)
    return code === 0xd608 && at + 1 < view.byteLength ? view.getUint16(at, true) + 1 : view.getUint8(at) + 1;
  return kind < 2 ? 1 : 2;
}

function find(stretches: readonly Stretch[], at: number): ParagraphMark {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  const stretch = stretches[low];
  return stretch && at >= stretch.from && at < stretch.to ? stretch : plain;
}
