/** The header: run it, read how far it is and on what it runs, take it away. */
import { trainsNow } from '../state/presence.ts';
import { THEMES, type Theme } from '../state/theme.ts';
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
      <h1>SIS-RNN Playground</h1>
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
  usePageKey('playPause', playing ? pause : play);
  return (
    <div className="header-group">
      <button
        type="button"
        className="button button-icon"
        aria-label="Reset: start again from the seed"
        title="Start again from the seed"
        onClick={reset}
      >
        <ResetIcon />
      </button>
      <button
        type="button"
        className="button button-strong button-play"
        aria-keyshortcuts="Space"
        title={playing ? 'Pause (space)' : 'Play (space)'}
        onClick={playing ? pause : play}
      >
        {playing ? <PauseIcon /> : <PlayIcon />}
        {playing ? 'Pause' : 'Play'}
      </button>
      <button
        type="button"
        className="button"
        title="One training step"
        disabled={!hasRun}
        onClick={step}
      >
        <StepIcon />
        Step
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
      title="Backend, adapter or instruction set, and memory of the tensors"
    >
      {backend === null
        ? 'starting…'
        : [BACKEND_NAMES[backend.backend], backend.detail, memory].filter(Boolean).join(' · ')}
    </span>
  );
}

const THEME_NAMES: Readonly<Record<Theme, string>> = {
  system: 'as the system',
  light: 'light',
  dark: 'dark',
};

function ThemeButton() {
  const theme = usePlayground((state) => state.theme);
  const { setTheme } = useActions();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  const label = `Theme: ${THEME_NAMES[theme]}. Change to ${THEME_NAMES[next]}`;
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
