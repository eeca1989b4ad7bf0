/** The loop of `npm run train`: steps, lines for people, rows of metrics, checkpoints. */
import { likelyCause, symptom } from '../train/divergence.ts';
import { estimate } from '../train/evaluate.ts';
import { sigmaAtFloor } from '../train/sigmaFloor.ts';
import type { Diverged, Trainer } from '../train/trainer.ts';
import { WakingTime } from '../train/wakingTime.ts';
import { openMetrics } from './metricsFile.ts';
import type { RunStart } from './runStart.ts';
import { duration } from './timeEstimate.ts';

/** Lines of metrics.jsonl, and of progress where stderr is no terminal, in a whole run; of a long one more. */
const METRICS_ROWS = 400;
const PROGRESS_LINES = 20;
const STEPS_A_ROW = 100;
/** Where steps are slow a line of progress comes at least as often. */
const QUIET_MS = 30_000;

/** What the loop is to do beside training. */
export interface Errands {
  /** Keeps the run as it is. */
  readonly save: () => Promise<void>;
  readonly checkpointMs: number;
  /** True once it is to save and end. */
  readonly interrupted: () => boolean;
  /** Hears of a step now and then, with the last bound of every model in words. */
  readonly report: (step: number, bounds: readonly string[]) => void;
}

/** Models that diverged: at which step, and what was found. */
export type DivergedModels = ReadonlyMap<
  string,
  { readonly step: number; readonly message: string }
>;

/**
 * Trains to the end of the schedule, until interrupted, or until no model trains any more; saves now and then, and at
 * the end. A model that diverges stands at its last good weights while the others train. Returns those that did.
 */
export async function train(
  trainer: Trainer,
  { experiment: { settings }, out, from }: RunStart,
  { save, checkpointMs, interrupted, report }: Errands,
): Promise<DivergedModels> {
  const diverged = new Map<string, { step: number; message: string }>();
  const trains = () => trainer.learners.some(({ halted }) => !halted);
  const write = openMetrics(out, from && { folder: from.folder, step: trainer.step });
  const rowEvery = Math.min(STEPS_A_ROW, Math.max(1, Math.floor(settings.steps / METRICS_ROWS)));
  const lineEvery = Math.max(1, Math.floor(settings.steps / PROGRESS_LINES));
  const first = trainer.step;
  const began = performance.now();
  const waking = new WakingTime();
  let looked = began;
  let activeMs = 0;
  let saved = began;
  let told = began;
  let bounds: string[] = [];
  await turnOfEvents();
  while (trainer.step < settings.steps && !interrupted() && trains()) {
    for (const each of await trainer.advance()) {
      const line = await divergenceLine(each, trainer.dataset);
      tell(`\n${line}\n`);
      diverged.set(each.learner.spec.id, { step: each.divergence.step, message: line });
    }
    const { step } = trainer;
    const last = step === settings.steps || !trains();
    const row = step % rowEvery === 0 || last;
    if (row) {
      bounds = [];
      for (const learner of trainer.learners) {
        const read = await learner.readMetrics();
        if (read === null) continue;
        const { bound, kl, mixingSamples, beta, msPerStep, gradientNorm } = read;
        const model = learner.spec.id;
        write({
          step,
          model,
          split: 'train',
          bound,
          kl,
          K: mixingSamples,
          beta,
          msPerStep,
          gradientNorm,
        });
        bounds.push(`${model} ${bound.toFixed(2)}`);
      }
    }
    report(step, bounds);
    const now = performance.now();
    activeMs += waking.take(now - looked);
    looked = now;
    const line = row && (process.stderr.isTTY || step % lineEvery < rowEvery || last);
    if (line || now - told > QUIET_MS) {
      progress(step, settings.steps, bounds, activeMs / (step - first));
      told = now;
    }
    if (step % settings.validateEvery === 0 || last)
      for (const learner of trainer.learners) {
        const evaluation = await trainer.evaluate(learner, 'validation');
        if (evaluation === null) continue;
        const { mean: bound, stderr } = estimate(evaluation.bound);
        const kl = estimate(evaluation.kl).mean;
        const { mixingSamples: K } = evaluation;
        write({ step, model: learner.spec.id, split: 'validation', bound, stderr, kl, K, beta: 1 });
      }
    if (performance.now() - saved > checkpointMs) {
      await save();
      saved = performance.now();
    }
    // Lets Ctrl-C in: a step on WebAssembly never leaves its turn.
    await turnOfEvents();
  }
  if (process.stderr.isTTY) tell('\n');
  await save();
  return diverged;
}

async function divergenceLine(
  { learner, divergence }: Diverged,
  { validation }: Trainer['dataset'],
): Promise<string> {
  const { step, restored, learningRate } = divergence;
  const cause = likelyCause(divergence, await sigmaAtFloor(learner, validation));
  return `${learner.spec.id} diverged at step ${step}: ${symptom(divergence)}; likely cause: ${cause.text}. It is stopped at its last good weights, of step ${restored}; --resume DIR --learning-rate ${learningRate / 2} goes on with it`;
}

/** Lets in what waits: Ctrl-C, writing. */
export function turnOfEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function progress(step: number, steps: number, bounds: readonly string[], msPerStep: number): void {
  const so = bounds.length === 0 ? '' : `bound ${bounds.join('  ')}  `;
  const pace =
    msPerStep < 1000 ? `${(1000 / msPerStep).toFixed(1)} steps/s` : `${duration(msPerStep)} a step`;
  const line = `step ${step}/${steps}  ${so}${pace}  ${duration(msPerStep * (steps - step))} left`;
  tell(process.stderr.isTTY ? `\r${line.padEnd(process.stderr.columns - 1)}` : `${line}\n`);
}

/** To the person at the terminal. */
export function tell(text: string): void {
  process.stderr.write(text);
}
