/** A sentence whose words are tinted by how little a model expected them; the arrow keys read them one by one. */
import { type KeyboardEvent, useState } from 'react';
import type { ScoredSentence } from '../../protocol.ts';
import { sentencesText } from '../../text/en/sentences.ts';
import { decimals } from '../format.ts';
import { surpriseShare } from './wordColour.ts';

interface Props {
  readonly label: string;
  readonly sentence: ScoredSentence;
  /** Of a token: what stands between two. */
  readonly between: string;
  /** CSS colour of the tint. */
  readonly colour: string;
  /** So many words were given and not said. */
  readonly given?: number;
  /** Told which word is looked at, in words; null: none. */
  readonly onRead: (reading: string | null) => void;
}

export function Words({ label, sentence, between, colour, given = 0, onRead }: Props) {
  const { words, logProbabilities, ended } = sentence;
  const [at, setAt] = useState<number | null>(null);
  const shown = ended ? [...words, END_MARK] : words;
  const look = (next: number | null) => {
    setAt(next);
    onRead(next === null ? null : readingOf(sentence, next));
  };
  const onKey = (event: KeyboardEvent) => {
    const last = shown.length - 1;
    const from = at ?? -1;
    const targets: Readonly<Record<string, number | null>> = {
      ArrowRight: Math.min(last, from + 1),
      ArrowLeft: Math.max(0, from - 1),
      Home: 0,
      End: last,
      Escape: null,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    look(target);
  };
  return (
    <p
      className="words"
      data-letters={between === ''}
      role="application"
      aria-label={sentencesText().words(label, words.join(between))}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move along its words
      tabIndex={0}
      style={{ '--tint': colour }}
      onKeyDown={onKey}
      onBlur={() => look(null)}
      onPointerLeave={() => look(null)}
    >
      {shown.map((word, i) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
          key={i}
        >
          <span
            className="word"
            data-given={i < given}
            data-at={i === at}
            style={{ '--surprise': `${Math.round(100 * surpriseShare(logProbabilities[i]!))}%` }}
            onPointerEnter={() => look(i)}
          >
            {word === ' ' ? ' ' : word}
          </span>
          {i < shown.length - 1 && between}
        </span>
      ))}
      {!ended && <span className="quiet"> …</span>}
    </p>
  );
}

export const END_MARK = '⏎';

function readingOf({ words, logProbabilities }: ScoredSentence, at: number): string {
  const text = sentencesText();
  const log = logProbabilities[at]!;
  const [nats, share] = [decimals(log, 2), percent(Math.exp(log), text.hardly)];
  return at < words.length ? text.word(words[at]!, nats, share) : text.end(nats, share);
}

function percent(share: number, hardly: string): string {
  if (share >= 0.1) return `${decimals(100 * share, 0)} %`;
  return share >= 0.001 ? `${decimals(100 * share, 2)} %` : hardly;
}
