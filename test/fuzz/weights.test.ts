import { test } from 'vitest';
import { presetNamed } from '../../src/config/presets.ts';
import { crc32 } from '../../src/crc32.ts';
import { CheckpointError, fromCheckpoint, toCheckpoint } from '../../src/train/checkpoint.ts';
import {
  fromSafetensors,
  metadataOf,
  type TensorList,
  toSafetensors,
  WeightsError,
} from '../../src/train/safetensors.ts';
import { survives } from './trial.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const numbers = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i));

const layout: TensorList = {
  tensors: [
    { name: 'prior.dense.0.kernel', shape: [3, 4], offset: 0, length: 12 },
    { name: 'prior.dense.0.bias', shape: [4], offset: 12, length: 4 },
    { name: 'scale', shape: [], offset: 16, length: 1 },
  ],
  length: 17,
};

const weights = toSafetensors(layout, numbers(17), { model: 'sis-rnn', step: '12' });

test('safetensors: 10,000 mutated files are read or refused', async () => {
  await survives({
    name: 'safetensors',
    files: [weights],
    read: (bytes) => {
      metadataOf(bytes);
      const { flat } = fromSafetensors(layout, bytes);
      if (flat.length !== layout.length) throw new Error(`${flat.length} weights`);
    },
    isRefusal: (error) => error instanceof WeightsError,
  });
});

const { experiment } = presetNamed('mirror')!;
const checkpoint = toCheckpoint({
  state: {
    experiment,
    step: 40,
    batches: { epoch: 1, used: 20, pool: [[3, 1], [2]], pools: 2 },
    learners: experiment.models.map(() => ({
      steps: 40,
      halted: false,
      parameters: numbers(300),
      adam: { updates: 40, moments: numbers(600) },
      metrics: numbers(3),
      measured: 5,
      elapsedMs: 12.5,
      firstLoss: 3.25,
    })),
  },
  data: { description: 'Generator mirror', mark: 'Infinity 8 20 0a1b2c3d' },
  backend: 'wasm',
});

/** With the length of its header, its own length and its checksum made right, as somebody who means harm would. */
function sealed(bytes: Bytes): Bytes {
  const copy = bytes.slice();
  const text = new TextDecoder('latin1').decode(copy);
  const put = (at: number, ascii: string) => copy.set(new TextEncoder().encode(ascii), at);
  const end = text.lastIndexOf('}}');
  const lengthAt = text.indexOf('"bytes":"') + 9;
  const sumAt = text.indexOf('"checksum":"') + 12;
  if (end < 0 || lengthAt < 9 || sumAt < 12 || lengthAt + 12 > copy.length) return copy;
  new DataView(copy.buffer).setBigUint64(0, BigInt(end + 2 - 8), true);
  put(lengthAt, String(copy.length).padStart(12, '0'));
  put(sumAt, '00000000');
  put(sumAt, crc32(copy));
  return copy;
}

test('checkpoint: 10,000 mutated files are read or refused, behind its checksum as well', async () => {
  await survives({
    name: 'checkpoint',
    files: [checkpoint],
    read: (bytes) => {
      const { state } = fromCheckpoint(bytes);
      for (const { parameters, adam, metrics } of state.learners)
        if (adam.moments.length !== 2 * parameters.length || metrics.length !== 3)
          throw new Error('a state that does not fit');
    },
    isRefusal: (error) => error instanceof CheckpointError,
    sealed,
  });
});
