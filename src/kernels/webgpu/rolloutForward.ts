/**
 * The recurrence over the steps of a segment as one dispatch: one psi_t, one z_t and one GRU update a step.
 * `model/reference.ts` is the definition.
 */

import type { RolloutSizes } from '../rolloutSizes.ts';
import { updateWgsl } from './gruUpdate.ts';
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
import { inputStrips, tapeStrips, weightsPacking } from './rolloutBuffers.ts';
import { stripWidth } from './strips.ts';
import { type GroupRows, type Regions, regionsOf } from './workgroup.ts';

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

/** Bound as `ACCESS` says, what enters as strips of the segment. Floats: scale of mu, upper bound of log sigma. */
export function forwardProgram(
  sizes: RolloutSizes,
  groupRows: GroupRows,
  shared: boolean,
): Program {
  return {
    key: `rollout ${JSON.stringify({ sizes, groupRows, shared })}`,
    subgroups: shared,
    source: () => sourceOf(sizes, groupRows, shared),
    access: ACCESS.forward,
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
    return `${formed} + ${source('gateX', column)}`;
  };
  const bias = (name: string) => `Rows(weight_at(${weights(name)}u + c))`;
  const each = (count: number, body: string) => eachColumn(count, threads, groupRows, body);
  const stage = (products: StageProduct[]) => stageWgsl(products, threads, { groupRows, shared });
  const activate = (place: number, beside: string, strip: string) =>
    `let u = max(memory[cell(${place}u + c)] + ${beside}, Rows());
memory[cell(${place}u + c)] = u;
${keep(strip, 'u')}`;

  const step = `${stage(past)}
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
    ${each(hidden, updateWgsl({ h: at['h']!, fromPast: at['fromPast']!, bias: weights('gateHB') }, gateInput, keep))}
    workgroupBarrier();`;
  return loopWgsl({
    direction: 'forward',
    groupRows,
    threads,
    hidden,
    columns,
    h: at['h']!,
    step,
  });
}
