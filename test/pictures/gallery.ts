/** `docs/gallery.md`: the pictures that the page is compared with, with their captions. */
import { fileOf, LOOKS, RUNS, type Scene } from './scenes.ts';

const [LIGHT, DARK, ...NARROW] = LOOKS;

export function galleryPage(): string {
  return `# Gallery

Every tab and every chart of the page, as \`npm test\` compares them with the page as it is: from stored runs
(\`test/pictures/stored/\`), on WebAssembly, to the pixel but for a thousandth of them. Renewed by \`npm run pictures\`; the
captions stand in \`test/pictures/scenes.ts\`. The wide pictures follow the theme of who looks at them.
${RUNS.map((run) => `\n## ${run.title}\n${run.scenes.map(entry).join('')}`).join('')}`;
}

function entry(scene: Scene): string {
  const at = (look: (typeof LOOKS)[number]) => `gallery/${fileOf(scene, look)}`;
  const links = NARROW.map((look) => `[390 pixels wide, ${look.colours}](${at(look)})`).join(', ');
  return `
${scene.caption} ${links}.

<picture>
  <source media="(prefers-color-scheme: dark)" srcset="${at(DARK)}">
  <img src="${at(LIGHT)}" alt="${scene.caption}">
</picture>
`;
}
