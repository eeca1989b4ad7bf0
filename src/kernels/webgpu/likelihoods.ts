/** Log densities of vectors and their gradients, and what bounds let through: one dispatch each. */
import type * as tf from '@tensorflow/tfjs';
import { bindingsWgsl, type Program, type Recorder } from './recorder.ts';

const THREADS = 64;
const MOST_GROUPS = 65_535;

/** A dispatch of one thread an item; more than a dispatch has threads go through a loop. */
function perItem(
  recorder: Recorder,
  program: Program,
  tensors: readonly tf.TensorInfo[],
  { count, width, floats = [] }: { count: number; width: number; floats?: readonly number[] },
): void {
  const groups = Math.min(MOST_GROUPS, Math.ceil(count / THREADS));
  const integers = [count, width, groups * THREADS];
  recorder.dispatch(program, tensors, { integers, floats }, [groups]);
}

/** A program whose `body` works on item `i`. */
function itemProgram(
  key: string,
  inputs: readonly string[],
  outputs: readonly string[],
  body: string,
): Program {
  const access: Program['access'] = [
    ...inputs.map(() => 'read-only-storage' as const),
    ...outputs.map(() => 'storage' as const),
  ];
  const names = [...inputs, ...outputs].map((name) => [name, 'f32'] as const);
  return {
    key,
    access,
    source: () => /* wgsl */ `
${bindingsWgsl(access, names)}
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let width = uniforms.i.y;
  for (var i = id.x; i < uniforms.i.x; i += uniforms.i.z) {
    ${body}
  }
}`,
  };
}

const sizeOf = (tensor: tf.TensorInfo) => tensor.shape.reduce((product, n) => product * n, 1);

/** dy where y is inside the bounds, else 0. */
export function insideBounds(
  recorder: Recorder,
  y: tf.TensorInfo,
  dy: tf.TensorInfo,
  least: number,
  most: number,
): tf.TensorInfo {
  const result = recorder.empty(dy.shape);
  const floats = [least, Math.min(most, 3.4e38)];
  perItem(recorder, INSIDE, [y, dy, result], { count: sizeOf(dy), width: 1, floats });
  return result;
}

const INSIDE = itemProgram(
  'inside bounds',
  ['y', 'dy'],
  ['result'],
  'result[i] = select(0.0, dy[i], y[i] > uniforms.f.x && y[i] < uniforms.f.y);',
);

/** x l - softplus(l), summed over the last axis. [..., X] -> [...] */
export function bernoulli(
  recorder: Recorder,
  x: tf.TensorInfo,
  logit: tf.TensorInfo,
): tf.TensorInfo {
  const result = recorder.empty(x.shape.slice(0, -1));
  perItem(recorder, BERNOULLI, [x, logit, result], {
    count: sizeOf(result),
    width: x.shape.at(-1)!,
  });
  return result;
}

const BERNOULLI = itemProgram(
  'Bernoulli log likelihood',
  ['x', 'logit'],
  ['result'],
  `var sum = 0.0;
for (var c = i * width; c < (i + 1u) * width; c++) {
  let l = logit[c];
  sum += x[c] * l - max(l, 0.0) - log(1.0 + exp(-abs(l)));
}
result[i] = sum;`,
);

/** Its gradient in the logits. */
export function bernoulliGradient(
  recorder: Recorder,
  x: tf.TensorInfo,
  logit: tf.TensorInfo,
  dy: tf.TensorInfo,
): tf.TensorInfo {
  const result = recorder.empty(x.shape);
  perItem(recorder, BERNOULLI_GRADIENT, [x, logit, dy, result], {
    count: sizeOf(x),
    width: x.shape.at(-1)!,
  });
  return result;
}

const BERNOULLI_GRADIENT = itemProgram(
  'Bernoulli log likelihood, gradient',
  ['x', 'logit', 'dy'],
  ['result'],
  'result[i] = dy[i / width] * (x[i] - 1.0 / (1.0 + exp(-clamp(logit[i], -80.0, 80.0))));',
);

/** log N(x; mu, exp(log sigma)^2), summed over the last axis. [..., D] -> [...] */
export function gaussian(
  recorder: Recorder,
  x: tf.TensorInfo,
  mu: tf.TensorInfo,
  logSigma: tf.TensorInfo,
): tf.TensorInfo {
  const result = recorder.empty(x.shape.slice(0, -1));
  perItem(recorder, GAUSSIAN, [x, mu, logSigma, result], {
    count: sizeOf(result),
    width: x.shape.at(-1)!,
  });
  return result;
}

const GAUSSIAN = itemProgram(
  'Gaussian log density',
  ['x', 'mu', 'log_sigma'],
  ['result'],
  `var sum = 0.0;
for (var c = i * width; c < (i + 1u) * width; c++) {
  let scaled = (x[c] - mu[c]) * exp(-log_sigma[c]);
  sum += -0.5 * scaled * scaled - log_sigma[c] - ${(0.5 * Math.log(2 * Math.PI)).toFixed(16)};
}
result[i] = sum;`,
);

/** Its gradients in mu and log sigma; that in x is the negative of the first. */
export function gaussianGradient(
  recorder: Recorder,
  x: tf.TensorInfo,
  mu: tf.TensorInfo,
  logSigma: tf.TensorInfo,
  dy: tf.TensorInfo,
): { x: tf.TensorInfo; mu: tf.TensorInfo; logSigma: tf.TensorInfo } {
  const gradients = {
    x: recorder.empty(x.shape),
    mu: recorder.empty(x.shape),
    logSigma: recorder.empty(x.shape),
  };
  perItem(recorder, GAUSSIAN_GRADIENT, [x, mu, logSigma, dy, ...Object.values(gradients)], {
    count: sizeOf(x),
    width: x.shape.at(-1)!,
  });
  return gradients;
}

const GAUSSIAN_GRADIENT = itemProgram(
  'Gaussian log density, gradient',
  ['x', 'mu', 'log_sigma', 'dy'],
  ['d_x', 'd_mu', 'd_log_sigma'],
  `let inverse = exp(-log_sigma[i]);
let scaled = (x[i] - mu[i]) * inverse;
let d = dy[i / width];
d_x[i] = -d * scaled * inverse;
d_mu[i] = d * scaled * inverse;
d_log_sigma[i] = d * (scaled * scaled - 1.0);`,
);
