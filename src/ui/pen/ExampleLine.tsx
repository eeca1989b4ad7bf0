/** The way without drawing: a held-out line of the data, or its beginning, as ink. */
import { useState } from 'react';
import type { Stroke } from '../../protocol.ts';
import { drawText } from '../../text/en/draw.ts';
import { wholeNumber } from '../format.ts';
import { useActions } from '../usePlayground.ts';
import { PenSlider } from './PenSlider.tsx';
import { beginningOf, centred } from './padView.ts';

const SHARE = 0.5;

export function ExampleLine({ examples }: { readonly examples: readonly (readonly Stroke[])[] }) {
  const { draw } = useActions();
  const text = drawText();
  const [chosen, setChosen] = useState<number | null>(null);
  const [share, setShare] = useState(SHARE);
  const write = (index: number, part: number) => {
    const strokes = examples[index];
    if (strokes === undefined) return;
    const whole = centred({ strokes, sampled: true });
    const points = strokes.reduce((sum, { x }) => sum + x.length, 0);
    draw(beginningOf(whole, Math.max(2, Math.round(part * points))));
  };
  return (
    <div className="pen-example">
      <label>
        <span>{text.instead}</span>
        <select
          className="field"
          value={chosen ?? ''}
          onChange={(event) => {
            if (event.target.value === '') return;
            const index = Number(event.target.value);
            setChosen(index);
            write(index, share);
          }}
        >
          <option value="">{text.example}</option>
          {examples.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a held-out line is its place
            <option key={index} value={index}>
              {text.heldOut(index + 1)}
            </option>
          ))}
        </select>
      </label>
      <PenSlider
        label={text.share}
        value={Math.round(100 * share)}
        range={[5, 100]}
        step={5}
        shown={`${wholeNumber(100 * share)} %`}
        disabled={chosen === null}
        set={(percent) => {
          setShare(percent / 100);
          if (chosen !== null) write(chosen, percent / 100);
        }}
      />
    </div>
  );
}
