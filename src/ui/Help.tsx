/** What this page is and how to use it. */
import { Fragment, type MouseEvent, useCallback, useState } from 'react';
import { helpText } from '../text/en/help.ts';
import { Dialog } from './Dialog.tsx';
import { useScreen } from './embed/ScreenContext.tsx';
import { REFERENCES, type ReferenceKey } from './essay/references.ts';
import { EFFECT_ICONS } from './icons.tsx';
import { usePageKey } from './pageKeys.ts';
import { Rich } from './Rich.tsx';
import { shortcuts } from './shortcuts.ts';
import { Term } from './Term.tsx';

export function Help() {
  const [shown, setShown] = useState(false);
  const text = helpText();
  const hasEssay = useScreen(({ slide, hidden }) => slide === null && !hidden.has('essay'));
  const open = useCallback(() => setShown(true), []);
  usePageKey('help', open);
  const goToEssay = (event: MouseEvent<HTMLElement>) => {
    event.currentTarget.closest('dialog')?.close();
    document.querySelector('.essay')?.scrollIntoView();
  };
  return (
    <>
      <button
        type="button"
        className="button button-icon"
        aria-label={text.button}
        aria-keyshortcuts="?"
        title={text.buttonTitle}
        onClick={open}
      >
        ?
      </button>
      {shown && (
        <Dialog title={text.title} fromTitle closed={() => setShown(false)}>
          <p>
            <Rich
              text={text.about}
              parts={{
                z: (
                  <>
                    z<sub>t</sub>
                  </>
                ),
                psi: (words) => <Term of="psi">{words}</Term>,
              }}
            />
          </p>
          <p>
            <Rich
              text={text.method}
              parts={{
                title: <i>{REFERENCES.sisrnn.title}</i>,
                sisRnn: <Cited paper="sisrnn" />,
                sivi: <Cited paper="sivi" />,
              }}
            />
          </p>
          {hasEssay && (
            <p>
              <button type="button" className="button" onClick={goToEssay}>
                {text.readEssay}
              </button>
            </p>
          )}
          <h3>{text.acts}</h3>
          <dl>
            <dt>
              <span className="effect">{EFFECT_ICONS.live}</span>
            </dt>
            <dd>{text.live}</dd>
            <dt>
              <span className="effect">{EFFECT_ICONS['next-step']}</span>
            </dt>
            <dd>{text.nextStep}</dd>
            <dt>
              <span className="effect">{EFFECT_ICONS.restart}</span>
            </dt>
            <dd>{text.restart}</dd>
          </dl>
          <h3>{text.breaks}</h3>
          <p>{text.forking}</p>
          <h3>{text.keys}</h3>
          <dl>
            {shortcuts().map(({ keys, does }) => (
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
          <h3>{text.files}</h3>
          <p>{text.drop}</p>
          <h3>{text.runs}</h3>
          <p>{text.kept}</p>
        </Dialog>
      )}
    </>
  );
}

function Cited({ paper }: { readonly paper: ReferenceKey }) {
  const { at, href } = REFERENCES[paper];
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {at}
    </a>
  );
}
