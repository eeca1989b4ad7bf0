/**
 * The elements of an XML file, one after the other, with their places: as much of XML as files of ink need. A page's
 * worker has no DOM, and a general parser would refuse no less and name places less well.
 */
import { ImportError } from '../importError.ts';

const TAG = /<(\/?)(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g;

export interface XmlTag {
  /** Without its namespace. */
  readonly name: string;
  readonly parent: XmlTag | null;
  /** The value of an attribute as it is written; undefined where there is none. */
  attribute(name: string): string | undefined;
  /** What stands between this tag and the next. */
  readonly text: string;
  /** "f.xml, line 12" */
  where(): string;
}

/** True where text begins like XML. */
export function isXml(text: string): boolean {
  return /^\uFEFF?\s*</.test(text);
}

/** Name of the outermost element; empty where there is none. */
export function xmlRoot(text: string): string {
  return stripped(text).matchAll(TAG).next().value?.[2] ?? '';
}

/** Opening tags in order. Throws an ImportError where tags cross, cannot be read, or are not closed. */
export function* xmlTags(text: string, fileName: string): Generator<XmlTag, void> {
  const whereAt = (index: number) => `${fileName}, line ${text.slice(0, index).split('\n').length}`;
  const content = stripped(text);
  const found = [...content.matchAll(TAG)];
  if (found.length === 0) throw new ImportError(`${fileName} holds no XML element`);
  let open: XmlTag | null = null;
  for (const [
    i,
    { 0: tag, 1: closing, 2: name = '', 3: attributes = '', index },
  ] of found.entries()) {
    const end = index + tag.length;
    const between = content.slice(end, found[i + 1]?.index);
    const broken = between.indexOf('<');
    if (broken >= 0 && i + 1 < found.length)
      throw new ImportError(`${whereAt(end + broken)}: a tag that cannot be read`);
    if (closing === '/') {
      if (open?.name !== name)
        throw new ImportError(
          `${whereAt(index)}: </${name}> closes ${open === null ? 'nothing' : `<${open.name}>`}`,
        );
      open = open.parent;
      continue;
    }
    const opened: XmlTag = {
      name,
      parent: open,
      attribute: (wanted) => attributeOf(attributes, wanted),
      text: between,
      where: () => whereAt(index),
    };
    yield opened;
    if (!tag.endsWith('/>')) open = opened;
  }
  if (open !== null)
    throw new ImportError(`${fileName} is cut off: <${open.name}> is never closed`);
}

/** Comments, declarations and character data blanked out, so that places stay where they are. */
function stripped(text: string): string {
  return text.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[?!][^>]*>/g, (found) =>
    found.replace(/[^\n]/g, ' '),
  );
}

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found?.[1] ?? found?.[2];
}
