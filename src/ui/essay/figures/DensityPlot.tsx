/** Densities of z on one axis, with what names them. */
import { type Axis, axisValues } from '../../../posterior/axis.ts';
import { decimals, shortNumber } from '../../format.ts';
import { Legend } from '../../Legend.tsx';
import { LinePlot, type Series } from '../../LinePlot.tsx';
import { ticksBetween } from '../../ticks.ts';

export interface Curve {
  readonly key: string;
  readonly name: string;
  readonly colour: string;
  readonly textColour: string;
  readonly dash?: string;
  readonly fill?: number;
  /** A part of another curve: thin, and neither named nor read. */
  readonly part?: boolean;
  /** [G] */
  readonly density: ArrayLike<number>;
}

interface Props {
  readonly label: string;
  readonly hint: string;
  readonly axis: Axis;
  /** The largest density to show, so that curves that change leave the scale alone. */
  readonly top: number;
  readonly curves: readonly Curve[];
}

export function DensityPlot({ label, hint, axis, top, curves }: Props) {
  const xs = axisValues(axis);
  const series = curves.map(
    ({ key, name, colour, textColour, dash = null, fill = 0, part = false, density }): Series => ({
      key,
      name,
      colour,
      textColour,
      dash,
      width: part ? 1 : 2,
      opacity: part ? 0.45 : 1,
      fill,
      xs,
      ys: density,
      silent: part,
    }),
  );
  return (
    <>
      <Legend
        entries={curves
          .filter(({ part }) => part !== true)
          .map(({ name, colour, dash = null }) => ({ name, colour, dash }))}
      />
      <LinePlot
        label={label}
        height={200}
        x={{
          range: [axis.low, axis.high],
          ticks: ticksBetween(axis.low, axis.high, 8),
          format: shortNumber,
        }}
        y={{ range: [0, top], ticks: [], format: shortNumber }}
        across="z"
        series={series}
        stops={xs}
        reach={(axis.high - axis.low) / axis.count}
        read={(value) => decimals(value, 3)}
        hint={hint}
      />
    </>
  );
}

export function exactCurve(name: string, density: ArrayLike<number>): Curve {
  return { key: 'exact', name, colour: 'var(--exact)', textColour: 'var(--ink)', density };
}

/** The largest of the values that are numbers. */
export function highest(...densities: readonly ArrayLike<number>[]): number {
  let most = 1e-9;
  for (const density of densities)
    for (let g = 0; g < density.length; g++) if (density[g]! > most) most = density[g]!;
  return most;
}
