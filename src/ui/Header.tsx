/** The header: run it, read how far it is and on what it runs, take it away. */
import { THEMES } from '../state/theme.ts';
import { headerText } from '../text/en/header.ts';
import { LANGUAGES, type Language, language, TAGS } from '../text/language.ts';
import { Announcement } from './Announcement.tsx';
import { Counters } from './Counters.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { Part } from './embed/ScreenContext.tsx';
import { SlidesButton } from './embed/SlidesButton.tsx';
import { bytes } from './format.ts';
import { Habits, PresenceNote } from './Habits.tsx';
import { Help } from './Help.tsx';
import { ResetIcon, StepIcon, ThemeIcon } from './icons.tsx';
import { PlayButton } from './PlayButton.tsx';
import { ShareButton } from './ShareButton.tsx';
import { useActions, usePlayground } from './usePlayground.ts';

export function Header() {
  return (
    <header className="header">
      <h1>{headerText().name}</h1>
      <RunButtons />
      <Part name="counters">
        <Counters />
      </Part>
      <PresenceNote />
      <Announcement />
      <div className="header-end">
        <Part name="backend">
          <BackendChip />
        </Part>
        <Part name="share">
          <ShareButton />
        </Part>
        <Part name="export">
          <ExportMenu />
        </Part>
        <Part name="slides">
          <SlidesButton />
        </Part>
        <Part name="habits">
          <Habits />
        </Part>
        <Part name="theme">
          <ThemeButton />
        </Part>
        <Part name="language">
          <LanguageButton />
        </Part>
        <Part name="help">
          <Help />
        </Part>
      </div>
    </header>
  );
}

function RunButtons() {
  const hasRun = usePlayground((state) => state.running !== null);
  const { step, reset } = useActions();
  const text = headerText();
  return (
    <div className="header-group">
      <Part name="reset">
        <button
          type="button"
          className="button button-icon"
          aria-label={text.reset}
          title={text.resetTitle}
          onClick={reset}
        >
          <ResetIcon />
        </button>
      </Part>
      <Part name="play">
        <PlayButton />
      </Part>
      <Part name="step">
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
      </Part>
    </div>
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
  const id = 'language-button';
  const choose = async () => {
    await setLanguage(next);
    // The page is drawn anew, and with it this button, which had the focus.
    requestAnimationFrame(() => document.getElementById(id)?.focus({ preventScroll: true }));
  };
  return (
    <button
      type="button"
      id={id}
      className="button"
      aria-label={label}
      title={label}
      onClick={() => void choose()}
    >
      <span lang={TAGS[next]}>{LANGUAGES[next]}</span>
    </button>
  );
}
