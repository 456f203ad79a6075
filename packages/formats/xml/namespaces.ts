/**
 * Short name of each namespace that is read, transitional and strict alike (ECMA-376 Part 1 and Part 4 Annex A), so that
 * 'w:p' means the same in every file, whatever prefix the file itself uses.
 */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', 'x'],
  ['http://purl.oclc.org/ooxml/spreadsheetml/main', 'x'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/drawingml/2006/picture', 'pic'],
  ['http://purl.oclc.org/ooxml/drawingml/picture', 'pic'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/custom-properties', 'cp'],
  ['http://purl.oclc.org/ooxml/officeDocument/customProperties', 'cp'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes', 'vt'],
  ['http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes', 'vt'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['http://schemas.microsoft.com/project', 'msp'],
  ['http://www.ofdspec.org/2016', 'ofd'],
  ['http://www.ofdspec.org', 'ofd'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
]);

/** 'w:p' for a known namespace, the bare name for none, '?:name' for one that nobody reads. */
export function canonicalName(uri: string, local: string): string {
  if (uri === '') return local;
  return `${shortNames.get(uri) ?? '?'}:${local}`;
}
