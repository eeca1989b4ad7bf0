/** Layers in plain arithmetic, one row at a time and in doubles: for what needs the same bits on every backend, or no backend. */

/** Sum of inputs times weights [N, M], on top of `onto` (a copy of it), or of zeros. [M] */
export function dense(
  input: ArrayLike<number>,
  weights: Float32Array,
  outputs: number,
  onto?: ArrayLike<number>,
): Float64Array {
  const out = onto ? Float64Array.from(onto) : new Float64Array(outputs);
  for (let i = 0; i < input.length; i++) {
    const value = input[i]!;
    if (value === 0) continue; // after a relu about half of them
    const row = i * outputs;
    for (let j = 0; j < outputs; j++) out[j]! += value * weights[row + j]!;
  }
  return out;
}

/** In place. */
export function relu(values: Float64Array): Float64Array {
  for (let i = 0; i < values.length; i++) if (values[i]! < 0) values[i] = 0;
  return values;
}

/** One GRU update in PyTorch's convention, as `gruUpdate` of `reference.ts`. Each gate sum [3H], h [H] */
export function gru(
  fromInput: Float64Array,
  fromPast: Float64Array,
  h: Float64Array,
): Float64Array {
  const width = h.length;
  return h.map((old, i) => {
    const reset = sigmoid(fromInput[i]! + fromPast[i]!);
    const update = sigmoid(fromInput[width + i]! + fromPast[width + i]!);
    const candidate = Math.tanh(fromInput[2 * width + i]! + reset * fromPast[2 * width + i]!);
    return candidate + update * (old - candidate);
  });
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
