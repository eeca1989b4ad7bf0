/** The page in a frame of another page: one panel, play and pause, how far it is, and the way to all of it. */
import { linkOf } from '../../state/history.ts';
import type { Single } from '../../state/screen.ts';
import { headerText } from '../../text/en/header.ts';
import { screenText } from '../../text/en/screen.ts';
import { Announcement } from '../Announcement.tsx';
import { Notices } from '../Notices.tsx';
import { PlayButton } from '../PlayButton.tsx';
import { usePlayground } from '../usePlayground.ts';
import { playgroundAddress } from './embedCode.ts';
import { Part } from './ScreenContext.tsx';
import { panelName, SinglePanel } from './SinglePanel.tsx';
import { StepCount } from './StepCount.tsx';

export function EmbedPage({ panel }: { readonly panel: Single | 'refused' }) {
  const { name } = headerText();
  return (
    <div className="single embed">
      <header className="visually-hidden">
        <h1>{panel === 'refused' ? name : `${name}: ${panelName(panel)}`}</h1>
        <Announcement />
      </header>
      <Notices />
      <main className="single-main">{panel !== 'refused' && <SinglePanel panel={panel} />}</main>
      <footer className="embed-bar">
        {panel !== 'refused' && (
          <>
            <Part name="play">
              <PlayButton small />
            </Part>
            <Part name="counters">
              <StepCount />
            </Part>
          </>
        )}
        <span className="embed-name">{name}</span>
        <OpenLink />
      </footer>
    </div>
  );
}

function OpenLink() {
  const link = usePlayground(linkOf);
  const text = screenText();
  return (
    <a
      className="embed-open"
      href={playgroundAddress(location.href, link).href}
      target="_blank"
      rel="noopener"
    >
      {text.open}
      <span aria-hidden="true"> ↗</span>
      <span className="visually-hidden"> ({text.opensTab})</span>
    </a>
  );
}
