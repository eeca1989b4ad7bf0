/** Digits: from nothing beside real ones, completed from a part, and read along the scan. */
import { digitCompletionsText } from '../../text/en/digitCompletions.ts';
import { dataLine } from '../dataLine.ts';
import { Rich } from '../Rich.tsx';
import { useModels } from '../useModels.ts';
import { usePlayground } from '../usePlayground.ts';
import { Completions } from './Completions.tsx';
import { Reading } from './Reading.tsx';
import { Samples } from './Samples.tsx';

export default function DigitsView() {
  const pictures = usePlayground((state) => state.data?.pictures ?? null);
  const description = usePlayground(({ data }) => (data === null ? '' : dataLine(data)));
  const models = useModels();
  if (pictures === null) return null;
  return (
    <>
      <p className="digits-data" data-testid="digits-data">
        <Rich
          text={digitCompletionsText().data}
          parts={{ strong: (words) => <strong>{words}</strong>, description }}
        />
      </p>
      <Completions pictures={pictures} models={models} />
      <Reading pictures={pictures} models={models} />
      <Samples pictures={pictures} models={models} />
    </>
  );
}
