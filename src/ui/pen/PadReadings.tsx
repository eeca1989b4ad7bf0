/** Over the ink: its colour by KL, the marked step, and the clouds of where the pen may go next. */
import { useId, useMemo } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { KlAlong, PointReading } from '../../protocol.ts';
import { modelColour } from '../colours.ts';
import { densityImage } from '../densityImage.ts';

interface Props {
  readonly models: readonly ModelSpec[];
  readonly point: PointReading | null;
  readonly along: KlAlong | null;
  /** The model whose KL colours the ink and whose cloud is shown alone; empty for all clouds on plain ink. */
  readonly coloured: string;
  /** The ink as it was seen. [N, 3] */
  readonly seen: Float32Array;
}

export function PadReadings({ models, point, along, coloured, seen }: Props) {
  const kl = along?.models.find(({ id }) => id === coloured)?.kl ?? null;
  const slot = models.find(({ id }) => id === coloured)?.slot;
  return (
    <>
      {point !== null &&
        models
          .filter(({ id }) => coloured === '' || id === coloured)
          .map((model) => <Cloud key={model.id} {...{ model, point }} />)}
      {kl !== null && slot !== undefined && kl.length === seen.length / 3 - 1 && (
        <KlInk seen={seen} kl={kl} colour={modelColour(slot)} />
      )}
      {point !== null && (
        <circle
          className="pen-mark"
          cx={point.box.left + point.box.width / 2}
          cy={point.box.top + point.box.height / 2}
          r={9}
        />
      )}
    </>
  );
}

/** The predictive density of a model, as strong as its own greatest. */
function Cloud({ model, point }: { readonly model: ModelSpec; readonly point: PointReading }) {
  const id = useId();
  const next = point.models.find((one) => one.id === model.id)?.next ?? null;
  const image = useMemo(() => next && maskOf(next, point.cells), [next, point.cells]);
  if (image === null) return null;
  const { left, top, width, height } = point.box;
  const place = { x: left, y: top, width, height };
  return (
    <>
      <mask id={id} style={{ maskType: 'alpha' }}>
        <image {...place} href={image} preserveAspectRatio="none" />
      </mask>
      <rect
        {...place}
        data-cloud={model.id}
        fill={modelColour(model.slot)}
        fillOpacity={0.65}
        mask={`url(#${id})`}
      />
    </>
  );
}

/** The density as the opacity of an image. */
function maskOf(density: Float32Array, cells: number): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = cells;
  canvas.height = cells;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  // The image wants columns of ascending height; the density lies in rows from the top.
  const turned = new Float32Array(density.length);
  for (let row = 0; row < cells; row++)
    for (let column = 0; column < cells; column++)
      turned[column * cells + (cells - 1 - row)] = density[row * cells + column]!;
  const reference = Math.max(1e-9, ...density);
  const pixels = densityImage(turned, cells, cells, cells, reference, [255, 255, 255]);
  context.putImageData(new ImageData(pixels, cells, cells), 0, 0);
  return canvas.toDataURL('image/png');
}

function KlInk({
  seen,
  kl,
  colour,
}: {
  readonly seen: Float32Array;
  readonly kl: Float32Array;
  readonly colour: string;
}) {
  const most = Math.max(1e-6, ...kl.filter(Number.isFinite));
  return (
    <g className="pen-kl">
      {Array.from(kl, (value, t) => {
        if (seen[3 * t + 2] === 1) return null;
        const at = 3 * t;
        return (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the ink
            key={t}
            d={`M${seen[at]} ${seen[at + 1]}L${seen[at + 3]} ${seen[at + 4]}`}
            stroke={colour}
            strokeOpacity={0.1 + 0.9 * Math.min(1, Math.max(0, value / most))}
          />
        );
      })}
    </g>
  );
}
