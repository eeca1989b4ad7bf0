/** Joins worker, store and page. The only file that touches the browser's globals on all three sides. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import {
  BACKENDS,
  type BackendChoice,
  type FromDigits,
  type FromPen,
  type FromWorker,
  type ToDigits,
  type ToPen,
  type ToWorker,
} from './protocol.ts';
import { followAddress } from './state/history.ts';
import { createPlayground } from './state/store.ts';
import { App } from './ui/App.tsx';
import { downloadFile } from './ui/download.ts';
import { trustOwnScripts } from './ui/trustedScripts.ts';
import './ui/tokens.css';
import './ui/page.css';
import './ui/controls.css';
import './ui/charts.css';
import './ui/lab.css';
import './ui/pen.css';
import './ui/digits.css';
import './ui/evaluation.css';

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

const worker = new Worker(new URL('../workers/train.ts', import.meta.url), { type: 'module' });
const penWorker = new Worker(new URL('../workers/pen.ts', import.meta.url), { type: 'module' });
// Weights go from the one to the other without passing the page.
const between = new MessageChannel();
worker.postMessage({ type: 'connectPen', port: between.port1 } satisfies ToWorker, [between.port1]);
penWorker.postMessage({ type: 'connect', port: between.port2 } satisfies ToPen, [between.port2]);
const backend = readBackend();

/** Only data of pictures have a use for this worker: it is made when it is first spoken to. */
let digitsWorker: Worker | null = null;
let hearDigits: (message: FromDigits) => void = () => {};

function openDigits(): Worker {
  const opened = new Worker(new URL('../workers/digits.ts', import.meta.url), { type: 'module' });
  opened.onmessage = (event: MessageEvent<FromDigits>) => hearDigits(event.data);
  opened.onerror = (event) => {
    event.preventDefault();
    hearDigits({
      type: 'problem',
      message: `The worker that draws digits failed: ${event.message || 'its script could not be loaded'}. Reload the page to start it again.`,
    });
  };
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ type: 'connectDigits', port: port1 } satisfies ToWorker, [port1]);
  opened.postMessage({ type: 'connect', port: port2 } satisfies ToDigits, [port2]);
  return opened;
}

const store = createPlayground({
  worker: {
    post: (message: ToWorker, transfer: Transferable[] = []) =>
      worker.postMessage(message, transfer),
    listen: (handler) => {
      worker.onmessage = (event: MessageEvent<FromWorker>) => handler(event.data);
      worker.onerror = (event) => {
        event.preventDefault();
        handler({
          type: 'problem',
          message: `The training worker failed: ${event.message || 'its script could not be loaded'}. Reload the page to start it again.`,
        });
      };
    },
  },
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

createRoot(root).render(
  <StrictMode>
    <App store={store} />
  </StrictMode>,
);
