/** Over the ink: its colour by KL, the marked step, and the heat maps of where the pen may go next. */
import { useId, useMemo } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import { massAtLeastAsDense } from '../../posterior/highestDensity.ts';
import type { KlAlong, PointReading } from '../../protocol.ts';
import { modelColour } from '../colours.ts';

interface Props {
  readonly models: readonly ModelSpec[];
  readonly point: PointReading | null;
  readonly along: KlAlong | null;
  /** The model whose KL colours the ink and whose heat map is shown alone; empty for all of them on plain ink. */
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
          .map((model) => <Heat key={model.id} {...{ model, point }} />)}
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

/** Where the pen may go next: the stronger the colour of a cell, the less probability lies where it is denser. */
function Heat({ model, point }: { readonly model: ModelSpec; readonly point: PointReading }) {
  const id = useId();
  const next = point.models.find((one) => one.id === model.id)?.next ?? null;
  const { box, cells } = point;
  const image = useMemo(() => next && maskOf(next, cells, box.width), [next, cells, box.width]);
  if (image === null) return null;
  const place = { x: box.left, y: box.top, width: box.width, height: box.height };
  return (
    <>
      <mask id={id} style={{ maskType: 'alpha' }}>
        <image {...place} href={image} preserveAspectRatio="none" />
      </mask>
      <rect
        {...place}
        data-heat={model.id}
        fill={modelColour(model.slot)}
        fillOpacity={0.8}
        mask={`url(#${id})`}
      />
    </>
  );
}

/** Opacity 1 - the probability of all that is at least as dense. `width` of the whole grid, pad units. */
function maskOf(density: Float32Array, cells: number, width: number): string | null {
  const canvas = document.createElement('canvas');
  canvas.width = cells;
  canvas.height = cells;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const pixels = new Uint8ClampedArray(4 * density.length);
  massAtLeastAsDense(density, (width / cells) ** 2).forEach((mass, i) => {
    pixels[4 * i + 3] = 255 * (1 - mass);
  });
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
