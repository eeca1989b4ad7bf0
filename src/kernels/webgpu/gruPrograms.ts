/**
 * A GRU over the steps of a segment as one dispatch, and its loop backwards as another, which writes the gradients of
 * the gates' sums. `model/reference.ts` is the definition.
 */
import { type Keep, toPastTerms, updateGradientWgsl, updateWgsl } from './gruUpdate.ts';
import { offsetOf, type Part, packingOf } from './packing.ts';
import type { Program } from './recorder.ts';
import {
  ACCESS,
  eachColumn,
  loopWgsl,
  type StageProduct,
  stageWgsl,
  threadsFor,
} from './recurrence.ts';
import { type Strips, stripsOf, stripWidth } from './strips.ts';
import { transposedPacking } from './transpose.ts';
import { type GradientPlan, gateJobs } from './weightGradients.ts';
import { type GroupRows, regionsOf } from './workgroup.ts';

export interface GruSizes {
  readonly hidden: number;
  readonly fromEnd: boolean;
  readonly groupRows: GroupRows;
  /** Whether quads of threads load together (`subgroups.ts`). */
  readonly shared: boolean;
}

/** Where weights, what a step leaves behind, and gradients of its sums lie. */
export function gruPlan(hidden: number): GradientPlan {
  return {
    weights: [
      ['gateH', hidden, 3 * hidden],
      ['gateHB', 1, 3 * hidden],
    ] satisfies Part[],
    tape: stripsOf([
      ['past', hidden],
      ['gates', 3 * hidden], // reset, update, candidate
      ['pastNew', hidden], // what h enters the candidate with, before the reset gate
    ]),
    deltas: stripsOf([
      ['gateX', 3 * hidden],
      ['pastNew', hidden],
    ]),
    jobs: gateJobs(hidden),
  };
}

const forwardRegions = (hidden: number) =>
  regionsOf(
    [
      ['h', hidden],
      ['fromPast', 3 * hidden],
    ],
    [[]],
  );

const backwardRegions = (hidden: number) =>
  regionsOf(
    [
      ['h', hidden],
      ['toPast', hidden],
      ['gates', 3 * hidden],
      ['pastNew', hidden],
    ],
    [[]],
  );

/** Columns of workgroup memory the loops need, for each row of a group. */
export function gruColumns(hidden: number): number {
  return Math.max(forwardRegions(hidden).columns, backwardRegions(hidden).columns);
}

/** Bound as `ACCESS` says; what enters is [T, B, 3H] whole. The fourth integer: its first float of the segment. */
export function gruForwardProgram(sizes: GruSizes): Program {
  return {
    key: `gru ${JSON.stringify(sizes)}`,
    subgroups: sizes.shared,
    source: () => forwardSource(sizes),
    access: ACCESS.forward,
  };
}

/** Bound as `ACCESS` says; what comes from upstream is [T, B, H] whole. The fourth integer: its first float of the segment. */
export function gruBackwardProgram(sizes: GruSizes): Program {
  return {
    key: `gru backwards ${JSON.stringify(sizes)}`,
    subgroups: sizes.shared,
    source: () => backwardSource(sizes),
    access: ACCESS.backward,
  };
}

function keepIn(strips: Strips): Keep {
  return (name, value, column = 'c') =>
    `keep(${strips.before.get(name)}u * padded, ${stripWidth(strips, name)}u, ${column}, ${value});`;
}

function forwardSource({ hidden, fromEnd, groupRows, shared }: GruSizes): string {
  const { at, columns } = forwardRegions(hidden);
  const { weights, tape } = gruPlan(hidden);
  const packing = packingOf(weights);
  const [h, fromPast] = [at['h']!, at['fromPast']!];
  const products: StageProduct[] = [
    {
      terms: [{ from: h, inputs: hidden, weights: offsetOf(packing, 'gateH') }],
      outputs: 3 * hidden,
      to: fromPast,
    },
  ];
  const threads = threadsFor([products]);
  const input = (gate: number) => `source(uniforms.i.w, ${3 * hidden}u, ${gate * hidden}u + c)`;
  const update = updateWgsl(
    { h, fromPast, bias: offsetOf(packing, 'gateHB') },
    input,
    keepIn(tape),
  );
  const keepPast = `keep(${tape.before.get('past')}u * padded, ${hidden}u, c, memory[cell(${h}u + c)]);`;
  const step = `${stageWgsl(products, threads, { groupRows, shared })}
    ${eachColumn(hidden, threads, groupRows, `${keepPast}\n${update}`)}
    workgroupBarrier();`;
  return loopWgsl({ direction: 'forward', fromEnd, groupRows, threads, hidden, columns, h, step });
}

function backwardSource({ hidden, fromEnd, groupRows, shared }: GruSizes): string {
  const { at, columns } = backwardRegions(hidden);
  const { weights, tape, deltas } = gruPlan(hidden);
  const gates = { h: at['h']!, gates: at['gates']!, pastNew: at['pastNew']! };
  const turned = offsetOf(transposedPacking(weights), 'gateH');
  const products: StageProduct[] = [
    { terms: toPastTerms(gates, hidden, turned), outputs: hidden, to: at['toPast']! },
  ];
  const threads = threadsFor([products]);
  const taped = (name: string, column = 'c') =>
    `tape_rows(${tape.before.get(name)}u * padded, ${stripWidth(tape, name)}u, ${column})`;
  const dNext = `memory[cell(${gates.h}u + c)] + source(uniforms.i.w, ${hidden}u, c)`;
  const toPast = `memory[cell(${gates.h}u + c)] += memory[cell(${at['toPast']}u + c)];`;
  const step = `${eachColumn(hidden, threads, groupRows, updateGradientWgsl(gates, dNext, taped, keepIn(deltas)))}
    workgroupBarrier();
    ${stageWgsl(products, threads, { groupRows, shared })}
    ${eachColumn(hidden, threads, groupRows, toPast)}`;
  return loopWgsl({
    direction: 'backward',
    fromEnd,
    groupRows,
    threads,
    hidden,
    columns,
    h: gates.h,
    step,
  });
}
