/** Training was given up after fault upon fault; the reader may try once more. */
import { recoveryText } from '../text/en/recovery.ts';
import { useActions, usePlayground } from './usePlayground.ts';

export function Halted() {
  const halt = usePlayground((state) => state.halt);
  const { tryAgain } = useActions();
  if (halt === null) return null;
  return (
    <div className="notice notice-stopped" role="alert">
      <p>{halt}</p>
      <button type="button" className="button" onClick={tryAgain}>
        {recoveryText().tryAgain}
      </button>
    </div>
  );
}
