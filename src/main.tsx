/** Joins worker, store and page. The only file that touches the browser's globals on all three sides. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  BACKENDS,
  type BackendChoice,
  type FromDigits,
  type FromLessons,
  type FromPen,
  type FromWorker,
  type ToDigits,
  type ToPen,
} from './protocol.ts';
import { followAddress } from './state/history.ts';
import { storedLanguage } from './state/languageChoice.ts';
import { webLocks } from './state/library/locks.ts';
import { openRunStore } from './state/library/runStore.ts';
import { createScreen, fleetingStorage, openingHash, readScreen } from './state/screen.ts';
import { createPlayground } from './state/store.ts';
import { type Spawned, Supervisor } from './state/supervisor.ts';
import { followUpdates } from './state/updates.ts';
import { headerText } from './text/en/header.ts';
import { recoveryText } from './text/en/recovery.ts';
import { screenText } from './text/en/screen.ts';
import {
  LANGUAGES,
  language,
  languageNamed,
  onLanguage,
  preferredLanguage,
} from './text/language.ts';
import { PageChannel } from './text/pageChannel.ts';
import { speak } from './text/speak.ts';
import { App } from './ui/App.tsx';
import { browserPresence } from './ui/browserPresence.ts';
import { downloadFile } from './ui/download.ts';
import { framedPresence } from './ui/embed/framedPresence.ts';
import type { OpenLessons } from './ui/essay/lessonDesk.ts';
import { offlineWorker } from './ui/offlineWorker.ts';
import { trustOwnScripts } from './ui/trustedScripts.ts';
import './ui/tokens.css';
import './ui/page.css';
import './ui/controls.css';
import './ui/charts.css';
import './ui/lab.css';
import './ui/pen.css';
import './ui/digits.css';
import './ui/evaluation.css';
import './ui/hints.css';
import './ui/library/library.css';
import './ui/embed/embed.css';

/** A page that goes into the background draws nothing more; its report is acknowledged after this long. */
const UNDRAWN_MS = 250;

/** Calls back after the next frame is drawn; at once in the background, where none is. */
function afterDrawing(done: () => void): void {
  if (document.hidden) {
    done();
    return;
  }
  let called = false;
  const once = () => {
    if (called) return;
    called = true;
    clearTimeout(timer);
    done();
  };
  const timer = setTimeout(once, UNDRAWN_MS);
  // A task posted from the frame callback runs once the frame has been painted.
  requestAnimationFrame(() => setTimeout(once, 0));
}

function readBackend(): { choice: BackendChoice; problem: string | null } {
  const written = new URLSearchParams(location.search).get('backend');
  const choice = BACKENDS.find((name) => name === written);
  if (written === null || choice !== undefined) return { choice: choice ?? 'auto', problem: null };
  return {
    choice: 'auto',
    problem: recoveryText().backendRefused(written.slice(0, 60), BACKENDS.join(', ')),
  };
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with id "root"');

// Before the first worker is made.
trustOwnScripts();

const wish = readScreen(location.search);
// In another page's frame the reader's storage is left alone, and may be shut.
const framed = wish.embed !== null;
const kept = fleetingStorage();
const storage = () => (framed ? kept : localStorage);

const newId = () => crypto.getRandomValues(new Uint32Array(3)).join('-');

const written = new URLSearchParams(location.search).get('lang');
const asked = languageNamed(written);
const wanted = asked ?? storedLanguage(storage) ?? preferredLanguage(navigator.languages);
// What cannot be loaded, for want of a net, leaves the page in English.
const unspoken = wanted === 'en' ? null : await speak(wanted).then(() => null, String);
const channel = new PageChannel(newId());
onLanguage(() => channel.tell(language()));
const workerName = () => channel.nameFor(language());

const penWorker = new Worker(new URL('../workers/pen.ts', import.meta.url), {
  type: 'module',
  name: workerName(),
});
const backend = readBackend();

/** A worker that trains; there may be several in the life of a page, one after the other. */
function spawnTraining(
  heard: (message: FromWorker) => void,
  failed: (message: string) => void,
): Spawned {
  const worker = new Worker(new URL('../workers/train.ts', import.meta.url), {
    type: 'module',
    name: workerName(),
  });
  worker.onmessage = (event: MessageEvent<FromWorker>) => heard(event.data);
  worker.onerror = (event) => {
    event.preventDefault();
    failed(event.message || recoveryText().noScript);
  };
  const spawned: Spawned = {
    post: (message, transfer) => worker.postMessage(message, transfer),
    end: () => worker.terminate(),
  };
  // Weights go from the one to the others without passing the page.
  const { port1, port2 } = new MessageChannel();
  spawned.post({ type: 'connectPen', port: port1 }, [port1]);
  penWorker.postMessage({ type: 'connect', port: port2 } satisfies ToPen, [port2]);
  if (digitsWorker !== null) connectDigits(digitsWorker, spawned);
  return spawned;
}

function connectDigits(digits: Worker, training: Pick<Spawned, 'post'>): void {
  const { port1, port2 } = new MessageChannel();
  training.post({ type: 'connectDigits', port: port1 }, [port1]);
  digits.postMessage({ type: 'connect', port: port2 } satisfies ToDigits, [port2]);
}

/** Only data of pictures have a use for this worker: it is made when it is first spoken to. */
let digitsWorker: Worker | null = null;
let hearDigits: (message: FromDigits) => void = () => {};

function openDigits(): Worker {
  const opened = new Worker(new URL('../workers/digits.ts', import.meta.url), {
    type: 'module',
    name: workerName(),
  });
  opened.onmessage = (event: MessageEvent<FromDigits>) => hearDigits(event.data);
  opened.onerror = (event) => {
    event.preventDefault();
    hearDigits({
      type: 'problem',
      message: recoveryText().digitsFailed(event.message || recoveryText().noScript),
    });
  };
  connectDigits(opened, { post: (message, transfer) => supervisor.post(message, transfer) });
  return opened;
}

const supervisor = new Supervisor({
  spawn: spawnTraining,
  every: (tick, intervalMs) => setInterval(tick, intervalMs),
  nowMs: () => performance.now(),
});

const store = createPlayground({
  worker: supervisor,
  pen: {
    post: (message: ToPen) => penWorker.postMessage(message),
    listen: (handler) => {
      penWorker.onmessage = (event: MessageEvent<FromPen>) => handler(event.data);
      penWorker.onerror = (event) => {
        event.preventDefault();
        handler({
          type: 'problem',
          message: recoveryText().penFailed(event.message || recoveryText().noScript),
        });
      };
    },
  },
  digits: {
    post: (message: ToDigits) => {
      digitsWorker ??= openDigits();
      digitsWorker.postMessage(message);
    },
    listen: (handler) => {
      hearDigits = handler;
    },
  },
  backend: backend.choice,
  hash: openingHash(location.hash, wish.embed),
  afterDrawing,
  nowMs: () => performance.now(),
  fetcher: (input, init) => fetch(input, init),
  save: downloadFile,
  storage,
  presence: framed ? framedPresence(browserPresence()) : browserPresence(),
  runs: {
    open: framed ? null : openRunStore,
    locks: webLocks(framed ? undefined : (navigator.locks as LockManager | undefined)),
    todayMs: () => Date.now(),
    newId,
    persist: async () => navigator.storage?.persist(),
  },
});
if (backend.problem !== null) store.getState().actions.notify('problem', backend.problem);
if (written !== null && asked === undefined) {
  const known = Object.keys(LANGUAGES).join(', ');
  const message = headerText().languageRefused(written.slice(0, 60), known);
  store.getState().actions.notify('problem', message);
}
if (unspoken !== null) {
  const message = headerText().languageNotLoaded(LANGUAGES[wanted], unspoken);
  store.getState().actions.notify('problem', message);
}

if (wish.theme !== null) store.setState({ theme: wish.theme });
for (const { key, value, known } of wish.problems)
  store.getState().actions.notify('problem', screenText().problems[key](value, known.join(', ')));
// Many frames may stand in one page: each trains while it is seen.
if (framed) store.getState().actions.setHabit({ whileHidden: 'pause' });
if (wish.embed === 'refused') store.getState().actions.pause();
const screen = createScreen(wish, {
  search: () => location.search,
  rewrite: (search) =>
    history.replaceState(null, '', `${location.pathname}${search}${location.hash}`),
});

followAddress(store, {
  hash: () => location.hash,
  // What happens in a frame is no step on the way of the page around it.
  push: (hash) => (framed ? history.replaceState : history.pushState).call(history, null, '', hash),
  replace: (hash) => history.replaceState(null, '', hash),
  // Back, forward and an edited address all fire popstate; hashchange follows and finds nothing to do.
  onNavigation: (handler) => window.addEventListener('popstate', handler),
  nowMs: () => performance.now(),
  later: (run, delayMs) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
});

// A phone may end a page it has hidden without another word.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) store.getState().actions.keepNow();
});

// The development server's files change under one's hands: nothing may keep them.
const updates = followUpdates(
  import.meta.env.PROD && !framed ? offlineWorker('./offline.js') : null,
  () => store.getState().actions.keepNow(),
);

/** For the figures of the essay, when the first of them comes into view. */
const openLessons: OpenLessons = (heard, failed) => {
  const lessons = new Worker(new URL('../workers/lessons.ts', import.meta.url), {
    type: 'module',
    name: workerName(),
  });
  lessons.onmessage = (event: MessageEvent<FromLessons>) => heard(event.data);
  lessons.onerror = (event) => {
    event.preventDefault();
    failed(event.message || recoveryText().noLessonScript);
  };
  return { post: (message) => lessons.postMessage(message), end: () => lessons.terminate() };
};

createRoot(root).render(
  <StrictMode>
    <App store={store} screen={screen} updates={updates} openLessons={openLessons} />
  </StrictMode>,
);
