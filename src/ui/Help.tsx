/** What this page is and how to use it. */

import { Fragment, useCallback, useRef } from 'react';
import { EFFECT_ICONS } from './icons.tsx';
import { usePageKey } from './pageKeys.ts';
import { SHORTCUTS } from './shortcuts.ts';
import { Term } from './Term.tsx';

export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = useCallback(() => dialog.current?.showModal(), []);
  usePageKey('help', open);
  const goToEssay = () => {
    dialog.current?.close();
    document.querySelector('.essay')?.scrollIntoView();
  };
  return (
    <>
      <button
        type="button"
        className="button button-icon"
        aria-label="Help"
        aria-keyshortcuts="?"
        title="Help (?)"
        onClick={open}
      >
        ?
      </button>
      <dialog className="help-dialog" ref={dialog} aria-labelledby="help-title">
        <h2 id="help-title">What this is</h2>
        <p>
          Two recurrent latent-variable models train in this tab, on the same batches with the same
          seed. Each step of a sequence has a latent z<sub>t</sub>. The VRNN’s posterior q(z
          <sub>t</sub>) is a Gaussian. The SIS-RNN’s is a mixture of infinitely many: its parameters{' '}
          <Term of="psi">psi</Term> come out of a network that is fed random noise, so that it can
          have several modes, skew and correlation. Its log density is bounded with K extra draws of
          psi.
        </p>
        <p>
          Method: Hajiramezanali et al., <i>Semi-Implicit Stochastic Recurrent Neural Networks</i>,{' '}
          <a href="https://arxiv.org/abs/1910.12819" target="_blank" rel="noreferrer">
            arXiv 1910.12819
          </a>
          ; the bound: Yin and Zhou,{' '}
          <a href="https://arxiv.org/abs/1805.11183" target="_blank" rel="noreferrer">
            arXiv 1805.11183
          </a>
          . Nothing you load leaves this computer.
        </p>
        <p>
          <button type="button" className="button" onClick={goToEssay}>
            Read the essay below
          </button>
        </p>
        <h3>When a setting acts</h3>
        <dl>
          <dt>
            <span className="effect">{EFFECT_ICONS.live}</span>
          </dt>
          <dd>at once</dd>
          <dt>
            <span className="effect">{EFFECT_ICONS['next-step']}</span>
          </dt>
          <dd>from the next training step</dd>
          <dt>
            <span className="effect">{EFFECT_ICONS.restart}</span>
          </dt>
          <dd>starts the run again from its seed</dd>
        </dl>
        <h3>What the settings can break</h3>
        <p>
          The richer family does not find the richer posterior by itself. On the generators three
          things make it fork: spread at birth, a cap on sigma, and a KL weight β that falls from
          above 1 down to 1. Turn one of them off and watch both branches collapse into one.
        </p>
        <h3>Keys</h3>
        <dl>
          {SHORTCUTS.map(({ keys, does }) => (
            <Fragment key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </Fragment>
          ))}
        </dl>
        <h3>Your files</h3>
        <p>
          Drop MNIST images (idx, raw or gzip), a CSV with a header line, or an experiment, a run or
          weights saved by this page anywhere on the page.
        </p>
        <h3>Your runs</h3>
        <p>
          The run that trains is kept in this browser. After a reload or a crash the page offers to
          go on with it; the tab “Runs” has it and those before.
        </p>
        <form method="dialog">
          <button type="submit" className="button">
            Close
          </button>
        </form>
      </dialog>
    </>
  );
}
