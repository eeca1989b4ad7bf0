/** A run as the page keeps it, small. */
import { presetNamed } from '../../../src/config/presets.ts';
import type { RunState } from '../../../src/protocol.ts';
import type { RunEntry, StoredRun } from '../../../src/state/library/record.ts';

export const mirror = presetNamed('mirror')!.experiment;

export const sampleState = (step: number): RunState => ({
  bytes: Uint8Array.from({ length: 64 }, (_, i) => (i * step) % 256),
  step,
  experiment: mirror,
  backend: 'wasm',
  validationDue: step % 2 === 0,
});

export function sampleRun(
  id: string,
  step: number,
  entry: Partial<RunEntry> = {},
  body: Partial<StoredRun['body']> = {},
): StoredRun {
  return {
    entry: {
      id,
      name: null,
      kept: false,
      experiment: mirror,
      step,
      backend: 'wasm',
      data: 'Mirror',
      begunAt: 1,
      storedAt: step,
      bytes: 64,
      owner: 'me',
      removedAt: null,
      missingFiles: [],
      ...entry,
    },
    body: {
      state: sampleState(step),
      figures: {
        curves: {
          'sis-rnn': {
            training: [{ step, bound: Number.NaN, kl: 1, mixingSamples: 2, beta: 1, msPerStep: 3 }],
            validation: [
              {
                step,
                bound: -1.5,
                boundStderr: 0.1,
                reconstruction: -1,
                kl: 0.5,
                mixingSamples: 100,
                sequences: 8,
              },
            ],
          },
        },
        heldOut: {},
        diagnostics: {},
        deficits: { vrnn: { step, mean: 0.2, stderr: 0.01, mixingSamples: 0, sequences: 8 } },
      },
      drawing: null,
      data: null,
      ...body,
    },
  };
}
