/**
 * The loop backwards over the steps of a segment as one dispatch: it writes the gradients of every sum in a
 * step and nothing else. Weight gradients are products of these with the tape, formed afterwards.
 */

import type { RolloutSizes } from '../rolloutSizes.ts';
import { offsetOf } from './packing.ts';
import { bindingsWgsl, type Program } from './recorder.ts';
import {
  eachColumn,
  recurrenceWgsl,
  type StageProduct,
  stageWgsl,
  threadsFor,
} from './recurrence.ts';
import {
  deltaStrips,
  type GroupRows,
  type Regions,
  regionsOf,
  tapeStrips,
  transposedPacking,
  upstreamStrips,
} from './rolloutBuffers.ts';
import { carried, carry } from './rolloutForward.ts';
import { type Strips, stripWidth } from './strips.ts';

const ACCESS: Program['access'] = [
  'read-only-storage',
  'read-only-storage',
  'read-only-storage',
  'storage',
  'storage',
];

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
 * Bindings: transposed weights packed, strips from upstream, tape strips, delta strips, and the gradient of h
 * after and before the segment [B, H]. Integers: B, steps, 1 where it is read from after. Floats: scale of
 * mu, upper bound of log sigma.
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
    access: ACCESS,
  };
}

function sourceOf(sizes: RolloutSizes, groupRows: GroupRows, shared: boolean): string {
  const { hidden, latent, features, widths, randomSigma } = sizes;
  const { at, columns } = backwardRegions(sizes);
  const packing = transposedPacking(sizes);
  const tape = tapeStrips(sizes);
  const upstream = upstreamStrips(sizes);
  const deltas = deltaStrips(sizes);
  const region = (layer: number) => (layer % 2 === 0 ? at['even']! : at['odd']!);
  const term = (from: number, inputs: number, name: string, rowsBefore = 0, width = 0) => ({
    from,
    inputs,
    weights: offsetOf(packing, name) + rowsBefore * width,
  });
  const paddedHidden = Math.ceil(hidden / 4) * 4;
  const layers = widths.length;

  const fromGates: StageProduct[] = [
    {
      terms: [term(at['gates']!, 3 * hidden, 'gateZ')],
      outputs: features,
      to: at['features']!,
    },
    {
      // The candidate's part of the past enters behind the reset gate.
      terms: [
        term(at['gates']!, 2 * hidden, 'gateH'),
        term(at['pastNew']!, hidden, 'gateH', 2 * hidden, paddedHidden),
      ],
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

  return /* wgsl */ `
${bindingsWgsl(ACCESS, [
  ['weights', 'vec4<f32>'],
  ['sources', 'f32'],
  ['tape', 'f32'],
  ['target_strips', 'f32'],
  ['carry', 'f32'],
])}
${recurrenceWgsl(groupRows, columns, 'backward')}
const H = ${hidden}u;

@compute @workgroup_size(${threads})
fn main(
  @builtin(local_invocation_index) thread: u32,
  @builtin(workgroup_id) group: vec3<u32>,
) {
  let size = uniforms.i.x;
  let steps = uniforms.i.y;
  let padded = (size * steps + 3u) & ~3u;
  first_row = group.x * ${groupRows}u;
  last_row = size - 1u;
  ${each(
    hidden,
    `var d = Rows();
if (uniforms.i.z == 1u) { d = ${carried(groupRows)}; }
memory[cell(${at['h']}u + c)] = d;`,
  )}
  for (var back = 1u; back <= steps; back++) {
    step_row = (steps - back) * size;
    ${each(
      hidden,
      `let d_next = memory[cell(${at['h']}u + c)];
let reset = ${taped('gates')};
let update = ${taped('gates', 'H + c')};
let candidate = ${taped('gates', '2u * H + c')};
let d_new = d_next * (1.0 - update) * (1.0 - candidate * candidate);
let d_reset = d_new * ${taped('pastNew')} * reset * (1.0 - reset);
let d_update = d_next * (${taped('past')} - candidate) * update * (1.0 - update);
memory[cell(${at['gates']}u + c)] = d_reset;
memory[cell(${at['gates']}u + H + c)] = d_update;
memory[cell(${at['gates']}u + 2u * H + c)] = d_new;
memory[cell(${at['pastNew']}u + c)] = d_new * reset;
memory[cell(${at['h']}u + c)] = d_next * update;
${keep('gateX', 'd_reset')}
${keep('gateX', 'd_update', 'H + c')}
${keep('gateX', 'd_new', '2u * H + c')}
${keep('pastNew', 'd_new * reset')}`,
    )}
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
    ${each(hidden, `memory[cell(${at['h']}u + c)] += memory[cell(${at['toPast']}u + c)] + ${given('past')};`)}
  }
  ${each(hidden, carry(groupRows, `memory[cell(${at['h']}u + c)]`))}
}`;
}
