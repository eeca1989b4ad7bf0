/** The header: run it, read how far it is and on what it runs, take it away. */
import { trainsNow } from '../state/presence.ts';
import { THEMES } from '../state/theme.ts';
import { headerText } from '../text/en/header.ts';
import { LANGUAGES, type Language, language, TAGS } from '../text/language.ts';
import { announcement } from './announcement.ts';
import { Counters } from './Counters.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { bytes } from './format.ts';
import { Habits, PresenceNote } from './Habits.tsx';
import { Help } from './Help.tsx';
import { PauseIcon, PlayIcon, ResetIcon, StepIcon, ThemeIcon } from './icons.tsx';
import { usePageKey } from './pageKeys.ts';
import { ShareButton } from './ShareButton.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

export function Header() {
  return (
    <header className="header">
      <h1>{headerText().name}</h1>
      <RunButtons />
      <Counters />
      <PresenceNote />
      <Announcement />
      <div className="header-end">
        <BackendChip />
        <ShareButton />
        <ExportMenu />
        <Habits />
        <ThemeButton />
        <LanguageButton />
        <Help />
      </div>
    </header>
  );
}

function RunButtons() {
  // One that is held by the page or the power can be played nevertheless.
  const playing = usePlayground(trainsNow);
  const hasRun = usePlayground((state) => state.running !== null);
  const { play, pause, step, reset } = useActions();
  const text = headerText();
  usePageKey('playPause', playing ? pause : play);
  return (
    <div className="header-group">
      <button
        type="button"
        className="button button-icon"
        aria-label={text.reset}
        title={text.resetTitle}
        onClick={reset}
      >
        <ResetIcon />
      </button>
      <button
        type="button"
        className="button button-strong button-play"
        aria-keyshortcuts="Space"
        title={playing ? text.pauseTitle : text.playTitle}
        onClick={playing ? pause : play}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
        {playing ? text.pause : text.play}
      </button>
      <button
        type="button"
        className="button"
        title={text.stepTitle}
        disabled={!hasRun}
        onClick={step}
      >
        <StepIcon />
        {text.step}
      </button>
    </div>
  );
}

/** Heard, not seen: the counters say the same. */
function Announcement() {
  return (
    <p className="visually-hidden" role="status" data-testid="announcement">
      {usePlayground(announcement)}
    </p>
  );
}

const BACKEND_NAMES = { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'CPU' } as const;

function BackendChip() {
  const backend = usePlayground((state) => state.backend);
  // In megabytes: the chip need not change with every kilobyte.
  const memory = usePlayground((state) =>
    bytes(Math.round(state.progress.memoryBytes / 1e5) * 1e5),
  );
  return (
    <span
      className="chip"
      data-ready={backend !== null}
      data-testid="backend"
      title={headerText().backend}
    >
      {backend === null
        ? headerText().starting
        : [BACKEND_NAMES[backend.backend], backend.detail, memory].filter(Boolean).join(' · ')}
    </span>
  );
}

function ThemeButton() {
  const theme = usePlayground((state) => state.theme);
  const { setTheme } = useActions();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  const text = headerText();
  const label = text.theme(text.themes[theme], text.themes[next]);
  return (
    <button
      type="button"
      className="button button-icon"
      aria-label={label}
      title={label}
      onClick={() => setTheme(next)}
    >
      <ThemeIcon />
    </button>
  );
}

const NAMES = Object.keys(LANGUAGES) as Language[];

/** Says the language it changes to, in that language. */
function LanguageButton() {
  const { setLanguage } = useActions();
  const now = language();
  const next = NAMES[(NAMES.indexOf(now) + 1) % NAMES.length] ?? 'en';
  const label = headerText().language(LANGUAGES[now], LANGUAGES[next]);
  return (
    <button
      type="button"
      className="button"
      aria-label={label}
      title={label}
      onClick={() => void setLanguage(next)}
    >
      <span lang={TAGS[next]}>{LANGUAGES[next]}</span>
    </button>
  );
}
