import type { PageContent, Rule, Run } from '../layout/page-content.ts';
import { buildZip } from './build-package.ts';

const namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const millimetre = 25.4 / 72;
const mm = (points: number) => (points * millimetre).toFixed(3);
const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * Drawn pages as an OFD (GB/T 33190-2016), with what the standard asks for and no more. Ours: no file of 数科, 福昕 or WPS could
 * be had, so what their writers do otherwise is not tried by this.
 */
export function buildOfd(pages: readonly PageContent[], more: Readonly<Record<string, string>> = {}): Uint8Array {
  const parts: Record<string, string> = {
    'OFD.xml': `<ofd:OFD ${namespace} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': documentXml(pages),
  };
  for (const [index, page] of pages.entries()) parts[`Doc_0/Pages/Page_${index}/Content.xml`] = pageXml(page);
  return buildZip({ ...parts, ...more });
}

function documentXml(pages: readonly PageContent[]): string {
  const list = pages.map((_, index) => `<ofd:Page ID="${index + 1}" BaseLoc="Pages/Page_${index}/Content.xml"/>`);
  return `<ofd:Document ${namespace}><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>${list.join('')}</ofd:Pages></ofd:Document>`;
}

export function pageXml({ width, height, runs, rules }: PageContent): string {
  const objects = [...rules.map((rule) => pathXml(rule)), ...runs.map((run) => textXml(run))];
  return `<ofd:Page ${namespace}><ofd:Area><ofd:PhysicalBox>0 0 ${mm(width)} ${mm(height)}</ofd:PhysicalBox></ofd:Area><ofd:Content><ofd:Layer ID="1">${objects.join('')}</ofd:Layer></ofd:Content></ofd:Page>`;
}

/** The boundary is the box around the text, the baseline lies inside it; equal steps are written short. */
function textXml({ text, x, y, width, size }: Run): string {
  const signs = [...text];
  const units = signs.map((sign) => (/[\u0000-\u00ff]/.test(sign) ? 1 : 2));
  const unit = width / units.reduce((sum, value) => sum + value, 0);
  const steps = units.slice(0, -1).map((value) => mm(value * unit));
  const even = steps.length > 1 && steps.every((step) => step === steps[0]);
  const delta = even ? `g ${steps.length} ${steps[0]}` : steps.join(' ');
  const top = y - 0.88 * size;
  return `<ofd:TextObject ID="2" Font="1" Size="${mm(size)}" Boundary="${mm(x)} ${mm(top)} ${mm(width)} ${mm(size)}"><ofd:TextCode X="0" Y="${mm(y - top)}"${delta === '' ? '' : ` DeltaX="${delta}"`}>${escapeXml(text)}</ofd:TextCode></ofd:TextObject>`;
}

function pathXml({ x1, y1, x2, y2 }: Rule): string {
  const [right, down] = [mm(x2 - x1), mm(y2 - y1)];
  return `<ofd:PathObject ID="3" LineWidth="0.2" Boundary="${mm(x1)} ${mm(y1)} ${right} ${down}"><ofd:AbbreviatedData>M 0 0 L ${right} ${down}</ofd:AbbreviatedData></ofd:PathObject>`;
}
