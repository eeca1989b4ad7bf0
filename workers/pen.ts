/**
 * The pen worker's entry: goes on from what is drawn, with a copy of the weights that training sends now and
 * then, so that an answer waits for no training step. Glue; the arithmetic is in src/train/completions.ts.
 */
import type { ContinueRequest, FromPen, PenChannel, ReadRequest, ToPen } from '../src/protocol.ts';
import { messageOf } from '../src/text/message.ts';
import { followPage } from '../src/text/pageChannel.ts';
import { type PenModels, penAnswers, penModels } from '../src/train/penAnswers.ts';
import { klAlong, pointReading } from '../src/train/penReadings.ts';
import { penWarmUp } from '../src/train/penWarmUp.ts';

/** The page is told this often how far the lines have come. */
const TELL_MS = 30;

interface Asked {
  readonly request: ContinueRequest;
  readonly atMs: number;
}

const waiting = new Map<PenChannel, Asked>();
/** Places whose answer under way is no longer asked for. */
const stale = new Set<PenChannel>();
const turn = new MessageChannel();
let models: PenModels | null = null;
/** Asked for last, beside the completions, which come first. */
let reading: ReadRequest | null = null;
let working = false;
/** No answer has been made yet. */
let cold = true;

followPage(self.name);

self.onmessage = (event: MessageEvent<ToPen>) => take(event.data);

function take(message: ToPen): void {
  switch (message.type) {
    case 'models':
      models = penModels(message);
      break;
    case 'forget':
      models = null;
      break;
    case 'connect':
      message.port.onmessage = (event: MessageEvent<ToPen>) => take(event.data);
      return;
    case 'continue':
      stale.add(message.channel);
      waiting.delete(message.channel);
      if (message.request !== null)
        waiting.set(message.channel, { request: message.request, atMs: performance.now() });
      break;
    case 'read':
      reading = message.request;
      break;
    default:
      message satisfies never;
  }
  if (!working) void work();
}

/** Until the first wish; nothing of it is kept. */
async function warmUp(by: PenModels): Promise<void> {
  cold = false;
  for (const _ of penWarmUp(by)) {
    await breathe();
    if (waiting.size > 0 || reading !== null || models === null) return;
  }
}

async function work(): Promise<void> {
  working = true;
  try {
    for (;;) {
      const next = ready();
      if (next !== null) await answer(...next);
      else if (reading !== null && models !== null) await read(reading, models);
      else if (cold && models !== null) await warmUp(models);
      else break;
    }
  } catch (error) {
    post({ type: 'problem', message: messageOf(error) });
  }
  working = false;
}

/** What can be answered with the models there are; null where nothing can. */
function ready(): [PenChannel, Asked, PenModels] | null {
  if (models === null) return null;
  for (const [channel, asked] of waiting) {
    if (models.step >= (asked.request.atStep ?? 0)) return [channel, asked, models];
  }
  return null;
}

async function answer(channel: PenChannel, asked: Asked, by: PenModels): Promise<void> {
  waiting.delete(channel);
  stale.delete(channel);
  let toldMs = Number.NEGATIVE_INFINITY;
  let firstMs = Number.NaN;
  let latest = performance.now();
  for (const continued of penAnswers(by, asked.request)) {
    const nowMs = performance.now();
    if (Number.isNaN(firstMs)) firstMs = nowMs - asked.atMs;
    if (continued.done || nowMs - toldMs > TELL_MS) {
      toldMs = nowMs;
      const answered = { ...continued, request: asked.request, firstMs };
      post({ type: 'continued', channel, continued: answered });
    }
    if (continued.done || nowMs - latest < TELL_MS / 2) continue;
    await breathe();
    latest = performance.now();
    // A newer request for the same place, or another run.
    if (stale.has(channel) || models === null) return;
  }
}

async function read(request: ReadRequest, by: PenModels): Promise<void> {
  reading = null;
  const { id } = request;
  const point = pointReading(by, request);
  if (point !== null) post({ type: 'point', id, point });
  if (!request.along) return;
  const steps = klAlong(by, request);
  let latest = performance.now();
  for (let next = steps.next(); ; next = steps.next()) {
    if (next.done === true) return post({ type: 'along', id, along: next.value });
    if (performance.now() - latest < TELL_MS) continue;
    await breathe();
    latest = performance.now();
    // What is asked for meanwhile comes first; the KL is begun anew after it.
    const other = reading as ReadRequest | null;
    if (models === null) return;
    if (other !== null) {
      reading = { ...other, along: true };
      return;
    }
    if (ready() !== null) {
      reading = request;
      return;
    }
  }
}

function post(message: FromPen): void {
  self.postMessage(message);
}

function breathe(): Promise<void> {
  return new Promise((resolve) => {
    turn.port1.onmessage = () => resolve();
    turn.port2.postMessage(null);
  });
}
