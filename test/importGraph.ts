/** Who imports whom: reads the imports of TypeScript sources and judges them by a table of rooms. */

export interface Import {
  /** As written: `../rng.ts`, `react`, `node:fs`. */
  readonly specifier: string;
  /** Vanishes in compilation: `import type`, or every name marked `type`. */
  readonly typeOnly: boolean;
}

/** What a room may import. A package stands for all its paths; `node:` for Node's own modules. */
export interface Rule {
  readonly rooms?: readonly string[];
  /** Rooms of which only types may be imported. */
  readonly types?: readonly string[];
  readonly packages?: readonly string[];
}

const STRING_OR_COMMENT =
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const WITH_NAMES = /^\s*(?:import|export)\s+(type\s)?([^'"`;()=]*?)\sfrom\s*['"]([^'"\s]+)['"]/gm;
const BARE = /^\s*import\s*['"]([^'"\s]+)['"]/gm;
const CALL = /\bimport\s*\(\s*['"]([^'"]+)['"]/g;
/** How a page names its worker's entry. */
const BY_ADDRESS = /\bnew\s+URL\(\s*['"]([^'"]+\.tsx?)['"]\s*,\s*import\.meta\.url/g;

/** All imports of a source: static, re-exported, dynamic, of types, and of workers by address. */
export function importsOf(source: string): Import[] {
  const code = source.replace(STRING_OR_COMMENT, (_, text: string | undefined) =>
    text === undefined ? ' ' : text.startsWith('`') ? '``' : text,
  );
  const found: Import[] = [];
  for (const [, keyword, names, specifier] of code.matchAll(WITH_NAMES)) {
    const listed = /^\s*\{([^}]*)\}\s*$/.exec(names!)?.[1];
    const each =
      listed
        ?.split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '') ?? [];
    const typeOnly =
      keyword !== undefined || (each.length > 0 && each.every((name) => name.startsWith('type ')));
    found.push({ specifier: specifier!, typeOnly });
  }
  for (const pattern of [BARE, CALL, BY_ADDRESS])
    for (const [, specifier] of code.matchAll(pattern))
      found.push({ specifier: specifier!, typeOnly: false });
  return found;
}

/** The room of a path such as `src/data/csv.ts` (data), `src/rng.ts` (rng), `workers/train.ts` (workers). */
export function roomOf(path: string): string {
  const [top, second = ''] = path.split('/');
  return top === 'src' ? second.replace(/\.(d\.)?[a-z]+$/, '') : (top ?? '');
}

/** `path` seen from the folder of `file`. */
function resolve(file: string, path: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Every import that the table does not allow, as "file imports specifier: reason". */
export function violations(
  sources: ReadonlyMap<string, string>,
  table: Readonly<Record<string, Rule>>,
): string[] {
  const found: string[] = [];
  for (const [file, source] of sources) {
    const room = roomOf(file);
    const rule = table[room];
    if (rule === undefined) {
      found.push(`${file}: the table has no room ${room}`);
      continue;
    }
    for (const { specifier, typeOnly } of importsOf(source)) {
      const refuse = (reason: string) => found.push(`${file} imports ${specifier}: ${reason}`);
      if (!specifier.startsWith('.')) {
        if (!rule.packages?.includes(packageOf(specifier)))
          refuse(`${room} may not use ${packageOf(specifier)}`);
        continue;
      }
      const target = resolve(file, specifier.replace(/\?.*$/, ''));
      const other = roomOf(target);
      // Styles and other assets belong to who imports them.
      if (!/\.(tsx?|mjs)$/.test(target) && !/\.(css|svg|wasm|wgsl)$/.test(target))
        refuse('the ending is missing');
      else if (/\.(tsx?|mjs)$/.test(target) && !sources.has(target))
        refuse('there is no such file');
      else if (other === room || rule.rooms?.includes(other)) continue;
      else if (rule.types?.includes(other)) {
        if (!typeOnly) refuse(`${room} may import only types of ${other}`);
      } else refuse(`${room} may not import ${other}`);
    }
  }
  return found;
}

/** The cycles among files, each once, as paths that end where they begin. Imports of types count too. */
export function cycles(sources: ReadonlyMap<string, string>): string[][] {
  const found: string[][] = [];
  const finished = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string) => {
    if (finished.has(file)) return;
    const at = trail.indexOf(file);
    if (at >= 0) {
      found.push([...trail.slice(at), file]);
      return;
    }
    trail.push(file);
    for (const { specifier } of importsOf(sources.get(file) ?? ''))
      if (specifier.startsWith('.')) visit(resolve(file, specifier));
    trail.pop();
    finished.add(file);
  };
  for (const file of sources.keys()) visit(file);
  return found;
}
