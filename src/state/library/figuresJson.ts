/** Figures of a run as JSON, and back, each checked: a number that is none is null there. */
import type { Deficit, TrainingPoint, ValidationPoint } from '../../protocol.ts';
import { runFileText } from '../../text/en/runFile.ts';
import { UNITS } from './fileWords.ts';
import { NO_FIGURES, type RunFigures } from './record.ts';

const TRAINING = ['step', 'bound', 'kl', 'mixingSamples', 'beta', 'msPerStep'] as const;
const VALIDATION = [
  'step',
  'bound',
  'boundStderr',
  'reconstruction',
  'kl',
  'mixingSamples',
  'sequences',
] as const;
const DEFICIT = ['step', 'mean', 'stderr', 'mixingSamples', 'sequences'] as const;

/** Points of all models and kinds; the page keeps at most 20,000. */
const MAX_POINTS = 200_000;

/** Diagnostics are left out: the next validation makes them anew. */
export function figuresJson({ curves, heldOut, deficits }: RunFigures): string {
  return `${JSON.stringify({ units: UNITS, curves, heldOut, deficits })}\n`;
}

/** Throws an Error that says what is not as it should be. */
export function parseFigures(json: unknown): RunFigures {
  const root = asObject(json, runFileText().figures);
  let points = 0;
  const list = <P>(value: unknown, read: (point: unknown) => P): P[] => {
    if (!Array.isArray(value)) throw new Error(runFileText().noPoints);
    points += value.length;
    if (points > MAX_POINTS) throw new Error(runFileText().manyPoints(MAX_POINTS));
    return value.map(read);
  };
  return {
    ...NO_FIGURES,
    curves: each(root['curves'], (curve) => {
      const { training, validation } = asObject(curve, runFileText().curve);
      return {
        training: list(training, trainingPoint),
        validation: list(validation, validationPoint),
      };
    }),
    heldOut: each(root['heldOut'], validationPoint),
    deficits: each(root['deficits'], (value): Deficit => fields(value, DEFICIT)),
  };
}

const trainingPoint = (value: unknown): TrainingPoint => fields(value, TRAINING);
const validationPoint = (value: unknown): ValidationPoint => fields(value, VALIDATION);

function each<V>(value: unknown, read: (value: unknown) => V): Record<string, V> {
  return Object.fromEntries(
    Object.entries(asObject(value, runFileText().table)).map(([id, one]) => [id, read(one)]),
  );
}

function fields<K extends string>(value: unknown, keys: readonly K[]): Record<K, number> {
  const found = asObject(value, runFileText().point);
  return Object.fromEntries(
    keys.map((key) => {
      const number = found[key] === null ? Number.NaN : found[key];
      if (typeof number !== 'number') throw new Error(runFileText().lacks(key));
      return [key, number];
    }),
  ) as Record<K, number>;
}

function asObject(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new Error(runFileText().shouldBeObject(what));
}
