/**
 * InkML (www.w3.org/TR/InkML): traces of points, channel by channel, each value explicit, a first difference (') or a
 * second one ("). Read are X and Y; y grows downwards, as in the files of most tools.
 */

import { importXmlText } from '../../text/en/importXml.ts';
import { ImportError } from '../importError.ts';
import type { Stroke } from './ink.ts';
import { type XmlTag, xmlTags } from './xmlTags.ts';

const VALUE = /([!'"]?)\s*(#[\dA-Fa-f]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[*?TF])\s*/y;

/**
 * The strokes of each outermost traceGroup, and of the traces outside of any. Hovering traces (type="penUp") are left
 * out. Throws an ImportError that names the line of the file, the trace and the point.
 */
export function parseInkMl(text: string, fileName: string): Stroke[][] {
  const groups = new Map<XmlTag, Stroke[]>();
  const channels: string[] = [];
  let format: XmlTag | null = null;
  let traces = 0;
  for (const tag of xmlTags(text, fileName)) {
    if (tag.name === 'channel' && tag.parent?.name === 'traceFormat') {
      if (format !== null && format !== tag.parent)
        throw new ImportError(importXmlText().secondFormat(tag.parent.where()));
      format = tag.parent;
      channels.push(tag.attribute('name') ?? '');
    }
    if (tag.name !== 'trace') continue;
    traces++;
    if (tag.attribute('type') === 'penUp') continue;
    const place = groupOf(tag);
    const strokes = groups.get(place) ?? [];
    groups.set(place, strokes);
    strokes.push(strokeOf(tag, traces, channels.length === 0 ? ['X', 'Y'] : channels));
  }
  if (groups.size === 0) throw new ImportError(importXmlText().noTrace(fileName));
  return [...groups.values()];
}

/** The outermost traceGroup around a trace, else the root. */
function groupOf(trace: XmlTag): XmlTag {
  let group: XmlTag = trace;
  for (let tag = trace.parent; tag !== null; tag = tag.parent)
    if (tag.name === 'traceGroup' || tag.parent === null) {
      if (tag.name === 'traceGroup' || group.name !== 'traceGroup') group = tag;
    }
  return group;
}

function strokeOf(trace: XmlTag, number: number, channels: readonly string[]): Stroke {
  const [atX, atY] = [channels.indexOf('X'), channels.indexOf('Y')];
  if (atX < 0 || atY < 0)
    throw new ImportError(importXmlText().noAxes(trace.where(), channels.join(', ')));
  const stroke = { x: [] as number[], y: [] as number[] };
  const state = channels.map(() => ({ order: '!', value: Number.NaN, change: 0 }));
  for (const [i, written] of trace.text.split(',').entries()) {
    const where = () => importXmlText().tracePoint(trace.where(), number, i + 1);
    const values = valuesOf(written.trim(), where);
    if (values.length < channels.length)
      throw new ImportError(
        importXmlText().fewValues(
          where(),
          written.trim().slice(0, 40),
          values.length,
          channels.join(', '),
        ),
      );
    channels.forEach((_, c) => {
      const channel = state[c]!;
      const [qualifier, value] = values[c]!;
      if (qualifier !== '') channel.order = qualifier;
      if (value === '*') channel.value += channel.change = 0;
      else advance(channel, Number(value.replace('#', '0x')));
    });
    for (const [axis, at] of [
      ['x', atX],
      ['y', atY],
    ] as const) {
      const { value } = state[at]!;
      if (!Number.isFinite(value))
        throw new ImportError(importXmlText().notNumber(where(), axis, values[at]!.join('')));
      stroke[axis].push(value);
    }
  }
  return stroke;
}

interface Channel {
  /** How values are meant until another sign comes: "!" as they are, "'" changes, '"' changes of the change. */
  order: string;
  value: number;
  change: number;
}

function advance(channel: Channel, written: number): void {
  const before = channel.value;
  if (channel.order === '"') channel.change += written;
  if (channel.order === "'") channel.change = written;
  channel.value = channel.order === '!' ? written : before + channel.change;
  if (channel.order === '!' && Number.isFinite(before)) channel.change = written - before;
}

/** Pairs of sign and value. */
function valuesOf(point: string, where: () => string): [sign: string, value: string][] {
  const values: [string, string][] = [];
  VALUE.lastIndex = 0;
  while (VALUE.lastIndex < point.length) {
    const at = VALUE.lastIndex;
    const found = VALUE.exec(point);
    if (found === null)
      throw new ImportError(importXmlText().noValue(where(), point.slice(at, at + 40)));
    values.push([found[1]!, found[2]!]);
  }
  return values;
}
