import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openNodeBackend } from '../../src/cli/nodeBackend.ts';
import { type Charges, loss } from '../../src/model/objective.ts';
import { expectClose } from '../closeness.ts';

beforeAll(async () => {
  await openNodeBackend('cpu');
});

const RECONSTRUCTION = [-7, -12];
const BAG = [-30, -20];

/** Of a KL whose mean is 3: the loss, and its slope in each sequence's KL. */
function charged(charges: Charges, bag?: number[]): { value: number; slope: number[] } {
  return tf.tidy(() => {
    const { value, grad } = tf.valueAndGrad((kl) =>
      loss(
        {
          reconstruction: tf.tensor1d(RECONSTRUCTION),
          kl: kl as tf.Tensor1D,
          logQ: tf.mul(kl, 3) as tf.Tensor1D,
          ...(bag && { bag: tf.tensor1d(bag) }),
        },
        charges,
      ),
    )(tf.tensor1d([2, 4]));
    return { value: value.dataSync()[0]!, slope: [...grad.dataSync()] };
  });
}

describe('what training minimises', () => {
  it.each([
    ['the bound at beta 1', { beta: 1 }, 9.5 + 3, 0.5],
    ['a part of the KL', { beta: 0.4 }, 9.5 + 1.2, 0.2],
    ['all of a KL above the free nats', { beta: 0.4, freeNats: 2.5 }, 9.5 + 1.2, 0.2],
    [
      'a part of the entropy of q, whose log q is 9',
      { beta: 0.4, weighs: 'entropy' },
      12.5 - 5.4,
      -0.4,
    ],
    ['no more of a KL below them, and no gradient', { beta: 0.4, freeNats: 5 }, 9.5 + 2, 0],
  ] as const)('is %s', (_, charges, value, slope) => {
    const found = charged(charges);
    expectClose([found.value], [value], { atol: 1e-5, rtol: 0 });
    expectClose(found.slope, [slope, slope], { atol: 1e-6, rtol: 0 });
  });

  it('leaves a negative KL of one batch as it is where no nats are free', () => {
    const negative = tf.tidy(() => {
      const kl = tf.tensor1d([-0.25]);
      return loss({ reconstruction: tf.tensor1d([-1]), kl, logQ: kl }, { beta: 1 }).dataSync()[0];
    });
    expect(negative).toBe(0.75);
  });

  it('is less the share asked for of what z alone tells of the words', () => {
    expectClose([charged({ beta: 1, bagOfWords: 0.2 }, BAG).value], [12.5 + 0.2 * 25], {
      atol: 1e-5,
      rtol: 0,
    });
  });
});
