/** One update of a GRU's state and its gradient, in WGSL, within the loops of `recurrence.ts`. */
import type { Term } from './recurrence.ts';

/** Statements that keep column `column` (default c) of a strip of this name. */
export type Keep = (strip: 'gates' | 'pastNew' | 'gateX', value: string, column?: string) => string;

/**
 * Statements of a GRU's update in column c (`gruUpdate` of `model/reference.ts`), which keep gates and `pastNew`.
 * `h` and `fromPast` are places in memory, `bias` is the first float of `gateHB`; `input` gives what enters a gate,
 * reset, update or candidate, beside the past.
 */
export function updateWgsl(
  { h, fromPast, bias }: { readonly h: number; readonly fromPast: number; readonly bias: number },
  input: (gate: 0 | 1 | 2) => string,
  keep: Keep,
): string {
  return `let gate_0 = ${input(0)};
let gate_1 = ${input(1)};
let gate_2 = ${input(2)};
let past_at = ${fromPast}u + c;
let bias_at = ${bias}u + c;
let reset = sigmoid(gate_0 + memory[cell(past_at)] + weight_at(bias_at));
let update = sigmoid(gate_1 + memory[cell(past_at + H)] + weight_at(bias_at + H));
let past_new = memory[cell(past_at + 2u * H)] + weight_at(bias_at + 2u * H);
let candidate = tanh_of(gate_2 + reset * past_new);
let h = memory[cell(${h}u + c)];
memory[cell(${h}u + c)] = candidate + update * (h - candidate);
${keep('gates', 'reset')}
${keep('gates', 'update', 'H + c')}
${keep('gates', 'candidate', '2u * H + c')}
${keep('pastNew', 'past_new')}`;
}

/**
 * Its gradient, from `dNext`, that of the state after the step: the gates' sums to memory at `gates` and `pastNew` and
 * to the strips `gateX` and `pastNew`, the part that reaches h directly to memory at `h`. `taped` reads the tape.
 */
export function updateGradientWgsl(
  { h, gates, pastNew }: { readonly h: number; readonly gates: number; readonly pastNew: number },
  dNext: string,
  taped: (strip: 'past' | 'gates' | 'pastNew', column?: string) => string,
  keep: Keep,
): string {
  return `let d_next = ${dNext};
let reset = ${taped('gates')};
let update = ${taped('gates', 'H + c')};
let candidate = ${taped('gates', '2u * H + c')};
let d_new = d_next * (1.0 - update) * (1.0 - candidate * candidate);
let d_reset = d_new * ${taped('pastNew')} * reset * (1.0 - reset);
let d_update = d_next * (${taped('past')} - candidate) * update * (1.0 - update);
memory[cell(${gates}u + c)] = d_reset;
memory[cell(${gates}u + H + c)] = d_update;
memory[cell(${gates}u + 2u * H + c)] = d_new;
memory[cell(${pastNew}u + c)] = d_new * reset;
memory[cell(${h}u + c)] = d_next * update;
${keep('gateX', 'd_reset')}
${keep('gateX', 'd_update', 'H + c')}
${keep('gateX', 'd_new', '2u * H + c')}
${keep('pastNew', 'd_new * reset')}`;
}

/**
 * The products that carry the gradients of the gates' sums to the state before: `turned` is the first float of the
 * transposed `gateH`.
 */
export function toPastTerms(
  { gates, pastNew }: { readonly gates: number; readonly pastNew: number },
  hidden: number,
  turned: number,
): Term[] {
  return [
    { from: gates, inputs: 2 * hidden, weights: turned },
    // The candidate's part of the past enters behind the reset gate.
    { from: pastNew, inputs: hidden, weights: turned + 2 * hidden * Math.ceil(hidden / 4) * 4 },
  ];
}
