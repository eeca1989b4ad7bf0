/** Of the table of a sweep. The command line writes it in English. */
import { section } from '../section.ts';
import type { Words } from '../words.ts';

interface Run {
  readonly presets: readonly string[];
  readonly steps: readonly string[];
  readonly backends: readonly string[];
}

interface Bound {
  /** Of SIS-RNN; none where there is none. */
  readonly mixing: readonly string[];
  /** Whether some model has no latent. */
  readonly exact: boolean;
  readonly sequences: readonly string[];
}

const SWEEP_TABLE = {
  bound: 'bound',
  seeds: 'seeds',
  less: (baseline: string) => `less ${baseline}`,
  pairs: 'pairs',
  deficitPerStep: 'deficit a step',
  boundInUnits: 'bound in the data’s units',
  perplexity: 'perplexity at most',
  diverged: (count: number, diverged: number) => `${count} (${diverged} diverged)`,
  runs: ({ presets, steps, backends }: Run) =>
    `Preset ${presets.join(', ')}; ${steps.join(', ')} training steps on ${backends.join(', ')}.`,
  data: (data: readonly string[]) => `${data.join('; ')}.`,
  figures: ({ mixing, exact, sequences }: Bound) =>
    `Bound: the ELBO in nats a sequence${mixing.length > 0 ? `, of SIS-RNN its surrogate at K = ${mixing.join(', ')}` : ''}${exact ? ', of RNN and NADE log p(x) itself' : ''}, over ${sequences.join(', ')} test sequences; higher is better.`,
  means: 'Means over seeds ± their standard error.',
  paired: (baseline: string) => `Differences to ${baseline} are paired by seed.`,
};

export type SweepTableText = Words<typeof SWEEP_TABLE>;
export const sweepTableText = section('sweepTable', SWEEP_TABLE);
