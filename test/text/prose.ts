/** What a source says to people: text between tags, what stands in attributes that are read, strings of several words. */
import { parseSync } from 'vite';

/** Attributes whose single word is read, and those whose several words are not. */
const READ = new Set([
  'aria-label',
  'title',
  'alt',
  'label',
  'placeholder',
  'summary',
  'unit',
  'note',
]);
const UNREAD = new Set([
  ...['className', 'id', 'd', 'type', 'key', 'points', 'transform', 'viewBox', 'style', 'sizes'],
  ...['fontFamily', 'strokeDasharray', 'preserveAspectRatio', 'aria-describedby', 'aria-controls'],
]);
/** Queries and lengths of CSS, and paths of SVG. */
const CSS = /^\(prefers-|\dpx\b|^…px\b|^M\d/;
const SEVERAL_WORDS = /\p{L}{2,}[^\p{L}]*\s.*\p{L}|\p{L}\S*\s.*\p{L}{2,}/u;

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

export function proseOf(file: string, source: string): string[] {
  const found: string[] = [];
  visit(parseSync(file, source).program, null);
  return found;

  function visit(value: unknown, attribute: string | null): void {
    if (Array.isArray(value)) for (const item of value) visit(item, attribute);
    if (!isNode(value) || isSilent(value)) return;
    const inside = value.type === 'JSXAttribute' ? attributeName(value) : attribute;
    if (inside !== null && UNREAD.has(inside)) return;
    const text = textOf(value)?.trim() ?? '';
    const isBetweenTags = value.type === 'JSXText';
    const isRead =
      isBetweenTags || (inside !== null && READ.has(inside)) || SEVERAL_WORDS.test(text);
    if (isRead && /\p{L}{2}/u.test(text) && !CSS.test(text)) found.push(text.replace(/\s+/g, ' '));
    for (const [field, child] of Object.entries(value))
      if (field !== 'parent') visit(child, inside);
  }
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string'
  );
}

/** Imports, types, what a programmer reads in a stack trace, and CSS selectors. */
function isSilent(node: Node): boolean {
  if (
    /^(Import|ExportAll|TS(?!AsExpression|SatisfiesExpression|NonNullExpression))/.test(node.type)
  )
    return true;
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false;
  const { name, property } = node['callee'] as { name?: string; property?: { name?: string } };
  return /^(Error|RangeError|TypeError|URL|RegExp|querySelector(All)?|matchMedia|closest|postMessage)$/.test(
    name ?? property?.name ?? '',
  );
}

function attributeName({ name }: Node): string | null {
  const text = (name as { name?: unknown }).name;
  return typeof text === 'string' ? text : null;
}

function textOf(node: Node): string | null {
  if (node.type === 'JSXText') return node['value'] as string;
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : null;
  if (node.type !== 'TemplateLiteral') return null;
  const quasis = node['quasis'] as { value: { cooked: string } }[];
  return quasis.map(({ value }) => value.cooked).join('…');
}
