/**
 * The first completions of a script are slow, because its code is still being compiled as it runs. These are made
 * before somebody waits for one.
 */
import { type PenModels, penAnswers } from './penAnswers.ts';

/** Lines of so many points, drawn and resampled as a hand's are. */
const POINTS = 60;
const STEPS = 20;
/** Compilers go by how often code has run: so often takes 0.1 to 0.7 s on a busy machine, in pieces of a few ms. */
const ROUNDS = 4;

/** Answers nobody asked for; yields within each, so that a wish need not wait. */
export function* penWarmUp(by: PenModels): Generator<void, void> {
  const at = Array.from({ length: POINTS }, (_, i) => i);
  const stroke = {
    x: at.map((i) => 10 * i),
    y: at.map((i) => Math.round(60 * Math.sin(i / 3))),
  };
  const temperatures = { pen: 1, z: 1 };
  for (let seed = 0; seed < ROUNDS; seed++)
    for (const _ of penAnswers(by, {
      ink: { strokes: [stroke], sampled: false },
      lifted: false,
      count: 1,
      steps: STEPS,
      temperatures,
      varied: 'both',
      seed,
    }))
      yield;
}
