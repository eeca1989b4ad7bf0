/** The bound of a model of sentences in plain TypeScript and doubles, word by word and without padding: see `../oracle.ts`. */
import {
  affine,
  gru,
  logNormal,
  type OracleInputs,
  psi,
  relu,
  sigmoid,
  tensor,
  type Vector,
} from '../oracle.ts';

/** Of each sentence, nats: log p(words | z) and log h_K - log p(z). `epsilon` is [B, D], and so on: one row a sentence. */
export function sentenceOracle(inputs: OracleInputs): { reconstruction: Vector; kl: Vector } {
  const each = Array.from({ length: inputs.size }, (_, b) => sentenceBound(inputs, b));
  return { reconstruction: each.map((s) => s.reconstruction), kl: each.map((s) => s.kl) };
}

function sentenceBound(inputs: OracleInputs, b: number): { reconstruction: number; kl: number } {
  const { shape, size, draws, drawCount } = inputs;
  const words = wordsOf(inputs, b);
  if (shape.latent === 0) return { reconstruction: logProbability(inputs, words, null), kl: 0 };
  let h: Vector = new Array(shape.hidden).fill(0);
  for (const word of words) h = gru(inputs, 'encoder', [['x', embedding(inputs, word)]], h);
  const noise = shape.injectedNoise.reduce((sum, width) => sum + width, 0);
  const context: [string, Vector][] = [['x', h]];
  const row = (values: Float32Array | null, at: number, width: number) =>
    Array.from(values?.subarray(at * width, (at + 1) * width) ?? []);
  const psi0 = psi(inputs, context, row(inputs.injected, b, noise));
  const epsilon = row(inputs.epsilon, b, shape.latent);
  const z = psi0.mu.map((mu, d) => mu + Math.exp(psi0.logSigma[d]!) * epsilon[d]!);
  const group = Math.floor((b * inputs.groups) / size);
  const all = [psi0];
  for (let k = 0; k < drawCount; k++)
    all.push(psi(inputs, context, row(draws, group * drawCount + k, noise)));
  const mean =
    all.reduce((sum, { mu, logSigma }) => sum + Math.exp(logNormal(z, mu, logSigma)), 0) /
    all.length;
  const zeros = z.map(() => 0);
  return {
    reconstruction: logProbability(inputs, words, z),
    kl: Math.log(mean) - logNormal(z, zeros, zeros),
  };
}

/** Of sentence `b`, its end with them, without the padding. */
export function wordsOf({ x, mask, steps, size }: OracleInputs, b: number): number[] {
  const words: number[] = [];
  for (let t = 0; t < steps; t++)
    if ((mask?.[t * size + b] ?? 1) === 1) words.push(x[t * size + b]!);
  return words;
}

/**
 * Sum of log p(word | those before it, z), nats.
 * @param kept factors of what a transformer adds up: of table 2i - 1 and 2i those of layer i, of table 0 the embeddings
 */
export function logProbability(
  inputs: OracleInputs,
  words: number[],
  z: Vector | null,
  kept: (table: number, place: number) => Vector | null = () => null,
): number {
  const { decoder, tied, vocabulary } = inputs.shape.sentence!;
  const before = [0, ...words.slice(0, -1)].map((word) => embedding(inputs, word));
  const states =
    decoder === 'transformer' ? transformer(inputs, before, z, kept) : recurrent(inputs, before, z);
  const table = tensor(inputs, tied ? 'embedding' : 'output.w');
  const bias = tensor(inputs, 'output.b');
  return words.reduce((sum, word, t) => {
    const state = states[t]!;
    const logits = Array.from({ length: vocabulary }, (_, v) =>
      state.reduce((s, value, i) => s + value * table[v * state.length + i]!, bias[v]!),
    );
    return sum + logits[word]! - Math.log(logits.reduce((s, logit) => s + Math.exp(logit), 0));
  }, 0);
}

function transformer(
  inputs: OracleInputs,
  words: Vector[],
  z: Vector | null,
  kept: (table: number, place: number) => Vector | null,
): Vector[] {
  const left = (part: Vector, table: number, place: number) => {
    const factors = kept(table, place);
    return factors === null ? part : part.map((value, e) => value * factors[e]!);
  };
  const { layers, heads, width } = inputs.shape.sentence!;
  const position = tensor(inputs, 'decoder.position');
  const places =
    z === null
      ? words
      : [
          affine(inputs, [['decoder.prefix.w', z]], 'decoder.prefix.b'),
          ...words.map((word) => plus(word, times(inputs, 'decoder.z', z, width))),
        ];
  let u = places.map((value, i) =>
    left(plus(value, Array.from(position.subarray(i * width, (i + 1) * width))), 0, i),
  );
  for (let layer = 1; layer <= layers; layer++) {
    const name = `decoder.${layer}`;
    const qkv = u.map((value) =>
      affine(inputs, [[`${name}.qkv.w`, norm(inputs, `${name}.norm1`, value)]], `${name}.qkv.b`),
    );
    u = u.map((value, i) => {
      const taken: Vector = [];
      const each = width / heads;
      for (let head = 0; head < heads; head++) {
        const part = (of: Vector, which: number) =>
          of.slice(which * width + head * each, which * width + (head + 1) * each);
        const scores = qkv
          .slice(0, i + 1)
          .map((other) => Math.exp(dot(part(qkv[i]!, 0), part(other, 1)) / Math.sqrt(each)));
        const all = scores.reduce((sum, score) => sum + score, 0);
        for (let e = 0; e < each; e++)
          taken.push(scores.reduce((sum, s, j) => sum + (s / all) * part(qkv[j]!, 2)[e]!, 0));
      }
      const added = affine(inputs, [[`${name}.attended.w`, taken]], `${name}.attended.b`);
      return plus(value, left(added, 2 * layer - 1, i));
    });
    u = u.map((value, i) => {
      const inner = norm(inputs, `${name}.norm2`, value);
      const up = relu(affine(inputs, [[`${name}.up.w`, inner]], `${name}.up.b`));
      return plus(
        value,
        left(affine(inputs, [[`${name}.down.w`, up]], `${name}.down.b`), 2 * layer, i),
      );
    });
  }
  const states = u.map((value) => norm(inputs, 'decoder.norm', value));
  return z === null ? states : states.slice(1);
}

function recurrent(inputs: OracleInputs, words: Vector[], z: Vector | null): Vector[] {
  const { decoder, layers, width } = inputs.shape.sentence!;
  let u = words;
  for (let layer = 1; layer <= layers; layer++) {
    const name = `decoder.${layer}`;
    let h: Vector = new Array(width).fill(0);
    let cell = h;
    u = u.map((value) => {
      const entering: [string, Vector][] = [['x', value]];
      if (z !== null) entering.push(['z', z]);
      if (decoder === 'gru') {
        h = gru(inputs, name, entering, h);
        return h;
      }
      const terms = [...entering, ['h', h] as [string, Vector]];
      const sums = plus(
        affine(
          inputs,
          terms.map(([input, from]) => [`${name}.${input}`, from]),
          `${name}.bx`,
        ),
        Array.from(tensor(inputs, `${name}.bh`)),
      );
      const gate = (which: number) => sums.slice(which * width, (which + 1) * width);
      const [input, forget, output] = [gate(0), gate(1), gate(3)].map((s) => s.map(sigmoid));
      cell = cell.map((c, i) => forget![i]! * c + input![i]! * Math.tanh(gate(2)[i]!));
      h = cell.map((c, i) => output![i]! * Math.tanh(c));
      return h;
    });
  }
  return u;
}

function embedding(inputs: OracleInputs, word: number): Vector {
  const { width } = inputs.shape.sentence!;
  return Array.from(tensor(inputs, 'embedding').subarray(word * width, (word + 1) * width));
}

function norm(inputs: OracleInputs, name: string, u: Vector): Vector {
  const mean = u.reduce((sum, value) => sum + value, 0) / u.length;
  const variance = u.reduce((sum, value) => sum + (value - mean) ** 2, 0) / u.length;
  const [gain, shift] = [tensor(inputs, `${name}.gain`), tensor(inputs, `${name}.shift`)];
  return u.map(
    (value, i) => ((value - mean) / Math.sqrt(variance + 1e-5)) * (1 + gain[i]!) + shift[i]!,
  );
}

function times(inputs: OracleInputs, name: string, vector: Vector, width: number): Vector {
  const weights = tensor(inputs, name);
  return Array.from({ length: width }, (_, j) =>
    vector.reduce((sum, value, i) => sum + value * weights[i * width + j]!, 0),
  );
}

const plus = (a: Vector, b: Vector) => a.map((value, i) => value + b[i]!);
const dot = (a: Vector, b: Vector) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
