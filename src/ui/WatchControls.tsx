/** Which held-out sequence, which dimension, and what the posterior is given. */
import { posteriorText } from '../text/en/posterior.ts';
import { Segments } from './Segments.tsx';
import { useActions, usePlayground } from './usePlayground.ts';
import { useUnit } from './useUnit.ts';

export function WatchControls() {
  const watch = usePlayground((state) => state.watch);
  const sequences = usePlayground((state) => state.data?.validationCount ?? 1);
  const dimensions = usePlayground((state) => state.posterior?.latentDimensions ?? 1);
  const pasts = usePlayground((state) => state.posterior?.samples ?? 1);
  const hasExact = usePlayground((state) => (state.posterior?.exact ?? null) !== null);
  const unit = useUnit();
  const { setWatch } = useActions();
  const text = posteriorText();
  return (
    <div className="watch">
      <Stepper
        label={text.heldOut(unit)}
        value={watch.sequence}
        count={sequences}
        set={(sequence) => setWatch({ sequence })}
      />
      {dimensions > 1 && (
        <span className="stepper">
          <Dimension
            label={text.dimension}
            value={watch.dimension}
            dimensions={dimensions}
            set={(dimension) =>
              setWatch(
                dimension === watch.otherDimension
                  ? { dimension, otherDimension: watch.dimension }
                  : { dimension },
              )
            }
          />
          <Dimension
            label={text.against}
            value={watch.otherDimension}
            dimensions={dimensions}
            set={(otherDimension) =>
              setWatch(
                otherDimension === watch.dimension
                  ? { otherDimension, dimension: watch.otherDimension }
                  : { otherDimension },
              )
            }
          />
        </span>
      )}
      {unit === 'sequence' && (
        <Segments
          legend={text.given}
          name="conditioning"
          options={text.conditionings}
          value={watch.conditioning}
          set={(conditioning) => setWatch({ conditioning })}
        />
      )}
      {unit === 'sequence' && watch.conditioning === 'one-past' && (
        <Stepper
          label={text.past}
          value={watch.past}
          count={pasts}
          set={(past) => setWatch({ past })}
        />
      )}
      {hasExact && (
        <Segments
          legend={text.exactIs}
          name="exact"
          options={text.exacts}
          value={watch.exact}
          set={(exact) => setWatch({ exact })}
        />
      )}
    </div>
  );
}

interface StepperProps {
  readonly label: string;
  /** From 0; shown from 1. */
  readonly value: number;
  readonly count: number;
  readonly set: (value: number) => void;
}

function Stepper({ label, value, count, set }: StepperProps) {
  return (
    <span className="stepper">
      <span>{label}</span>
      <button
        type="button"
        className="button button-small"
        aria-label={posteriorText().previous(label)}
        disabled={value <= 0}
        onClick={() => set(value - 1)}
      >
        ‹
      </button>
      <output aria-label={label}>{value + 1}</output>
      <button
        type="button"
        className="button button-small"
        aria-label={posteriorText().next(label)}
        disabled={value >= count - 1}
        onClick={() => set(value + 1)}
      >
        ›
      </button>
    </span>
  );
}

interface DimensionProps {
  readonly label: string;
  readonly value: number;
  readonly dimensions: number;
  readonly set: (value: number) => void;
}

function Dimension({ label, value, dimensions, set }: DimensionProps) {
  return (
    <label className="stepper">
      {label}
      <select
        className="field"
        value={Math.min(value, dimensions - 1)}
        onChange={(event) => set(Number(event.target.value))}
      >
        {Array.from({ length: dimensions }, (_, d) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dimension is its index
          <option key={d} value={d}>
            z{subscript(d + 1)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Options hold no markup: 12 as ₁₂. */
export function subscript(value: number): string {
  return [...String(value)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)] ?? digit).join('');
}
