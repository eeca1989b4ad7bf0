/** A field for a sentence, with the held-out ones of the data to choose from. */
import { useId, useMemo } from 'react';
import type { SentenceSummary, Understood } from '../../protocol.ts';
import { sentencesText } from '../../text/en/sentences.ts';
import { usePlayground } from '../usePlayground.ts';
import { noteOf } from './understood.ts';

interface Props {
  readonly label: string;
  readonly value: string;
  /** What the models were told of it, once they have answered. */
  readonly understood: Understood | null;
  readonly set: (value: string) => void;
  /** Whether whole held-out sentences are offered. */
  readonly offers?: boolean;
}

const NO_EXAMPLES: SentenceSummary['examples'] = [];
const OFFERED = 60;
const LONGEST = 2000;

export function SentenceField({ label, value, understood, set, offers = true }: Props) {
  const examples = usePlayground((state) => state.data?.sentences?.examples ?? NO_EXAMPLES);
  const id = useId();
  // The same elements while something is typed: they are many.
  const held = useMemo(
    () =>
      examples.slice(0, OFFERED).map(({ text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a held-out sentence is its place
        <option key={index} value={index}>
          {index + 1}: {text}
        </option>
      )),
    [examples],
  );
  return (
    <div className="sentence-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        type="text"
        maxLength={LONGEST}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => set(event.target.value)}
      />
      {offers && (
        <select
          className="field"
          aria-label={sentencesText().choose(label)}
          value={examples.findIndex(({ text }) => text === value)}
          onChange={(event) => {
            const chosen = examples[Number(event.target.value)];
            if (chosen) set(chosen.text);
          }}
        >
          <option value={-1} disabled>
            {sentencesText().heldOut}
          </option>
          {held}
        </select>
      )}
      <p className="setting-note">{understood === null ? '' : noteOf(understood)}</p>
    </div>
  );
}
