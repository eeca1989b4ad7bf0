/** What a screen reader hears of the run: that it trains or stands still, and at which step; never each step. */
import type { Phase, Progress } from '../state/session.ts';
import { wholeNumber } from './format.ts';

interface Heard {
  readonly phase: Phase;
  readonly halt: string | null;
  readonly progress: Pick<Progress, 'step' | 'playing'>;
}

export function announcement({ phase, halt, progress }: Heard): string {
  const at = `at step ${wholeNumber(progress.step)}`;
  if (halt !== null) return `Training has stopped ${at}.`;
  if (phase === 'starting') return 'The run is starting.';
  if (phase === 'idle') return 'Nothing is running.';
  return progress.playing ? 'Training.' : `Paused ${at}.`;
}
