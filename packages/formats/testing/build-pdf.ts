/** A small PDF by hand, so that a test says itself what stands where. Coordinates as in PDF: points from the lower left. */
export interface PdfSpec {
  /** Operators of each page; `F1` is the font. */
  readonly pages: readonly string[];
  /** Name of the character map of the font, which is not embedded. */
  readonly encoding?: 'UniGB-UCS2-H' | 'GBK-EUC-H' | 'UniGB-UCS2-V';
  /** More of the trailer, and objects from number 100 on. */
  readonly trailer?: string;
  readonly objects?: readonly string[];
  readonly page?: string;
  /** How the pages are packed, e.g. '/Filter/FlateDecode'; their text is bytes then. */
  readonly filter?: string;
}

export function buildPdf(spec: PdfSpec): Uint8Array {
  const { pages, encoding = 'UniGB-UCS2-H' } = spec;
  const objects = new Map<number, string>([
    [1, '<</Type/Catalog/Pages 2 0 R>>'],
    [2, `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, index) => `${10 + index * 2} 0 R`).join(' ')}]>>`],
    [3, `<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/${encoding}/DescendantFonts[4 0 R]>>`],
    [
      4,
      '<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1 95 500 814 939 500]/FontDescriptor 5 0 R>>',
    ],
    [
      5,
      '<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 859/Descent -141/CapHeight 800/StemV 80>>',
    ],
    ...(spec.objects ?? []).map((text, index): [number, string] => [100 + index, text]),
  ]);
  for (const [index, content] of pages.entries()) {
    objects.set(
      10 + index * 2,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>${spec.page ?? ''}>>/Contents ${11 + index * 2} 0 R>>`,
    );
    objects.set(11 + index * 2, `<</Length ${content.length}${spec.filter ?? ''}>>stream\n${content}\nendstream`);
  }
  return latin(joinObjects(objects, spec.trailer ?? ''));
}

function joinObjects(objects: ReadonlyMap<number, string>, trailer: string): string {
  let file = '%PDF-1.7\n';
  const places = new Map<number, number>();
  for (const [number, text] of objects) {
    places.set(number, file.length);
    file += `${number} 0 obj\n${text}\nendobj\n`;
  }
  const start = file.length;
  const size = Math.max(...objects.keys()) + 1;
  const lines = Array.from({ length: size }, (_, number) => {
    const place = places.get(number);
    return place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  return `${file}xref\n0 ${size}\n${lines.join('')}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF`;
}

function latin(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

/** One line of text in UTF-16, at a place in a size. */
export function show(text: string, at: { x: number; y: number; size?: number }): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0'));
  return `BT /F1 ${at.size ?? 16} Tf 1 0 0 1 ${at.x} ${at.y} Tm <${units.join('')}> Tj ET\n`;
}

/** A thin filled box from point to point, as word processors draw borders. */
export function rule(x1: number, y1: number, x2: number, y2: number): string {
  return `${x1} ${y1} ${Math.max(x2 - x1, 0.5)} ${Math.max(y2 - y1, 0.5)} re f\n`;
}
