/** A slider of a figure. */
import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly value: number;
  /** As it is written; of what the value means, where that is not the value. */
  readonly shown: string;
  readonly set: (value: number) => void;
}

export function Range({ label, min, max, step, value, shown, set }: Props) {
  const id = useId();
  return (
    <div className="essay-range">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        className="slider"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        style={{ '--filled': `${(100 * (value - min)) / (max - min)}%` }}
        onChange={(event) => set(Number(event.target.value))}
      />
      <output htmlFor={id}>{shown}</output>
    </div>
  );
}
