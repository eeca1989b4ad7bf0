/** Curves of two runs on one chart: the first in full lines, the second dashed, each model in its own colour. */
import type { Experiment } from '../../config/experiment.ts';
import { SETTINGS, type SettingKey } from '../../config/settings.ts';
import { changedSettings } from '../../state/change.ts';
import { curveRange } from '../../state/decimate.ts';
import { type RunEntry, titleOf } from '../../state/library/record.ts';
import type { ComparedRun } from '../../state/library/runsState.ts';
import { runsText } from '../../text/en/runs.ts';
import { settingsText } from '../../text/en/settings.ts';
import { modelColour, modelTextColour } from '../colours.ts';
import type { CurveField } from '../curveRows.ts';
import type { Series } from '../LinePlot.tsx';
import { shortName } from '../modelNames.ts';

export const DASHES = [null, '6 4'] as const;

/** The first plunge of a curve lies far from all that follows, and is left out of the range. */
const UNSETTLED = 0.08;
const FEW = 20;

export function comparisonSeries(compared: readonly ComparedRun[], field: CurveField): Series[] {
  return compared.flatMap(({ entry, curves }, index) =>
    entry.experiment.models.flatMap((model) =>
      (['training', 'validation'] as const).map((kind): Series => {
        const points = curves[model.id]?.[kind] ?? [];
        return {
          key: `${entry.id} ${model.id} ${kind}`,
          name: runsText().seriesName(titleOf(entry), shortName(model)),
          colour: modelColour(model.slot),
          textColour: modelTextColour(model.slot),
          dash: DASHES[index] ?? null,
          width: kind === 'training' ? 1 : 2,
          opacity: kind === 'training' ? 0.35 : 1,
          fill: 0,
          xs: points.map(({ step }) => step),
          ys: points.map((point) => point[field]),
          silent: kind === 'training',
        };
      }),
    ),
  );
}

/** Of the values all curves have once they have settled. */
export function comparisonRange(series: readonly Series[]): readonly [number, number] {
  const last = Math.max(0, ...series.map(({ xs }) => xs[xs.length - 1] ?? 0));
  const values = series.flatMap(({ xs, ys }) =>
    Array.from(ys).filter(
      (value, i) => Number.isFinite(value) && (ys.length < FEW || (xs[i] ?? 0) >= UNSETTLED * last),
    ),
  );
  return curveRange(values, 0.02) ?? [0, 1];
}

/** Where the cursor may stand: every step any curve has. */
export function comparisonStops(series: readonly Series[]): number[] {
  return [...new Set(series.flatMap(({ xs }) => Array.from(xs)))].sort((a, b) => a - b);
}

/** Settings in which two runs differ, as a sentence, and whether their figures are of the same data. */
export function differencesOf(a: RunEntry, b: RunEntry): { words: string; comparable: boolean } {
  const keys = changedSettings(a.experiment, b.experiment);
  const told = keys.slice(0, 8).map((key) => {
    const [one, other] = [a, b].map(({ experiment }) => written(key, experiment)) as [
      string,
      string,
    ];
    return { label: settingsText()[key].label, one, other };
  });
  const text = runsText();
  return {
    words: keys.length === 0 ? text.same : text.differ(told, keys.length - told.length),
    comparable: !keys.some(
      (key) =>
        SETTINGS[key].group === 'data' && SETTINGS[key].effect === 'restart' && key !== 'generator',
    ),
  };
}

/** A choice by its name in the language. */
function written(key: SettingKey, { settings }: Experiment): string {
  const value = String(settings[key]);
  return settingsText()[key].options?.[value] ?? value;
}
