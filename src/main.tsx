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
import { languageNamed, storedLanguage } from './state/languageChoice.ts';
import { webLocks } from './state/library/locks.ts';
import { openRunStore } from './state/library/runStore.ts';
import { createPlayground } from './state/store.ts';
import { type Spawned, Supervisor } from './state/supervisor.ts';
import { followUpdates } from './state/updates.ts';
import { language, onLanguage, preferredLanguage } from './text/language.ts';
import { PageChannel } from './text/pageChannel.ts';
import { speak } from './text/speak.ts';
import { App } from './ui/App.tsx';
import { browserPresence } from './ui/browserPresence.ts';
import { downloadFile } from './ui/download.ts';
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
    problem: `backend = ${written.slice(0, 60)} was refused: it takes one of ${BACKENDS.join(', ')}. auto was used.`,
  };
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no element with id "root"');

// Before the first worker is made.
trustOwnScripts();

const newId = () => crypto.getRandomValues(new Uint32Array(3)).join('-');

const asked = languageNamed(new URLSearchParams(location.search).get('lang'));
const wanted =
  asked ?? storedLanguage(() => localStorage) ?? preferredLanguage(navigator.languages);
// What cannot be loaded, for want of a net, leaves the page in English.
if (wanted !== 'en') await speak(wanted).catch(() => {});
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
    failed(event.message || 'its script could not be loaded');
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
      message: `The worker that draws digits failed: ${event.message || 'its script could not be loaded'}. Reload the page to start it again.`,
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
          message: `The worker that completes drawings failed: ${event.message || 'its script could not be loaded'}. Reload the page to start it again.`,
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
  hash: location.hash,
  afterDrawing,
  nowMs: () => performance.now(),
  fetcher: (input, init) => fetch(input, init),
  save: downloadFile,
  storage: () => localStorage,
  presence: browserPresence(),
  runs: {
    open: openRunStore,
    locks: webLocks(navigator.locks as LockManager | undefined),
    todayMs: () => Date.now(),
    newId,
    persist: async () => navigator.storage?.persist(),
  },
});
if (backend.problem !== null) store.getState().actions.notify('problem', backend.problem);

followAddress(store, {
  hash: () => location.hash,
  push: (hash) => history.pushState(null, '', hash),
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
const updates = followUpdates(import.meta.env.PROD ? offlineWorker('./offline.js') : null, () =>
  store.getState().actions.keepNow(),
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
    failed(event.message || 'the script of its worker could not be loaded');
  };
  return { post: (message) => lessons.postMessage(message), end: () => lessons.terminate() };
};

createRoot(root).render(
  <StrictMode>
    <App store={store} updates={updates} openLessons={openLessons} />
  </StrictMode>,
);
