/**
 * The loop backwards over the steps of a segment as one dispatch: it writes the gradients of every sum in a
 * step and nothing else. Weight gradients are products of these with the tape, formed afterwards.
 */

import type { RolloutSizes } from '../rolloutSizes.ts';
import { toPastTerms, updateGradientWgsl } from './gruUpdate.ts';
import { offsetOf } from './packing.ts';
import type { Program } from './recorder.ts';
import {
  ACCESS,
  eachColumn,
  loopWgsl,
  type StageProduct,
  stageWgsl,
  threadsFor,
} from './recurrence.ts';
import { deltaStrips, tapeStrips, upstreamStrips, weightParts } from './rolloutBuffers.ts';
import { type Strips, stripWidth } from './strips.ts';
import { transposedPacking } from './transpose.ts';
import { type GroupRows, type Regions, regionsOf } from './workgroup.ts';

/** Columns of workgroup memory the loop needs, for each row of a group. */
export function backwardColumns(sizes: RolloutSizes): number {
  return backwardRegions(sizes).columns;
}

function backwardRegions({ hidden, latent, features, widths, randomSigma }: RolloutSizes): Regions {
  const widest = Math.max(...widths);
  return regionsOf(
    [
      ['h', hidden],
      ['toPast', hidden],
      ['features', features],
      ['mu', latent],
      ['raw', latent],
      ['z', latent],
    ],
    // The gates are done with before the mixing network is begun.
    [
      [
        ['gates', 3 * hidden],
        ['pastNew', hidden],
      ],
      [
        ['even', widest],
        ['odd', widest],
        ['sigma', randomSigma ? 0 : widths[0]!],
      ],
    ],
  );
}

/**
 * Bound as `ACCESS` says, what comes from upstream as strips of the segment. Floats: scale of mu, upper bound of log
 * sigma.
 */
export function backwardProgram(
  sizes: RolloutSizes,
  groupRows: GroupRows,
  shared: boolean,
): Program {
  return {
    key: `rollout backwards ${JSON.stringify({ sizes, groupRows, shared })}`,
    subgroups: shared,
    source: () => sourceOf(sizes, groupRows, shared),
    access: ACCESS.backward,
  };
}

function sourceOf(sizes: RolloutSizes, groupRows: GroupRows, shared: boolean): string {
  const { hidden, latent, features, widths, randomSigma } = sizes;
  const { at, columns } = backwardRegions(sizes);
  const packing = transposedPacking(weightParts(sizes));
  const tape = tapeStrips(sizes);
  const upstream = upstreamStrips(sizes);
  const deltas = deltaStrips(sizes);
  const region = (layer: number) => (layer % 2 === 0 ? at['even']! : at['odd']!);
  const term = (from: number, inputs: number, name: string) => ({
    from,
    inputs,
    weights: offsetOf(packing, name),
  });
  const gates = { h: at['h']!, gates: at['gates']!, pastNew: at['pastNew']! };
  const layers = widths.length;

  const fromGates: StageProduct[] = [
    {
      terms: [term(at['gates']!, 3 * hidden, 'gateZ')],
      outputs: features,
      to: at['features']!,
    },
    {
      terms: toPastTerms(gates, hidden, offsetOf(packing, 'gateH')),
      outputs: hidden,
      to: at['toPast']!,
    },
  ];
  const toZ: StageProduct[] = [
    { terms: [term(at['features']!, features, 'phiZW')], outputs: latent, to: at['z']! },
  ];
  const toTop: StageProduct[] = [
    {
      terms: [
        term(at['mu']!, latent, 'muW'),
        ...(randomSigma ? [term(at['raw']!, latent, 'logSigmaW')] : []),
      ],
      outputs: widths.at(-1)!,
      to: region(layers - 1),
    },
  ];
  if (!randomSigma)
    toTop.push({
      terms: [term(at['raw']!, latent, 'sigmaW')],
      outputs: widths[0]!,
      to: at['sigma']!,
    });
  const down = Array.from({ length: layers - 1 }, (_, i) => layers - 2 - i).map(
    (layer): StageProduct[] => [
      {
        terms: [term(region(layer + 1), widths[layer + 1]!, `layer.${layer}`)],
        outputs: widths[layer]!,
        to: region(layer),
      },
    ],
  );
  const toPast: StageProduct[] = [
    {
      terms: [
        term(region(0), widths[0]!, 'mixingH'),
        ...(randomSigma ? [] : [term(at['sigma']!, widths[0]!, 'sigmaH')]),
      ],
      outputs: hidden,
      to: at['toPast']!,
    },
  ];
  const threads = threadsFor([fromGates, toZ, toTop, ...down, toPast]);

  const each = (count: number, body: string) => eachColumn(count, threads, groupRows, body);
  const stage = (products: StageProduct[]) => stageWgsl(products, threads, { groupRows, shared });
  const read = (reader: string, strips: Strips, name: string, column: string) =>
    `${reader}(${strips.before.get(name)}u * padded, ${stripWidth(strips, name)}u, ${column})`;
  const taped = (name: string, column = 'c') => read('tape_rows', tape, name, column);
  const given = (name: string) => read('source', upstream, name, 'c');
  const keep = (name: string, value: string, column = 'c') =>
    `keep(${deltas.before.get(name)}u * padded, ${stripWidth(deltas, name)}u, ${column}, ${value});`;
  const masked = (place: number, strip: string, delta: string) =>
    `let d = select(Rows(), memory[cell(${place}u + c)], ${taped(strip)} > Rows());
memory[cell(${place}u + c)] = d;
${keep(delta, 'd')}`;

  const step = `${each(hidden, updateGradientWgsl(gates, `memory[cell(${gates.h}u + c)]`, taped, keep))}
    workgroupBarrier();
    ${stage(fromGates)}
    ${each(features, masked(at['features']!, 'features', 'features'))}
    ${each(hidden, `memory[cell(${at['h']}u + c)] += memory[cell(${at['toPast']}u + c)];`)}
    workgroupBarrier();
    ${stage(toZ)}
    ${each(
      latent,
      `let dz = memory[cell(${at['z']}u + c)] + ${given('z')};
let log_sigma = ${taped('logSigma')};
let d_mu = uniforms.f.x * (${given('mu')} + dz);
let d_log_sigma = ${given('logSigma')} + dz * ${taped('push')};
// d log sigma / d raw of the bound max - softplus(max - raw), which stops at -5.
let open = 1.0 - exp(log_sigma - uniforms.f.y);
let d_raw = select(Rows(), d_log_sigma * open, log_sigma > Rows(-5.0));
memory[cell(${at['mu']}u + c)] = d_mu;
memory[cell(${at['raw']}u + c)] = d_raw;
${keep('mu', 'd_mu')}
${keep('raw', 'd_raw')}`,
    )}
    workgroupBarrier();
    ${stage(toTop)}
    ${each(widths.at(-1)!, masked(region(layers - 1), `u.${layers - 1}`, `u.${layers - 1}`))}
    ${randomSigma ? '' : each(widths[0]!, masked(at['sigma']!, 'sigmaTop', 'sigmaTop'))}
    workgroupBarrier();
    ${down
      .map((products, i) => {
        const layer = layers - 2 - i;
        return `${stage(products)}
    ${each(widths[layer]!, masked(region(layer), `u.${layer}`, `u.${layer}`))}
    workgroupBarrier();`;
      })
      .join('\n')}
    ${stage(toPast)}
    ${each(hidden, `memory[cell(${at['h']}u + c)] += memory[cell(${at['toPast']}u + c)] + ${given('past')};`)}`;
  return loopWgsl({
    direction: 'backward',
    groupRows,
    threads,
    hidden,
    columns,
    h: gates.h,
    step,
  });
}
