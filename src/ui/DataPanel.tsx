/** The gallery of data sets, what the present one is, and the way in for files. */
import { memo } from 'react';
import { PRESETS } from '../config/presets.ts';
import type { DataSummary } from '../protocol.ts';
import { galleryText } from '../text/en/gallery.ts';
import { presetWords } from '../text/en/presets.ts';
import { About } from './About.tsx';
import { dataLine } from './dataLine.ts';
import { Part } from './embed/ScreenContext.tsx';
import { Files } from './Files.tsx';
import { wholeNumber } from './format.ts';
import { GeneratorPanel } from './GeneratorPanel.tsx';
import { HandIcon, PresetIcon } from './PresetIcon.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

export const DataPanel = memo(function DataPanel() {
  const data = usePlayground((state) => state.experiment.settings.data);
  const { choosePreset, setView } = useActions();
  const text = galleryText();
  return (
    <section className="panel panel-data" aria-labelledby="data-title">
      <div className="panel-head">
        <h2 className="panel-title" id="data-title">
          {text.title}
        </h2>
        <About of="data" title={text.title} />
      </div>
      <Part name="presets">
        <div className="gallery">
          {PRESETS.map(({ name }) => (
            <button
              key={name}
              type="button"
              className="tile"
              aria-pressed={name === data}
              title={presetWords(name).blurb}
              onClick={() => choosePreset(name)}
            >
              <PresetIcon name={name} />
              {presetWords(name).title}
            </button>
          ))}
          <button
            type="button"
            className="tile"
            title={text.handTitle}
            onClick={() => setView('hand')}
          >
            <HandIcon />
            {text.hand}
          </button>
        </div>
      </Part>
      <Description />
      <Part name="generator">
        <GeneratorPanel />
      </Part>
      <Part name="files">
        <Files />
      </Part>
    </section>
  );
});

function Description() {
  const wanted = usePlayground((state) => state.experiment.settings.data);
  const shown = usePlayground((state) => state.running?.settings.data);
  const data = usePlayground((state) => state.data);
  return (
    <div className="data-text">
      <p>{presetWords(wanted).blurb}</p>
      {data === null && <p className="data-awaited" />}
      {data !== null && shown === wanted && (
        <p className="quiet" data-testid="data-description">
          {[dataLine(data), data.formula, countsOf(data), decoderOf(data)]
            .filter(
              (part, index) => part !== null && (index === 0 || !dataLine(data).includes(part)),
            )
            .map((part, index) => (index === 0 ? part : ` · ${part}`))
            .join('')}
        </p>
      )}
    </div>
  );
}

function countsOf({ trainCount, validationCount, testCount }: DataSummary): string {
  const text = galleryText();
  const train = trainCount === null ? text.endless : wholeNumber(trainCount);
  return text.counts(train, wholeNumber(validationCount), wholeNumber(testCount));
}

function decoderOf({ known }: DataSummary): string {
  return known ? galleryText().known : galleryText().learned;
}
