/** Plays and pauses, by the button and by the key. */
import { trainsNow } from '../state/presence.ts';
import { headerText } from '../text/en/header.ts';
import { PauseIcon, PlayIcon } from './icons.tsx';
import { usePageKey } from './pageKeys.ts';
import { useActions, usePlayground } from './usePlayground.ts';

/** `small`: the icon alone. */
export function PlayButton({ small = false }: { readonly small?: boolean }) {
  // One that is held by the page or the power can be played nevertheless.
  const playing = usePlayground(trainsNow);
  const { play, pause } = useActions();
  const text = headerText();
  usePageKey('playPause', playing ? pause : play);
  const word = playing ? text.pause : text.play;
  return (
    <button
      type="button"
      className={`button button-strong ${small ? 'button-icon' : 'button-play'}`}
      aria-keyshortcuts="Space"
      title={playing ? text.pauseTitle : text.playTitle}
      onClick={playing ? pause : play}
    >
      {playing ? <PauseIcon /> : <PlayIcon />}
      {small ? <span className="visually-hidden">{word}</span> : word}
    </button>
  );
}
