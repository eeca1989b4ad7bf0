/** What a screen reader hears of the run: that it trains or stands still, and at which step; never each step. */
import type { Phase, Progress } from '../state/session.ts';
import { progressText } from '../text/en/progress.ts';
import { wholeNumber } from './format.ts';

interface Heard {
  readonly phase: Phase;
  readonly halt: string | null;
  readonly progress: Pick<Progress, 'step' | 'playing'>;
}

export function announcement({ phase, halt, progress }: Heard): string {
  const text = progressText();
  const step = wholeNumber(progress.step);
  if (halt !== null) return text.stopped(step);
  if (phase === 'starting') return text.starting;
  if (phase === 'idle') return text.idle;
  return progress.playing ? text.training : text.paused(step);
}
