/** The essay under the playground: prose with its figures, and what it cites. Loaded late. */
import 'katex/dist/katex.min.css';
import { type ComponentType, useEffect, useMemo, useState } from 'react';
import { announcedText } from '../../text/en/announced.ts';
import { essayText } from '../../text/en/essay.ts';
import { takeTurn } from '../useInTurn.ts';
import './essay.css';
import type { Block, FigureName } from '../../text/essayText.ts';
import { Formula } from './Formula.tsx';
import { BoundFigure } from './figures/BoundFigure.tsx';
import { Explanations } from './figures/Explanations.tsx';
import { Losses } from './figures/Losses.tsx';
import { NearestGaussian } from './figures/NearestGaussian.tsx';
import { RandomParameters } from './figures/RandomParameters.tsx';
import { Recurrence } from './figures/Recurrence.tsx';
import { LessonDesk, type OpenLessons } from './lessonDesk.ts';
import { Prose } from './Prose.tsx';
import { REFERENCES } from './references.ts';
import { LessonContext } from './useLesson.ts';

const DRAWN: Readonly<Record<FigureName, ComponentType>> = {
  explanations: Explanations,
  gaussian: NearestGaussian,
  parameters: RandomParameters,
  bound: BoundFigure,
  recurrence: Recurrence,
  losses: Losses,
};

export default function Essay({ openLessons }: { readonly openLessons: OpenLessons }) {
  const desk = useMemo(() => new LessonDesk(openLessons), [openLessons]);
  // Another language mounts the essay anew: its worker goes with it, and the next figure that asks gets another.
  useEffect(() => () => desk.close(), [desk]);
  const text = essayText();
  const written = useWritten(text.sections.length);
  return (
    <LessonContext value={desk}>
      <div className="essay-page">
        <h2 className="essay-title" id="essay-title">
          {announcedText().title}
        </h2>
        {text.lead.map((paragraph) => (
          <p key={paragraph} className="essay-lead">
            <Prose text={paragraph} />
          </p>
        ))}
        {text.sections.slice(0, written).map(({ id, title, blocks }) => (
          <section key={id} aria-labelledby={`essay-${id}`}>
            <h3 id={`essay-${id}`}>{title}</h3>
            {blocks.map((block) => (
              <Written key={JSON.stringify(block)} block={block} />
            ))}
          </section>
        ))}
        {written === text.sections.length && <References title={text.references} />}
      </div>
    </LessonContext>
  );
}

/** Sections that stand by now: one after another, each in a task of its own, for formulas take their time to set. */
function useWritten(total: number): number {
  const [written, setWritten] = useState(0);
  useEffect(() => {
    if (written < total) return takeTurn(() => setWritten(written + 1));
  }, [written, total]);
  return written;
}

function Written({ block }: { readonly block: Block }) {
  if (typeof block === 'string')
    return (
      <p>
        <Prose text={block} />
      </p>
    );
  if ('formula' in block) return <Formula tex={block.formula} display />;
  if ('items' in block)
    return (
      <ul>
        {block.items.map((item) => (
          <li key={item}>
            <Prose text={item} />
          </li>
        ))}
      </ul>
    );
  const Drawn = DRAWN[block.figure];
  return <Drawn />;
}

function References({ title }: { readonly title: string }) {
  return (
    <section aria-labelledby="essay-references">
      <h3 id="essay-references">{title}</h3>
      <ul className="essay-references">
        {Object.entries(REFERENCES).map(([key, { authors, year, title: work, at, href }]) => (
          <li key={key}>
            {authors} ({year}). <cite lang="en">{work}</cite>.{' '}
            <a href={href} target="_blank" rel="noreferrer">
              {at}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
