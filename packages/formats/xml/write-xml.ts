export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that XML 1.0 can hold: control characters, half surrogates and noncharacters are dropped, line ends are '\n'. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}

/** Clean text for an element or an attribute in double quotes; there a line end would become a blank. */
export function escapeXml(text: string): string {
  return cleanText(text).replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
