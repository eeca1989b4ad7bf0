import { describe, expect, test } from 'vitest';
import type { RunData } from '../../../src/protocol.ts';
import {
  fromRunFile,
  isRunFile,
  RunFileError,
  toRunFile,
} from '../../../src/state/library/runFile.ts';
import { fromZip, type Member, toZip } from '../../../src/state/library/zip.ts';
import { sampleRun } from './sampleRun.ts';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const text = (content: string) => new TextEncoder().encode(content);

const hand: RunData = {
  kind: 'hand',
  seed: 4,
  lines: [[{ x: [1, 2], y: [3, 4], t: [0, 16], pressure: [0.5, 0.6] }]],
};

async function changed(change: (members: Map<string, Member>) => void): Promise<Blob> {
  const whole = fromZip(await bytesOf(await toRunFile(sampleRun('a', 3))));
  const members = new Map(whole.map((member) => [member.name, member]));
  change(members);
  return toZip([...members.values()]);
}

function withJson(members: Map<string, Member>, name: string, change: (json: object) => unknown) {
  const json = JSON.parse(new TextDecoder().decode(members.get(name)!.bytes)) as object;
  members.set(name, { name, bytes: text(JSON.stringify(change(json))) });
}

describe('a run as a file', () => {
  test('comes back with experiment, weights, figures, drawings and files', async () => {
    const drawing = { strokes: [{ x: [5], y: [6] }], sampled: true };
    const run = sampleRun('a', 7, { name: 'Mine & yours' }, { drawing, data: hand });
    const blob = await toRunFile(run);
    expect(await isRunFile(blob)).toBe(true);
    const { entry, body } = await fromRunFile(blob);
    expect(body).toEqual(run.body);
    const { id: _, owner: __, bytes: ___, ...told } = run.entry;
    expect(entry).toEqual({ ...told, kept: true });
    expect(await bytesOf(await toRunFile({ ...run, body }))).toEqual(await bytesOf(blob));
  });

  test('comes back with the files it was trained on, whatever their names', async () => {
    const names = ['../../etc/passwd', '<img src=x onerror=alert(1)>.csv'];
    const files = names.map((name, i) => ({ name, blob: new Blob([`t\n${i}\n`]) }));
    const run = sampleRun('a', 7, {}, { data: { kind: 'files', files } });
    const { body } = await fromRunFile(await toRunFile(run));
    if (body.data?.kind !== 'files') throw new Error('no files');
    expect(body.data.files.map(({ name }) => name)).toEqual(names);
    expect(await body.data.files[1]!.blob.text()).toBe('t\n1\n');
  });

  test('whose members lie over each other is refused before they are more than the file has', async () => {
    const name = 'a';
    const bytes = new Uint8Array(1e6);
    const whole = await bytesOf(toZip([{ name, bytes }]));
    const directory = whole.length - 22 - 47;
    const times = 60_000;
    const bomb = new Uint8Array(directory + 47 * times + 22);
    bomb.set(whole.subarray(0, directory));
    const entry = whole.subarray(directory, directory + 47);
    for (let i = 0; i < times; i++) bomb.set(entry, directory + 47 * i);
    bomb.set(whole.subarray(-22), bomb.length - 22);
    new DataView(bomb.buffer).setUint16(bomb.length - 12, times, true);
    expect(() => fromZip(bomb)).toThrow('lie over each other');
  });

  test('is found damaged wherever one bit of a member is another', async () => {
    const whole = await bytesOf(await toRunFile(sampleRun('a', 3)));
    for (let at = 40; at < whole.length; at += Math.floor(whole.length / 200)) {
      const damaged = whole.slice();
      damaged[at]! ^= 1 << (at % 8);
      const read = await fromRunFile(new Blob([damaged])).catch((error: unknown) => error);
      // Bits no reader looks at (dates, versions) may differ; then the run is the same.
      if (read instanceof Error) expect(read, `byte ${at}`).toBeInstanceOf(RunFileError);
      else expect(read).toEqual(await fromRunFile(new Blob([whole])));
    }
  });

  test.each<[string, () => Promise<Blob>, RegExp]>([
    ['is empty', async () => new Blob([]), /cut off, or no zip/],
    ['is cut off', async () => (await toRunFile(sampleRun('a', 3))).slice(0, -9), /cut off/],
    [
      'is another zip file',
      async () => toZip([{ name: 'a', bytes: text('b') }]),
      /run\.json is missing/,
    ],
    [
      'is of a later version',
      () => changed((members) => withJson(members, 'run.json', (run) => ({ ...run, version: 2 }))),
      /run of version 2: this build reads version 1/,
    ],
    [
      'has an experiment that is none',
      () =>
        changed((members) => withJson(members, 'run.json', (run) => ({ ...run, experiment: {} }))),
      /not an experiment: version is undefined/,
    ],
    [
      'has no checkpoint',
      () => changed((members) => members.delete('checkpoint.safetensors')),
      /checkpoint\.safetensors is missing/,
    ],
    [
      'has text among its figures',
      () => changed((members) => withJson(members, 'metrics.json', () => ({ curves: { a: 'x' } }))),
      /a curve should be an object/,
    ],
    [
      'reaches for what all objects share',
      () =>
        changed((members) =>
          members.set('metrics.json', {
            name: 'metrics.json',
            bytes: text('{"curves":{"__proto__":{}}}'),
          }),
        ),
      /key __proto__, which is refused/,
    ],
    [
      'has a drawing that is none',
      () => changed((members) => withJson(members, 'drawings.json', () => ({ hand: { seed: 1 } }))),
      /the hand in it has no lines/,
    ],
  ])('that %s is refused with words', async (_what, make, message) => {
    const reading = fromRunFile(await make());
    await expect(reading).rejects.toThrow(RunFileError);
    await expect(reading).rejects.toThrow(message);
  });

  test('that was packed by another tool is refused: nothing here unpacks to more than it has', async () => {
    const bytes = await bytesOf(toZip([{ name: 'run.json', bytes: text('{}') }]));
    const central = bytes.length - 22 - 46 - 'run.json'.length;
    bytes[central + 10] = 8; // deflate
    await expect(fromRunFile(new Blob([bytes]))).rejects.toThrow(/run\.json in it is packed/);
  });

  test('is told from other files by its first bytes', async () => {
    expect(await isRunFile(new Blob(['PK\u0003\u0004']))).toBe(false);
    expect(await isRunFile(toZip([{ name: 'run.txt', bytes: text('') }]))).toBe(false);
  });
});
