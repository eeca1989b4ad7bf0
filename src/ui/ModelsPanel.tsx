/** The models side by side: colour, name, size; remove one, add one. */
import { memo, useState } from 'react';
import { MAX_MODELS, type ModelSpec } from '../config/experiment.ts';
import { modelsText } from '../text/en/models.ts';
import { About } from './About.tsx';
import { AddModelForm } from './AddModelForm.tsx';
import { modelColour } from './colours.ts';
import { count } from './format.ts';
import { modelDetail, shortName } from './modelNames.ts';
import { useActions, usePlayground } from './usePlayground.ts';

export const ModelsPanel = memo(function ModelsPanel() {
  const models = usePlayground((state) => state.experiment.models);
  const text = modelsText();
  const [adding, setAdding] = useState(false);
  return (
    <section className="panel panel-models" aria-labelledby="models-title">
      <div className="panel-head">
        <h2 className="panel-title" id="models-title">
          {text.title}
        </h2>
        <About of="models" title={text.title} />
      </div>
      <ul className="models">
        {models.map((model) => (
          <ModelRow key={model.id} model={model} only={models.length === 1} />
        ))}
      </ul>
      {adding && <AddModelForm close={() => setAdding(false)} />}
      {!adding && models.length < MAX_MODELS && (
        <button type="button" className="button button-plain" onClick={() => setAdding(true)}>
          {text.add}
        </button>
      )}
    </section>
  );
});

function ModelRow({ model, only }: { readonly model: ModelSpec; readonly only: boolean }) {
  // While a file is missing the worker still counts the models of the run before.
  const summary = usePlayground((state) =>
    state.needsData === null ? state.summaries.find(({ id }) => id === model.id) : undefined,
  );
  const { removeModel } = useActions();
  const text = modelsText();
  const detail = modelDetail(model);
  return (
    <li className="model" style={{ '--colour': modelColour(model.slot) }}>
      <span className="swatch" />
      <span className="model-name">
        {shortName(model)}
        {detail !== '' && <small>{detail}</small>}
      </span>
      <span className="quiet" title={text.trained}>
        {summary === undefined ? '…' : text.parameters(count(summary.parameterCount))}
      </span>
      <button
        type="button"
        className="button button-plain"
        aria-label={text.removeModel(shortName(model))}
        title={only ? text.needsOne : text.remove}
        disabled={only}
        onClick={() => removeModel(model.id)}
      >
        ×
      </button>
    </li>
  );
}
