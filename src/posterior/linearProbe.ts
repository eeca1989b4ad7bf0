/** How much of a label a vector carries: a linear classifier, fitted by ridge regression on some and scored on others. */

export interface ProbeScore {
  /** Share of the scored whose label the classifier names. */
  readonly accuracy: number;
  /** Share of the scored that have the label most frequent among the fitted: what knowing nothing scores. */
  readonly majority: number;
}

/** Of the sum of squares of each coefficient but the constant's, against that of the errors of all rows. */
const RIDGE = 1e-3;

/**
 * Rows of features [N, D], the first `fitted` of them fitted and the others scored. `labels` [N] are whole numbers below
 * `classes`. Throws a RangeError where one of the two parts is empty.
 */
export function linearProbe(
  features: Float32Array | Float64Array,
  labels: ArrayLike<number>,
  { dimensions, classes, fitted }: ProbeSizes,
): ProbeScore {
  const count = labels.length;
  if (!(fitted > 0 && fitted < count))
    throw new RangeError(`${fitted} of ${count} rows to fit: some, and not all`);
  const width = dimensions + 1;
  const row = (n: number) =>
    Float64Array.from({ length: width }, (_, d) =>
      d === dimensions ? 1 : features[n * dimensions + d]!,
    );
  const normal = Array.from({ length: width }, () => new Float64Array(width + classes));
  const frequency = new Float64Array(classes);
  for (let n = 0; n < fitted; n++) {
    const x = row(n);
    frequency[labels[n]!]!++;
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < width; j++) normal[i]![j]! += x[i]! * x[j]!;
      normal[i]![width + labels[n]!]! += x[i]!;
    }
  }
  for (let i = 0; i < dimensions; i++) normal[i]![i]! += RIDGE * fitted;
  eliminate(normal);
  const most = indexOfMost(frequency);
  let named = 0;
  let guessed = 0;
  for (let n = fitted; n < count; n++) {
    const x = row(n);
    const scores = Float64Array.from({ length: classes }, (_, c) =>
      x.reduce((sum, value, i) => sum + value * normal[i]![width + c]!, 0),
    );
    if (indexOfMost(scores) === labels[n]) named++;
    if (most === labels[n]) guessed++;
  }
  return { accuracy: named / (count - fitted), majority: guessed / (count - fitted) };
}

export interface ProbeSizes {
  /** D */
  readonly dimensions: number;
  readonly classes: number;
  readonly fitted: number;
}

/** Gauss and Jordan on [A | B], A positive definite: leaves A^-1 B in the place of B. */
function eliminate(rows: Float64Array[]): void {
  rows.forEach((pivot, i) => {
    const scale = 1 / pivot[i]!;
    for (let j = 0; j < pivot.length; j++) pivot[j]! *= scale;
    for (const [k, other] of rows.entries()) {
      const factor = other[i]!;
      if (k === i || factor === 0) continue;
      for (let j = 0; j < other.length; j++) other[j]! -= factor * pivot[j]!;
    }
  });
}

function indexOfMost(values: Float64Array): number {
  return values.indexOf(values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY));
}
