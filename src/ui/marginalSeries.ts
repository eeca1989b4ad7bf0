/** The curves of the marginal at one step: priors below, then models, what was kept, and the exact posterior on top. */
import type { ModelSpec } from '../config/experiment.ts';
import { type Axis, axisValues } from '../posterior/axis.ts';
import type { ExactPosterior, ReferenceReport, WatchReport } from '../protocol.ts';
import { type MarginalText, marginalText } from '../text/en/marginal.ts';
import { modelColour, modelTextColour } from './colours.ts';
import type { Series } from './LinePlot.tsx';
import { shortName } from './modelNames.ts';

interface Inputs {
  readonly posterior: WatchReport;
  readonly t: number;
  readonly exact: ExactPosterior | null;
  /** The exact posterior is of other parameters than the models were trained on. */
  readonly previewing: boolean;
  readonly snapshot: WatchReport | null;
  readonly reference: ReferenceReport | null;
  readonly models: readonly ModelSpec[];
}

export function marginalSeries(inputs: Inputs, text: MarginalText = marginalText()): Series[] {
  const { posterior, t, exact, previewing, snapshot, reference, models } = inputs;
  const onePast = posterior.watch.conditioning === 'one-past';
  const faint = previewing ? 0.35 : 1;
  const curve = (density: Float32Array, axis: Axis, at = t) => ({
    xs: axisValues(axis),
    ys: density.subarray(at * axis.count, (at + 1) * axis.count),
  });
  const shown = models.flatMap((model) => {
    const found = posterior.models.find(({ id }) => id === model.id);
    return found === undefined ? [] : [{ model, found }];
  });
  const ofModels: Series[] = shown.map(({ model, found }) => ({
    key: model.id,
    name: shortName(model),
    colour: modelColour(model.slot),
    textColour: modelTextColour(model.slot),
    dash: null,
    width: 1.6,
    opacity: faint,
    fill: 0.14 * faint,
    ...curve(found.density, posterior.axis),
  }));
  const priorCurves = shown.map(({ found }) => curve(found.prior, posterior.axis));
  const priors: Series[] = shown.map(({ model }, index) => ({
    key: `${model.id} prior`,
    name: text.priorOf(shortName(model)),
    kind: text.prior,
    colour: 'var(--prior)',
    textColour: 'var(--quiet)',
    dash: '2 3',
    width: 1.3,
    opacity: faint,
    fill: 0,
    // Of sentences, and where z has no past, all are one: the first is read out.
    silent: index > 0 && isSame(priorCurves[index]!.ys, priorCurves[0]!.ys),
    ...priorCurves[index]!,
  }));
  const kept: Series[] =
    snapshot === null || snapshot.steps !== posterior.steps
      ? []
      : models.flatMap((model) => {
          const found = snapshot.models.find(({ id }) => id === model.id);
          if (found === undefined) return [];
          return [
            {
              key: `${model.id} kept`,
              name: text.kept(shortName(model)),
              colour: modelColour(model.slot),
              textColour: modelTextColour(model.slot),
              dash: '6 3 1 3',
              width: 1.2,
              opacity: 0.6,
              fill: 0,
              ...curve(found.density, snapshot.axis),
            },
          ];
        });
  const ofPasts: Series[] = onePast
    ? shown.flatMap(({ model, found }) =>
        found.exact === null || previewing
          ? []
          : [
              {
                key: `${model.id} exact`,
                name: text.exactOfPast(shortName(model)),
                colour: modelTextColour(model.slot),
                textColour: modelTextColour(model.slot),
                dash: '5 4',
                width: 1.3,
                opacity: 1,
                fill: 0,
                ...curve(found.exact, posterior.axis),
              },
            ],
      )
    : [];
  const references: Series[] = models.flatMap((model) => {
    const found = reference?.models.find(({ id }) => id === model.id);
    if (reference === null || found === undefined) return [];
    const stale = reference.step !== posterior.step;
    const name = shortName(model);
    return [
      {
        key: `${model.id} reference`,
        name: stale
          ? text.staleReference(name, reference.step)
          : found.poor[t]
            ? text.poorReference(name)
            : text.reference(name),
        colour: modelTextColour(model.slot),
        textColour: modelTextColour(model.slot),
        dash: '5 4',
        width: 1.3,
        opacity: stale || found.poor[t] ? 0.3 : 1,
        fill: 0,
        ...curve(found.density, reference.axis),
      },
    ];
  });
  const ofAll: Series[] =
    exact === null || ofPasts.length > 0
      ? []
      : [
          {
            key: 'exact',
            name: text.exact[posterior.watch.exact][onePast ? 'overAllPasts' : 'here'],
            colour: 'var(--exact)',
            textColour: 'var(--ink)',
            dash: '5 4',
            width: 1.4,
            opacity: 1,
            fill: 0,
            ...curve(exact.density, exact.axis),
          },
        ];
  return [...ofModels, ...priors, ...kept, ...references, ...ofPasts, ...ofAll];
}

/** Within what a line's width hides. */
function isSame(density: Float32Array, other: Float32Array): boolean {
  const top = other.reduce((most, value) => Math.max(most, value), 0);
  return density.every((value, i) => !(Math.abs(value - other[i]!) > 0.01 * top));
}
