/** The frame of a figure: its number and title, what is drawn, what it says in a sentence, and the way to the playground. */
import { type ReactNode, type RefObject, useId } from 'react';
import type { Experiment } from '../../config/experiment.ts';
import { essayText } from '../../text/en/essay.ts';
import { FIGURES, type FigureName } from '../../text/essayText.ts';
import { OpenLink } from './OpenLink.tsx';

interface Props {
  readonly name: FigureName;
  readonly frame: RefObject<HTMLElement | null>;
  readonly onScreen: boolean;
  /** Of the last wish. */
  readonly done: boolean;
  readonly problem: string | null;
  /** Null while nothing is computed. */
  readonly summary: string | null;
  /** What the playground is to show. */
  readonly experiment: Experiment;
  readonly children: ReactNode;
}

export function Figure(props: Props) {
  const { name, frame, onScreen, done, problem, summary, experiment, children } = props;
  const text = essayText();
  const { title, waiting } = text.figures[name];
  const id = useId();
  return (
    <figure
      className="essay-figure panel"
      ref={frame}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-summary`}
      data-figure={name}
      data-state={onScreen ? (done ? 'done' : 'running') : 'resting'}
    >
      <figcaption className="essay-caption" id={`${id}-title`}>
        <span className="quiet">{FIGURES.indexOf(name) + 1}.</span> {title}
      </figcaption>
      {children}
      <p className="essay-summary" id={`${id}-summary`}>
        {problem === null ? (summary ?? waiting) : text.failed(problem)}
      </p>
      <OpenLink experiment={experiment} title={title} />
    </figure>
  );
}
