/** A digit to be completed, by hand or from an example, and what each model makes of it. */
import { useMemo, useRef, useState } from 'react';
import type { ModelSpec } from '../../config/experiment.ts';
import type { Pictured, PictureSummary } from '../../protocol.ts';
import { blankPicture, holesOf, type Part, type Tool, withPart } from '../../state/canvas.ts';
import { DIGIT_BOUNDS } from '../../state/digits.ts';
import { type DigitCompletionsText, digitCompletionsText } from '../../text/en/digitCompletions.ts';
import { modelColour, modelTextColour } from '../colours.ts';
import { wholeNumber } from '../format.ts';
import { shortName } from '../modelNames.ts';
import { PenSlider } from '../pen/PenSlider.tsx';
import { SaveButtons } from '../SaveButtons.tsx';
import { Segments } from '../Segments.tsx';
import { useActions, usePlayground } from '../usePlayground.ts';
import { Canvas } from './Canvas.tsx';
import { PixelSheet } from './PixelSheet.tsx';

interface Props {
  readonly pictures: PictureSummary;
  readonly models: readonly ModelSpec[];
}

const OFFERED = ['lower', 'upper', 'right', 'middle', 'none'] as const satisfies readonly Part[];

export function Completions({ pictures, models }: Props) {
  const { picture, past, options, answer } = usePlayground((state) => state.digits);
  const { setPicture, undoPicture, setDigits, completeAgain, refreshDigits } = useActions();
  const text = digitCompletionsText();
  const [tool, setTool] = useState<Tool>('ink');
  const [part, setPart] = useState<Part>('lower');
  const figure = useRef<HTMLElement>(null);
  const example = pictures.examples.findIndex((one) => sameOutside(one, picture));
  const choosePart = (next: Part) => {
    setPart(next);
    const whole = pictures.examples[example];
    setPicture(withPart(whole ? { ...picture, pixels: whole } : picture, next));
  };
  return (
    <section aria-labelledby="complete-title">
      <div className="figure-head">
        <h3 className="panel-title" id="complete-title">
          {text.title}
        </h3>
        <SaveButtons name="completed-digits" figure={figure} />
      </div>
      <div className="digits-complete">
        <div className="digits-hand">
          <Canvas picture={picture} tool={tool} onPicture={setPicture} />
          <Segments
            legend={text.tool}
            name="digit-tool"
            options={text.tools}
            value={tool}
            set={setTool}
          />
          <p className="setting-note">{text.toolNote}</p>
          <div className="pen-buttons">
            <button
              type="button"
              className="button"
              onClick={() => setPicture(blankPicture(pictures.side, part))}
            >
              {text.clear}
            </button>
            <button
              type="button"
              className="button"
              disabled={past.length === 0}
              onClick={undoPicture}
            >
              {text.undo}
            </button>
          </div>
          <label className="digits-choice">
            <span>{text.instead}</span>
            <select
              className="field"
              value={example < 0 ? '' : example}
              onChange={(event) => {
                const chosen = pictures.examples[Number(event.target.value)];
                if (event.target.value !== '' && chosen)
                  setPicture(withPart({ ...picture, pixels: chosen }, part));
              }}
            >
              <option value="">{text.example}</option>
              {pictures.examples.map((_, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a held-out digit is its place
                <option key={index} value={index}>
                  {text.heldOut(index + 1)}
                </option>
              ))}
            </select>
          </label>
          <label className="digits-choice">
            <span>{text.missing}</span>
            <select
              className="field"
              value={part}
              onChange={(event) => choosePart(event.target.value as Part)}
            >
              {OFFERED.map((one) => (
                <option key={one} value={one}>
                  {text.parts[one]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <figure ref={figure} className="digits-answers" aria-label={text.figure}>
          {models.map((model) => (
            <ModelRow key={model.id} model={model} pictures={pictures} />
          ))}
        </figure>
      </div>
      <p className="pen-words quiet" role="status" data-testid="digit-words">
        {answer === null ? text.nothing : wordsOf(answer, pictures, holesOf(picture), text)}
      </p>
      <div className="pen-controls">
        <PenSlider
          label={text.count}
          value={options.count}
          range={DIGIT_BOUNDS.count}
          step={1}
          shown={String(options.count)}
          set={(count) => setDigits({ count })}
        />
        <PenSlider
          label={text.particles}
          value={options.particles}
          range={DIGIT_BOUNDS.particles}
          step={1}
          shown={String(options.particles)}
          set={(particles) => setDigits({ particles })}
        />
      </div>
      <div className="pen-buttons">
        <button type="button" className="button" disabled={answer === null} onClick={completeAgain}>
          {text.otherNoise}
        </button>
        <button type="button" className="button" onClick={refreshDigits}>
          {text.asTheyAre}
        </button>
      </div>
    </section>
  );
}

/** Whether the picture is this example with a part taken out. */
function sameOutside(
  example: Uint8Array,
  { pixels, missing }: { readonly pixels: Uint8Array; readonly missing: Uint8Array },
): boolean {
  return (
    example.length === pixels.length &&
    example.every((pixel, i) => missing[i] === 1 || pixel === pixels[i])
  );
}

const NO_PICTURES: readonly Uint8Array[] = [];

function ModelRow({ model, pictures }: { model: ModelSpec; pictures: PictureSummary }) {
  const answer = usePlayground((state) => state.digits.answer);
  const chosen = usePlayground((state) => state.digits.chosen);
  const count = usePlayground((state) => state.digits.asked?.count ?? state.digits.options.count);
  const { readDigit } = useActions();
  const text = digitCompletionsText();
  const found = answer?.models.find(({ id }) => id === model.id)?.pictures ?? NO_PICTURES;
  const missing = answer?.request.missing;
  const tiles = useMemo(
    () => found.map((pixels) => [{ pixels, ...(missing && { missing }) }]),
    [found, missing],
  );
  return (
    <div className="digits-row" data-model={model.id}>
      <h4 style={{ color: modelTextColour(model.slot) }}>{shortName(model)}</h4>
      <div className="digits-tiles">
        {Array.from({ length: count }, (_, n) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a completion is its place
            key={n}
            type="button"
            className="digit-tile"
            aria-pressed={n === chosen}
            aria-label={text.read(n + 1, shortName(model))}
            disabled={tiles[n] === undefined}
            onClick={() => readDigit({ chosen: n })}
          >
            {tiles[n] !== undefined && (
              <PixelSheet
                label={text.completion(n + 1, shortName(model))}
                side={pictures.side}
                tiles={tiles[n]}
                columns={1}
                colour={modelColour(model.slot)}
              />
            )}
          </button>
        ))}
      </div>
    </div>
  );
}

function wordsOf(
  { request, step }: Pictured,
  { side }: PictureSummary,
  holes: number,
  text: DigitCompletionsText,
): string {
  if (holes === 0) return text.onlyRead(wholeNumber(step));
  const { count, particles, seed } = request;
  return text.made({
    count,
    step: wholeNumber(step),
    holes: wholeNumber(holes),
    pixels: wholeNumber(side * side),
    particles,
    seed,
  });
}
