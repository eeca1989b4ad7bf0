/**
 * The recurrence over the steps of a segment as one dispatch: one psi_t, one z_t and one GRU update a step.
 * `model/reference.ts` is the definition.
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
  type GroupRows,
  inputStrips,
  lanesOf,
  type Regions,
  regionsOf,
  tapeStrips,
  weightsPacking,
} from './rolloutBuffers.ts';
import { stripWidth } from './strips.ts';

const ACCESS: Program['access'] = ['read-only-storage', 'read-only-storage', 'storage', 'storage'];

/** Columns of workgroup memory the loop needs, for each row of a group. */
export function forwardColumns(sizes: RolloutSizes): number {
  return forwardRegions(sizes).columns;
}

function forwardRegions({ hidden, latent, features, widths, randomSigma }: RolloutSizes): Regions {
  const widest = Math.max(...widths);
  return regionsOf(
    [
      ['h', hidden],
      ['fromPast', 3 * hidden],
      ['features', features],
      ['mu', latent],
      ['raw', latent],
      ['z', latent],
    ],
    // The input of the gates is formed when the mixing network is done.
    [
      [
        ['even', widest],
        ['odd', widest],
        ['sigma', randomSigma ? 0 : widths[0]!],
      ],
      [['fromInput', 3 * hidden]],
    ],
  );
}

/**
 * Bindings: weights packed, input strips and tape strips of the segment, and h before and after it [B, H].
 * Integers: B, steps, 1 where h is read from before. Floats: scale of mu, upper bound of log sigma.
 */
export function forwardProgram(
  sizes: RolloutSizes,
  groupRows: GroupRows,
  shared: boolean,
): Program {
  return {
    key: `rollout ${JSON.stringify({ sizes, groupRows, shared })}`,
    subgroups: shared,
    source: () => sourceOf(sizes, groupRows, shared),
    access: ACCESS,
  };
}

function sourceOf(sizes: RolloutSizes, groupRows: GroupRows, shared: boolean): string {
  const { hidden, latent, features, widths, randomSigma } = sizes;
  const { at, columns } = forwardRegions(sizes);
  const packing = weightsPacking(sizes);
  const inputs = inputStrips(sizes);
  const tape = tapeStrips(sizes);
  const weights = (name: string) => offsetOf(packing, name);
  const last = widths.at(-1)!;
  const region = (layer: number) => (layer % 2 === 0 ? at['even']! : at['odd']!);
  const top = region(widths.length - 1);
  const product = (
    from: number,
    inputs: number,
    name: string,
    outputs: number,
    to: number,
  ): StageProduct => ({ terms: [{ from, inputs, weights: weights(name) }], outputs, to });

  const past: StageProduct[] = [
    product(at['h']!, hidden, 'mixingH', widths[0]!, region(0)),
    product(at['h']!, hidden, 'gateH', 3 * hidden, at['fromPast']!),
  ];
  if (!randomSigma) past.push(product(at['h']!, hidden, 'sigmaH', widths[0]!, at['sigma']!));
  const above = widths
    .slice(1)
    .map((width, i) => [product(region(i), widths[i]!, `layer.${i}`, width, region(i + 1))]);
  const heads = [
    product(top, last, 'muW', latent, at['mu']!),
    randomSigma
      ? product(top, last, 'logSigmaW', latent, at['raw']!)
      : product(at['sigma']!, widths[0]!, 'sigmaW', latent, at['raw']!),
  ];
  const features1 = [product(at['z']!, latent, 'phiZW', features, at['features']!)];
  const gates = [product(at['features']!, features, 'gateZ', 3 * hidden, at['fromInput']!)];
  const threads = threadsFor([past, ...above, heads, features1, gates]);

  const source = (name: string, column = 'c') =>
    `source(${inputs.before.get(name)}u * padded, ${stripWidth(inputs, name)}u, ${column})`;
  const keep = (name: string, value: string, column = 'c') =>
    `keep(${tape.before.get(name)}u * padded, ${stripWidth(tape, name)}u, ${column}, ${value});`;
  const gateInput = (i: number) => {
    const column = `${i * hidden}u + c`;
    const formed = `memory[cell(${at['fromInput']!}u + ${column})]`;
    return `let gate_${i} = ${formed} + ${source('gateX', column)};`;
  };
  const bias = (name: string) => `Rows(weight_at(${weights(name)}u + c))`;
  const each = (count: number, body: string) => eachColumn(count, threads, groupRows, body);
  const stage = (products: StageProduct[]) => stageWgsl(products, threads, { groupRows, shared });
  const activate = (place: number, beside: string, strip: string) =>
    `let u = max(memory[cell(${place}u + c)] + ${beside}, Rows());
memory[cell(${place}u + c)] = u;
${keep(strip, 'u')}`;

  return /* wgsl */ `
${bindingsWgsl(ACCESS, [
  ['weights', 'vec4<f32>'],
  ['sources', 'f32'],
  ['target_strips', 'f32'],
  ['carry', 'f32'],
])}
${recurrenceWgsl(groupRows, columns, 'forward')}
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
    `var h = Rows();
if (uniforms.i.z == 1u) { h = ${carried(groupRows)}; }
memory[cell(${at['h']}u + c)] = h;`,
  )}
  workgroupBarrier();
  for (var step = 0u; step < steps; step++) {
    step_row = step * size;
    ${stage(past)}
    ${each(hidden, keep('past', `memory[cell(${at['h']}u + c)]`))}
    ${each(widths[0]!, activate(region(0), source('mixing1'), 'u.0'))}
    ${randomSigma ? '' : each(widths[0]!, activate(at['sigma']!, source('sigma1'), 'sigmaTop'))}
    workgroupBarrier();
    ${above
      .map(
        (products, i) => `${stage(products)}
    ${each(widths[i + 1]!, activate(region(i + 1), source(`above.${i}`), `u.${i + 1}`))}
    workgroupBarrier();`,
      )
      .join('\n')}
    ${stage(heads)}
    ${each(
      latent,
      `let mu = uniforms.f.x * (memory[cell(${at['mu']}u + c)] + ${bias('muB')});
let raw = memory[cell(${at['raw']}u + c)] + ${bias(randomSigma ? 'logSigmaB' : 'sigmaB')};
let log_sigma = max(uniforms.f.y - softplus(uniforms.f.y - raw), Rows(-5.0));
let push = exp(log_sigma) * ${source('epsilon')};
let z = mu + push;
memory[cell(${at['z']}u + c)] = z;
${keep('mu', 'mu')}
${keep('logSigma', 'log_sigma')}
${keep('push', 'push')}
${keep('z', 'z')}`,
    )}
    workgroupBarrier();
    ${stage(features1)}
    ${each(features, activate(at['features']!, bias('phiZB'), 'features'))}
    workgroupBarrier();
    ${stage(gates)}
    ${each(
      hidden,
      `${[0, 1, 2].map(gateInput).join('\n')}
let past_at = ${at['fromPast']}u + c;
let bias_at = ${weights('gateHB')}u + c;
let reset = sigmoid(gate_0 + memory[cell(past_at)] + weight_at(bias_at));
let update = sigmoid(gate_1 + memory[cell(past_at + H)] + weight_at(bias_at + H));
let past_new = memory[cell(past_at + 2u * H)] + weight_at(bias_at + 2u * H);
let candidate = tanh_of(gate_2 + reset * past_new);
let h = memory[cell(${at['h']}u + c)];
memory[cell(${at['h']}u + c)] = candidate + update * (h - candidate);
${keep('gates', 'reset')}
${keep('gates', 'update', 'H + c')}
${keep('gates', 'candidate', '2u * H + c')}
${keep('pastNew', 'past_new')}`,
    )}
    workgroupBarrier();
  }
  ${each(hidden, carry(groupRows, `memory[cell(${at['h']}u + c)]`))}
}`;
}

/** Column c of the carried state, for the rows of the group. */
export function carried(groupRows: GroupRows): string {
  const lanes = Array.from({ length: lanesOf(groupRows) }, (_, g) => `carry[lane[${g}] * H + c]`);
  return `Rows(${lanes.join(', ')})`;
}

/** Statements that carry column c on. */
export function carry(groupRows: GroupRows, value: string): string {
  const part = (g: number) => (groupRows === 1 ? 'left' : `left.${'xyzw'[g]}`);
  const lanes = Array.from(
    { length: lanesOf(groupRows) },
    (_, g) => `carry[lane[${g}] * H + c] = ${part(g)};`,
  );
  return `let left = ${value};\n${lanes.join('\n')}`;
}
