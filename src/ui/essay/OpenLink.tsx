/** A link to an experiment of the playground above, which is a real one: it can be copied and opened elsewhere. */
import type { MouseEvent } from 'react';
import type { Experiment } from '../../config/experiment.ts';
import { formatLink } from '../../state/link.ts';
import { essayText } from '../../text/en/essay.ts';
import { useActions } from '../usePlayground.ts';

interface Props {
  readonly experiment: Experiment;
  /** Of the figure, for who hears only links. */
  readonly title: string;
}

export function OpenLink({ experiment, title }: Props) {
  const { open } = essayText();
  const { setView } = useActions();
  const goUp = (event: MouseEvent) => {
    // Into a tab of its own it goes by itself.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    setView('posterior');
    const main = document.querySelector('main');
    main?.focus({ preventScroll: true });
    main?.scrollIntoView();
  };
  return (
    <a className="button button-small essay-open" href={formatLink(experiment)} onClick={goUp}>
      {open}
      <span className="visually-hidden">: {title}</span>
    </a>
  );
}
