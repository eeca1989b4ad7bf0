/** A slider of the pad, with its name and value above it. */
interface Props {
  readonly label: string;
  readonly value: number;
  readonly range: readonly [least: number, most: number];
  readonly step: number;
  /** The value in words, short. */
  readonly shown: string;
  readonly set: (value: number) => void;
  readonly disabled?: boolean;
}

export function PenSlider({ label, value, range, step, shown, set, disabled = false }: Props) {
  const [least, most] = range;
  return (
    <label className="pen-slider">
      <span>{label}</span>
      <output>{shown}</output>
      <input
        type="range"
        className="slider"
        aria-label={label}
        aria-valuetext={shown}
        min={least}
        max={most}
        step={step}
        value={value}
        disabled={disabled}
        style={{ '--filled': `${((value - least) / (most - least)) * 100}%` }}
        onChange={(event) => set(Number(event.target.value))}
      />
    </label>
  );
}
