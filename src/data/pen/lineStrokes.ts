/** A line of IAM-OnDB: WhiteboardCaptureSession > StrokeSet > Stroke > Point with x, y and time. */

import { importXmlText } from '../../text/en/importXml.ts';
import { ImportError } from '../importError.ts';
import type { Stroke } from './ink.ts';
import { type XmlTag, xmlTags } from './xmlTags.ts';

/** The strokes of one line. Throws an ImportError that names the line of the file. */
export function parseLineStrokes(text: string, fileName: string): Stroke[] {
  const strokes: { x: number[]; y: number[] }[] = [];
  for (const tag of xmlTags(text, fileName)) {
    if (tag.parent === null && tag.name !== 'WhiteboardCaptureSession')
      throw new ImportError(importXmlText().notLineStrokes(tag.where(), tag.name));
    if (tag.name === 'Stroke') strokes.push({ x: [], y: [] });
    if (tag.name !== 'Point') continue;
    const stroke = strokes.at(-1);
    if (stroke === undefined || tag.parent?.name !== 'Stroke')
      throw new ImportError(importXmlText().pointOutside(tag.where()));
    stroke.x.push(coordinate(tag, 'x'));
    stroke.y.push(coordinate(tag, 'y'));
  }
  const written = strokes.filter(({ x }) => x.length > 0);
  if (written.length === 0) throw new ImportError(importXmlText().noPoint(fileName));
  return written;
}

function coordinate(point: XmlTag, axis: 'x' | 'y'): number {
  const written = point.attribute(axis);
  if (written === undefined)
    throw new ImportError(importXmlText().pointWithout(point.where(), axis));
  if (!/^\s*[+-]?\d+(\.\d+)?\s*$/.test(written))
    throw new ImportError(importXmlText().notNumber(point.where(), axis, written.slice(0, 40)));
  return Number(written);
}
