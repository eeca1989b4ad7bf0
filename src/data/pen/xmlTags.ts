/**
 * The elements of an XML file, one after the other, with their places: as much of XML as files of ink need. A page's
 * worker has no DOM, and a general parser would refuse no less and name places less well.
 */

import { importFilesText } from '../../text/en/importFiles.ts';
import { importXmlText } from '../../text/en/importXml.ts';
import { ImportError } from '../importError.ts';

/** A closing sign and a name without its namespace. */
const NAME = /^(\/?)(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)/;
/** Elements inside each other: ample for ink, and so whatever looks up the parents of each is quick. */
const MAX_DEPTH = 100;

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
  return nextTag(stripped(text), 0)?.name ?? '';
}

/** Opening tags in order. Throws an ImportError where tags cross, cannot be read, lie too deep, or are not closed. */
export function* xmlTags(text: string, fileName: string): Generator<XmlTag, void> {
  const whereAt = (index: number) =>
    importFilesText().line(fileName, text.slice(0, index).split('\n').length);
  const content = stripped(text);
  let found = nextTag(content, 0);
  if (found === null) throw new ImportError(importXmlText().noElement(fileName));
  let open: XmlTag | null = null;
  let depth = 0;
  while (found !== null) {
    const { name, closing, attributes, start, end }: FoundTag = found;
    if (name === '') throw new ImportError(importXmlText().badTag(whereAt(start)));
    found = nextTag(content, end);
    if (closing) {
      if (open === null)
        throw new ImportError(importXmlText().closesNothing(whereAt(start), shorten(name)));
      if (open.name !== name)
        throw new ImportError(
          importXmlText().closesOther(whereAt(start), shorten(name), shorten(open.name)),
        );
      open = open.parent;
      depth--;
      continue;
    }
    const opened: XmlTag = {
      name,
      parent: open,
      attribute: (wanted) => attributeOf(attributes, wanted),
      text: content.slice(end, found?.start),
      where: () => whereAt(start),
    };
    yield opened;
    if (attributes.endsWith('/')) continue;
    open = opened;
    depth++;
    if (depth > MAX_DEPTH) throw new ImportError(importXmlText().deep(whereAt(start), MAX_DEPTH));
  }
  if (open !== null)
    throw new ImportError(importXmlText().neverClosed(fileName, shorten(open.name)));
}

interface FoundTag {
  /** Empty where it cannot be read. */
  readonly name: string;
  readonly closing: boolean;
  /** All that follows the name. */
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
}

/** The first tag from `from` on; null where there is none, or the file ends within it. Looks at each sign once. */
function nextTag(content: string, from: number): FoundTag | null {
  const start = content.indexOf('<', from);
  if (start < 0) return null;
  for (let at = start + 1; at < content.length; at++) {
    const sign = content[at];
    if (sign === '"' || sign === "'") {
      at = content.indexOf(sign, at + 1);
      if (at < 0) break;
    }
    if (sign === '<') break;
    if (sign !== '>') continue;
    const inside = content.slice(start + 1, at);
    const [all = '', slash = '', name = ''] = NAME.exec(inside) ?? [];
    const attributes = inside.slice(all.length);
    return { name, closing: slash === '/', attributes, start, end: at + 1 };
  }
  const isLast = content.indexOf('<', start + 1) < 0;
  return isLast ? null : { name: '', closing: false, attributes: '', start, end: start + 1 };
}

/** Comments, declarations and character data blanked out, so that places stay where they are. */
function stripped(text: string): string {
  const parts: string[] = [];
  let kept = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (text[at + 1] !== '!' && text[at + 1] !== '?') continue;
    const mark = text.startsWith('<!--', at)
      ? '-->'
      : text.startsWith('<![CDATA[', at)
        ? ']]>'
        : '>';
    const end = text.indexOf(mark, at + 2);
    if (end < 0) break; // never closed, and neither is anything after it
    parts.push(text.slice(kept, at), text.slice(at, end + mark.length).replace(/[^\n]/g, ' '));
    kept = end + mark.length;
    at = kept - 1;
  }
  return parts.join('') + text.slice(kept);
}

function shorten(name: string): string {
  return name.length > 40 ? `${name.slice(0, 37)}...` : name;
}

function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found?.[1] ?? found?.[2];
}
