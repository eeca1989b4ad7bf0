import { test } from 'vitest';
import { fromRunFile, RunFileError, toRunFile } from '../../src/state/library/runFile.ts';
import { fromZip, toZip } from '../../src/state/library/zip.ts';
import { sampleRun } from '../state/library/sampleRun.ts';
import { survives } from './trial.ts';

const drawing = { strokes: [{ x: [5, 6], y: [6, 7] }], sampled: true };
const whole = new Uint8Array(
  await (await toRunFile(sampleRun('a', 7, { name: 'Mine' }, { drawing }))).arrayBuffer(),
);
const isRefusal = (error: unknown) => error instanceof RunFileError;

test('run file: 10,000 mutated files are read or refused', async () => {
  await survives({
    name: 'run file',
    // The checksums of its members find nearly every change.
    files: [whole],
    read: (bytes) => fromRunFile(new Blob([bytes])),
    isRefusal,
    fewestRead: 0.005,
  });
});

/** Between the members where they are mutated together. */
const BETWEEN = 30;

test('run file: 10,000 mutations of what its members say, behind their checksums', async () => {
  const members = fromZip(whole);
  const texts = members.filter(({ name }) => name.endsWith('.json'));
  const joined = texts.flatMap(({ bytes }) => [...bytes, BETWEEN]);
  await survives({
    name: 'run file, members',
    files: [Uint8Array.from(joined)],
    read: async (bytes) => {
      const changed = new Map(members.map((member) => [member.name, member]));
      let from = 0;
      for (const { name } of texts) {
        const end = bytes.indexOf(BETWEEN, from);
        const to = end < 0 ? bytes.length : end;
        changed.set(name, { name, bytes: bytes.slice(from, to) });
        from = to + 1;
      }
      await fromRunFile(toZip([...changed.values()]));
    },
    isRefusal,
  });
});
