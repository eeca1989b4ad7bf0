/** A choice of few, as radio buttons side by side. */
interface Props<K extends string> {
  readonly legend: string;
  /** Of the group of radio buttons. */
  readonly name: string;
  readonly options: Readonly<Record<K, string>>;
  readonly value: K;
  readonly set: (value: K) => void;
}

export function Segments<K extends string>({ legend, name, options, value, set }: Props<K>) {
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{legend}</legend>
      {(Object.keys(options) as K[]).map((option) => (
        <label key={option}>
          <input
            className="visually-hidden"
            type="radio"
            name={name}
            value={option}
            checked={value === option}
            onChange={() => set(option)}
          />
          {options[option]}
        </label>
      ))}
    </fieldset>
  );
}
