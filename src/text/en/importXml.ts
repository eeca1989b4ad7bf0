/** Why files of XML (lineStrokes, InkML, SVG) were refused. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

/** `where` is a file and a line of it; what a file holds comes as it is written there. */
const IMPORT_XML = {
  noElement: (file: string) => `${file} holds no XML element`,
  badTag: (where: string) => `${where}: a tag that cannot be read`,
  closesNothing: (where: string, name: string) => `${where}: </${name}> closes nothing`,
  closesOther: (where: string, name: string, open: string) =>
    `${where}: </${name}> closes <${open}>`,
  deep: (where: string, most: number) =>
    `${where}: elements inside each other more than ${most} deep`,
  neverClosed: (file: string, name: string) => `${file} is cut off: <${name}> is never closed`,
  notLineStrokes: (where: string, root: string) =>
    `${where}: the file is <${root}>, not <WhiteboardCaptureSession>: expected a file of lineStrokes of IAM-OnDB, <ink> or <svg>`,
  pointOutside: (where: string) => `${where}: a <Point> outside any <Stroke>`,
  noPoint: (file: string) => `${file} holds no <Point>: expected the strokes of a line`,
  pointWithout: (where: string, axis: string) => `${where}: a <Point> without ${axis}`,
  notNumber: (where: string, axis: string, found: string) =>
    `${where}: ${axis} is "${found}": expected a number`,
  secondFormat: (where: string) => `${where}: a second <traceFormat>: files of one format are read`,
  noTrace: (file: string) => `${file} holds no <trace>: expected ink`,
  noAxes: (where: string, channels: string) =>
    `${where}: its <traceFormat> has the channels ${channels}: expected X and Y among them`,
  tracePoint: (where: string, trace: number, point: number) =>
    `${where}, trace ${trace}, point ${point}`,
  fewValues: (where: string, written: string, found: number, channels: string) =>
    `${where}: "${written}" has ${found} values: expected ${channels}`,
  noValue: (where: string, written: string) =>
    `${where}: "${written}" is no value: expected numbers`,
  notSvg: (where: string, root: string) => `${where}: the file is <${root}>: expected <svg>`,
  nothingDrawn: (file: string) =>
    `${file} holds no <path>, <polyline>, <polygon> or <line> that is drawn: expected strokes`,
  tooManyPoints: (where: string, most: string) =>
    `${where}: more than ${most} points: larger drawings are not read`,
  badTransform: (where: string, written: string) =>
    `${where}: transform "${written}" cannot be read: expected matrix, translate, scale, rotate, skewX or skewY with numbers`,
  badPath: (where: string, element: string, why: string) => `${where}: <${element}>: ${why}`,
  longPath: (characters: number) => `${characters} characters of path data are more than are read`,
  unreadablePath: (why: string) => `the path cannot be read (${why})`,
  infinitePath: 'a number of the path is not finite',
};

export type ImportXmlText = Words<typeof IMPORT_XML>;
export const importXmlText = section('importXml', IMPORT_XML);
