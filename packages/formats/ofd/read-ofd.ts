import type { SourceDocument } from '@qipan/kernel';
import { resolveTarget } from '../archive/package-parts.ts';
import type { Archive } from '../archive/read-archive.ts';
import { readPages } from '../layout/read-pages.ts';
import type { PageContent } from '../layout/page-content.ts';
import { limits } from '../limits.ts';
import { stop } from '../stop.ts';
import { childOf, childrenOf, readXmlTree, textOf, type XmlElement } from '../xml/read-xml.ts';
import { numbersOf, PageReader } from './page-reader.ts';

/** A page file, or a template that pages lay under their own content. */
interface Part {
  readonly name: string;
  readonly root: XmlElement;
}

interface Templates {
  readonly places: ReadonlyMap<string, string>;
  readonly read: Map<string, Part>;
}

const a4 = [0, 0, 210, 297];

/**
 * An OFD (GB/T 33190-2016) to paragraphs and tables by the places of its text: OFD.xml names the documents (§7.4), a document
 * its pages and templates (§7.5), a page its objects (§7.7). Annotations, stamps and pictures are not read. Stops on scans.
 */
export function readOfd(archive: Archive): SourceDocument {
  const root = readPart(archive, 'OFD.xml');
  const pages: PageContent[] = [];
  let signs = 0;
  for (const body of childrenOf(root.root, 'ofd:DocBody')) {
    const target = childOf(body, 'ofd:DocRoot');
    if (!target) continue;
    const document = readPart(archive, resolveTarget('', textOf(target).trim()));
    for (const page of readDocumentPages(archive, document)) {
      pages.push(page);
      signs += page.runs.reduce((sum, run) => sum + run.text.length, 0);
      if (signs > limits.characters) stop('formats.too-much-text', { limit: limits.characters });
      if (pages.length > limits.pages) stop('formats.too-many-pages', { limit: limits.pages });
    }
  }
  if (pages.length === 0) stop('formats.ofd-broken', { part: 'OFD.xml' });
  return readPages(pages, 'ofd');
}

function readPart(archive: Archive, name: string): Part {
  const bytes = archive.read(name) ?? stop('formats.ofd-broken', { part: name });
  return { name, root: readXmlTree(bytes, name) };
}

function resolve(part: Part, target: string): string {
  return resolveTarget(part.name.slice(0, part.name.lastIndexOf('/') + 1), target);
}

function* readDocumentPages(archive: Archive, document: Part): Generator<PageContent> {
  const common = childOf(document.root, 'ofd:CommonData');
  const box = boxOf(common ? childOf(common, 'ofd:PageArea') : null) ?? a4;
  const templates: Templates = {
    places: new Map(
      (common ? childrenOf(common, 'ofd:TemplatePage') : []).map(({ attributes }) => [
        attributes.ID ?? '',
        resolve(document, attributes.BaseLoc ?? ''),
      ]),
    ),
    read: new Map(),
  };
  const list = childOf(document.root, 'ofd:Pages');
  for (const { attributes } of list ? childrenOf(list, 'ofd:Page') : []) {
    const page = readPart(archive, resolve(document, attributes.BaseLoc ?? ''));
    const reader = new PageReader(boxOf(childOf(page.root, 'ofd:Area')) ?? box);
    for (const { attributes: use } of childrenOf(page.root, 'ofd:Template')) {
      const template = templateOf(archive, templates, use.TemplateID ?? '');
      if (template) reader.addContent(template.root);
    }
    reader.addContent(page.root);
    yield reader.finish();
  }
}

function templateOf(archive: Archive, templates: Templates, id: string): Part | null {
  const name = templates.places.get(id);
  if (name === undefined || !archive.has(name)) return null;
  const known = templates.read.get(id) ?? readPart(archive, name);
  templates.read.set(id, known);
  return known;
}

/** x, y, width and height of a page in millimetres. */
function boxOf(area: XmlElement | null): number[] | null {
  const box = area ? childOf(area, 'ofd:PhysicalBox') : null;
  const numbers = box ? numbersOf(textOf(box)) : [];
  return numbers.length === 4 ? numbers : null;
}
