/** Asks for another sequence: the next seed. */
import type { Dispatch, SetStateAction } from 'react';

interface Props {
  readonly label: string;
  readonly setSeed: Dispatch<SetStateAction<number>>;
}

export function Another({ label, setSeed }: Props) {
  return (
    <button type="button" className="button button-small" onClick={() => setSeed((now) => now + 1)}>
      {label}
    </button>
  );
}
