/**
 * KaTeX's style sheet names every font in three formats, forty files and a megabyte that no browser able to run this
 * page would ask for. Here it names woff2 alone, as files: as data within the style sheet the page's policy refuses them.
 */
import type { Plugin } from 'vite';

export function mathFonts(): Plugin {
  return {
    name: 'math-fonts',
    enforce: 'pre',
    transform: (code, id) =>
      id.includes('katex.min.css') ? { code: code.replace(OLDER, ''), map: null } : null,
  };
}

const OLDER = /,url\([^)]+\.(?:woff|ttf)\) format\("(?:woff|truetype)"\)/g;

/** For vite's `build.assetsInlineLimit`: what is false stays a file, else vite decides. */
export function isInlined(path: string): false | undefined {
  return path.endsWith('.woff2') ? false : undefined;
}
