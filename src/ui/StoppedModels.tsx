/** Models that diverged: what was found, and a way to go on. They stand here until that or a new start. */
import { recoveryText } from '../text/en/recovery.ts';
import { modelColour } from './colours.ts';
import { shortName } from './modelNames.ts';
import { useActions, usePlayground } from './usePlayground.ts';

export function StoppedModels() {
  const stopped = usePlayground((state) => state.stopped);
  const models = usePlayground((state) => state.experiment.models);
  const { goOnSlower, removeModel } = useActions();
  const text = recoveryText();
  return stopped.map(({ id, message, learningRate }) => {
    const model = models.find((one) => one.id === id);
    if (model === undefined) return null;
    return (
      <div
        key={id}
        className="notice notice-stopped"
        role="alert"
        style={{ '--colour': modelColour(model.slot) }}
      >
        <span className="swatch" />
        <p>{message}</p>
        <button
          type="button"
          className="button"
          title={text.slowerTitle(shortName(model), learningRate / 2)}
          onClick={() => goOnSlower(id)}
        >
          {text.slower}
        </button>
        {models.length > 1 && (
          <button type="button" className="button button-plain" onClick={() => removeModel(id)}>
            {text.remove(shortName(model))}
          </button>
        )}
      </div>
    );
  });
}
