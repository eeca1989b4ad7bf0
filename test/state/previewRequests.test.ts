import { describe, expect, test } from 'vitest';
import { DEFAULT_PRESET } from '../../src/config/presets.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { Preview, ToWorker } from '../../src/protocol.ts';
import { PreviewRequests } from '../../src/state/previewRequests.ts';

const at = (observationNoise: number): Settings => ({
  ...DEFAULT_PRESET.experiment.settings,
  observationNoise,
});
const preview = (observationNoise: number): Preview => ({
  settings: at(observationNoise),
  x: new Float32Array(1),
  exact: null,
  gap: null,
});

function stage() {
  const posted: (number | null)[] = [];
  const shown: (number | null)[] = [];
  const requests = new PreviewRequests(
    (message: ToWorker) => {
      if (message.type === 'preview') posted.push(message.settings?.observationNoise ?? null);
    },
    (answer) => shown.push(answer?.settings.observationNoise ?? null),
  );
  return { posted, shown, requests };
}

describe('the previews of a slider', () => {
  test('are asked for one at a time, and of those that pile up only the last', () => {
    const { posted, shown, requests } = stage();
    for (const value of [0.1, 0.2, 0.3, 0.4]) requests.ask(at(value));
    expect(posted).toEqual([0.1]);
    requests.answered(preview(0.1));
    expect(posted).toEqual([0.1, 0.4]);
    requests.answered(preview(0.4));
    requests.answered(preview(0.4));
    expect(posted).toEqual([0.1, 0.4]);
    expect(shown).toEqual([0.1, 0.4, 0.4]);
  });

  test('stay after the slider is let go, until the new run has reported', () => {
    const { posted, shown, requests } = stage();
    requests.ask(at(0.1));
    requests.answered(preview(0.1));
    requests.release();
    // A late word on the value before.
    requests.answered(preview(0.1));
    expect(shown).toEqual([0.1]);
    requests.endIfReleased();
    expect(shown).toEqual([0.1, null]);
    requests.endIfReleased();
    expect(shown).toEqual([0.1, null]);
    expect(posted).toEqual([0.1]);
  });

  test('end where the slider came back to where it stood', () => {
    const { posted, shown, requests } = stage();
    requests.ask(at(0.1));
    requests.endIfReleased();
    requests.end();
    requests.answered(preview(0.1));
    expect(posted).toEqual([0.1, null]);
    expect(shown).toEqual([null]);
    requests.ask(at(0.2));
    expect(posted).toEqual([0.1, null, 0.2]);
  });
});
