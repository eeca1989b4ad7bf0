/** Models that diverged: what was found, and a way to go on. They stand here until that or a new start. */
import { modelColour } from './colours.ts';
import { shortName } from './modelNames.ts';
import { useActions, usePlayground } from './usePlayground.ts';

export function StoppedModels() {
  const stopped = usePlayground((state) => state.stopped);
  const models = usePlayground((state) => state.experiment.models);
  const { goOnSlower, removeModel } = useActions();
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
          title={`${shortName(model)} alone, at ${learningRate / 2}, from its last good weights`}
          onClick={() => goOnSlower(id)}
        >
          Halve the learning rate and go on
        </button>
        {models.length > 1 && (
          <button type="button" className="button button-plain" onClick={() => removeModel(id)}>
            Remove {shortName(model)}
          </button>
        )}
      </div>
    );
  });
}
