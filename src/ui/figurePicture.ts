/**
 * A figure of the page as a picture that stands alone. Its parts are taken where they lie: charts as vectors
 * with the styles CSS gave them, canvases as embedded images, words as text, lines of layout as lines.
 */
const SVG = 'http://www.w3.org/2000/svg';
const MARGIN = 12;
const PNG_SCALE = 2;

/** What CSS may have decided about a shape of a chart. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linejoin',
  'opacity',
  'vector-effect',
  'font-size',
  'font-family',
  'font-weight',
  'text-anchor',
] as const;

export function figureSvg(figure: HTMLElement): string {
  const frame = figure.getBoundingClientRect();
  const width = Math.ceil(frame.width) + 2 * MARGIN;
  const height = Math.ceil(frame.height) + 2 * MARGIN;
  const root = document.createElementNS(SVG, 'svg');
  root.setAttribute('xmlns', SVG);
  root.setAttribute('width', String(width));
  root.setAttribute('height', String(height));
  root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  const ground = document.createElementNS(SVG, 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', panelColour());
  root.append(ground);
  const place = (rect: DOMRect) => ({
    x: rect.left - frame.left + MARGIN,
    y: rect.top - frame.top + MARGIN,
  });
  take(figure, root, place);
  return new XMLSerializer().serializeToString(root);
}

export async function figurePng(figure: HTMLElement): Promise<Blob> {
  const svg = figureSvg(figure);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * PNG_SCALE;
  canvas.height = image.height * PNG_SCALE;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the browser has no canvas to draw on');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('the canvas gave no picture')) : resolve(blob)),
      'image/png',
    ),
  );
}

/** The ground of panels as CSS resolves it now. */
function panelColour(): string {
  const panel = document.querySelector('.panel');
  return panel === null ? 'white' : getComputedStyle(panel).backgroundColor;
}

type Place = (rect: DOMRect) => { x: number; y: number };

function take(node: Node, root: SVGSVGElement, place: Place): void {
  for (const child of node.childNodes) {
    if (child instanceof Text) takeText(child, root, place);
    else if (child instanceof HTMLCanvasElement) takeCanvas(child, root, place);
    else if (child instanceof SVGSVGElement) takeChart(child, root, place);
    else if (child instanceof HTMLElement && isShown(child)) {
      takeBorders(child, root, place);
      take(child, root, place);
    }
  }
}

function isShown(element: HTMLElement): boolean {
  return !('noPicture' in element.dataset) && !element.classList.contains('visually-hidden');
}

function takeText(text: Text, root: SVGSVGElement, place: Place): void {
  const words = text.data.replaceAll(/\s+/g, ' ');
  const parent = text.parentElement;
  if (words.trim() === '' || parent === null) return;
  const style = getComputedStyle(parent);
  for (const line of linesOf(text)) {
    const { x, y } = place(line.rect);
    const element = document.createElementNS(SVG, 'text');
    element.setAttribute('x', String(x));
    element.setAttribute('y', String(y + line.rect.height / 2));
    element.setAttribute('dominant-baseline', 'central');
    element.setAttribute('fill', style.color);
    element.setAttribute('font-size', style.fontSize);
    element.setAttribute('font-family', style.fontFamily);
    element.setAttribute('font-weight', style.fontWeight);
    if (style.letterSpacing !== 'normal')
      element.setAttribute('letter-spacing', style.letterSpacing);
    element.textContent =
      style.textTransform === 'uppercase' ? line.words.toUpperCase() : line.words;
    root.append(element);
  }
}

/** A text broken over lines, as the browser broke it. */
function linesOf(text: Text): { words: string; rect: DOMRect }[] {
  const lines: { words: string; rect: DOMRect }[] = [];
  const range = document.createRange();
  for (const match of text.data.matchAll(/\S+/g)) {
    range.setStart(text, match.index);
    range.setEnd(text, match.index + match[0].length);
    const rect = range.getBoundingClientRect();
    const line = lines[lines.length - 1];
    if (line !== undefined && Math.abs(line.rect.top - rect.top) < 2) line.words += ` ${match[0]}`;
    else lines.push({ words: match[0], rect });
  }
  return lines;
}

function takeCanvas(canvas: HTMLCanvasElement, root: SVGSVGElement, place: Place): void {
  const rect = canvas.getBoundingClientRect();
  const { x, y } = place(rect);
  const image = document.createElementNS(SVG, 'image');
  setBox(image, x, y, rect);
  image.setAttribute('preserveAspectRatio', 'none');
  if (getComputedStyle(canvas).imageRendering === 'pixelated')
    image.style.imageRendering = 'pixelated';
  image.setAttribute('href', canvas.toDataURL('image/png'));
  root.append(image);
}

function takeChart(chart: SVGSVGElement, root: SVGSVGElement, place: Place): void {
  const rect = chart.getBoundingClientRect();
  const { x, y } = place(rect);
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const originals = [chart, ...chart.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  originals.forEach((original, index) => {
    const style = getComputedStyle(original);
    const target = copies[index];
    if (target === undefined) return;
    target.removeAttribute('class');
    target.removeAttribute('style');
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value !== '') target.setAttribute(name, value);
    }
  });
  setBox(copy, x, y, rect);
  root.append(copy);
}

function takeBorders(element: HTMLElement, root: SVGSVGElement, place: Place): void {
  const style = getComputedStyle(element);
  const rect = element.getBoundingClientRect();
  const { x, y } = place(rect);
  const wide = Number.parseFloat(style.borderTopWidth) > 0;
  const left = Number.parseFloat(style.borderLeftWidth) > 0;
  if (!wide && !left) return;
  const box = document.createElementNS(SVG, wide ? 'rect' : 'line');
  if (wide) {
    setBox(box, x + 0.5, y + 0.5, { width: rect.width - 1, height: rect.height - 1 });
    box.setAttribute('rx', style.borderTopLeftRadius.replace(/[^\d.].*$/, ''));
    const clear = style.backgroundColor === 'rgba(0, 0, 0, 0)';
    box.setAttribute('fill', clear ? 'none' : style.backgroundColor);
    box.setAttribute('stroke', style.borderTopColor);
  } else {
    box.setAttribute('x1', String(x));
    box.setAttribute('x2', String(x));
    box.setAttribute('y1', String(y));
    box.setAttribute('y2', String(y + rect.height));
    box.setAttribute('stroke', style.borderLeftColor);
    box.setAttribute('stroke-width', style.borderLeftWidth);
  }
  root.append(box);
}

function setBox(
  element: Element,
  x: number,
  y: number,
  { width, height }: { width: number; height: number },
): void {
  element.setAttribute('x', String(x));
  element.setAttribute('y', String(y));
  element.setAttribute('width', String(width));
  element.setAttribute('height', String(height));
}
