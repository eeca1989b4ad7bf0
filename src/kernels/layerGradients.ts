/**
 * The gradient of the layers that `model/dense.ts` names, the same on every backend that has them: tfjs keeps one
 * gradient for a kernel's name, so what differs stands in kernels of their own.
 */
import * as tf from '@tensorflow/tfjs';

/** Attributes of `Dense` and `BoundedDense`, and of the kernels of their gradients. */
export interface DenseAttributes {
  /** No gradient is asked of what enters. */
  readonly ofData: boolean;
  readonly firstColumn: number;
  /** Only of a BoundedDense. */
  readonly least?: number;
  readonly most?: number;
}

/**
 * From dy [R, M], a [R, N] and w [N, M], and of a BoundedDense its output y [R, M], the gradients of w [N, M] and of the
 * bias [M]; unless it is data, that of a [R, N]; of a BoundedDense, dy where y is inside the bounds, else 0 [R, M].
 */
export type DenseGradientKernel = 'DenseGradient' | 'BoundedDenseGradient';

/** Registers them with tfjs, once. */
export function registerLayerGradients(): void {
  if (tf.getGradient('Dense') !== undefined) return;
  tf.registerGradient({
    kernelName: 'Dense',
    inputsToSave: ['a', 'w'],
    gradFunc: (dy, [a, w], attrs) =>
      gradients('DenseGradient', { dy: dy as tf.Tensor, a: a!, w: w! }, attrs),
  });
  tf.registerGradient({
    kernelName: 'BoundedDense',
    inputsToSave: ['a', 'w'],
    outputsToSave: [true],
    gradFunc: (dy, [a, w, y], attrs) =>
      gradients('BoundedDenseGradient', { dy: dy as tf.Tensor, a: a!, w: w!, y: y! }, attrs),
  });
}

function gradients(
  kernel: DenseGradientKernel,
  inputs: tf.NamedTensorMap,
  attributes: tf.NamedAttrMap,
): Record<string, () => tf.Tensor> {
  const made = tf.engine().runKernel(kernel, inputs, attributes) as unknown as tf.Tensor[];
  const { ofData } = attributes as unknown as DenseAttributes;
  return {
    w: () => made[0]!,
    bias: () => made[1]!,
    a: () => (ofData ? tf.zerosLike(inputs['a']!) : made[2]!),
    beside: () => (kernel === 'DenseGradient' ? tf.clone(inputs['dy']!) : made.at(-1)!),
  };
}
