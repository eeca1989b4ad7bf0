/** Sentences: said on, read word by word, mapped by their latents, from one to another, and from nothing. */
import { sentencesText } from '../../text/en/sentences.ts';
import { dataLine } from '../dataLine.ts';
import { Rich } from '../Rich.tsx';
import { useModels } from '../useModels.ts';
import { usePlayground } from '../usePlayground.ts';
import { FromNothing } from './FromNothing.tsx';
import { LatentLine } from './LatentLine.tsx';
import { LatentUse } from './LatentUse.tsx';
import { SayOn } from './SayOn.tsx';
import { WordByWord } from './WordByWord.tsx';
import './sentences.css';

export default function SentencesView() {
  const unit = usePlayground((state) => state.data?.sentences?.unit ?? null);
  const description = usePlayground(({ data }) => (data === null ? '' : dataLine(data)));
  const models = useModels();
  if (unit === null) return null;
  const parts = { models, between: unit === 'word' ? ' ' : '' };
  return (
    <>
      <p className="digits-data" data-testid="sentences-data">
        <Rich
          text={sentencesText().data}
          parts={{ strong: (words) => <strong>{words}</strong>, description }}
        />
      </p>
      <SayOn {...parts} />
      <WordByWord {...parts} />
      <LatentUse models={models} />
      <LatentLine {...parts} />
      <FromNothing {...parts} />
    </>
  );
}
