import { escapeXml } from '../xml/write-xml.ts';

export interface ParagraphXml {
  readonly style: string;
  readonly text: string;
  /** Further properties that come after the style in the order of the schema (w:numPr, w:ind, w:jc). */
  readonly extra?: string;
  /** Runs on in the plain font of the text. */
  readonly rest?: string;
  readonly restRun?: string;
}

/** One w:p. Line ends become soft breaks and tabs tabs, as Word stores them. */
export function paragraphXml({ style, text, extra = '', rest = '', restRun = '' }: ParagraphXml): string {
  const tail = rest === '' ? '' : runXml(rest, restRun);
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${extra}</w:pPr>${text === '' ? '' : runXml(text, '')}${tail}</w:p>`;
}

function runXml(text: string, properties: string): string {
  const parts = escapeXml(text)
    .split(/([\n\t])/)
    .filter((part) => part !== '');
  const content = parts.map((part) =>
    part === '\n' ? '<w:br/>' : part === '\t' ? '<w:tab/>' : `<w:t xml:space="preserve">${part}</w:t>`,
  );
  const look = `<w:rPr>${properties || '<w:rFonts w:hint="eastAsia"/>'}</w:rPr>`;
  return `<w:r>${look}${content.join('')}</w:r>`;
}
