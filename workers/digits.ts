/**
 * The worker that draws digits: completes pictures and reads them, with a copy of the weights that training sends now
 * and then, so that an answer waits for no training step. Glue; the arithmetic is in src/train/digitAnswers.ts.
 */
import type {
  FromDigits,
  PictureChannel,
  PictureReadRequest,
  PictureRequest,
  ToDigits,
} from '../src/protocol.ts';
import { messageOf } from '../src/text/message.ts';
import { followPage } from '../src/text/pageChannel.ts';
import { type DigitModels, digitAnswers, digitModels } from '../src/train/digitAnswers.ts';
import { digitReading } from '../src/train/digitReadings.ts';

/** Work between two looks at the inbox. */
const SLICE_MS = 15;

const waiting = new Map<PictureChannel, PictureRequest>();
/** Asked for last; read when all pictures are drawn. */
let reading: PictureReadRequest | null = null;
let models: DigitModels | null = null;
/** Counts what makes an answer under way stale. */
const asked: Record<PictureChannel | 'reading', number> = { canvas: 0, samples: 0, reading: 0 };
let working = false;
const turn = new MessageChannel();

followPage(self.name);

self.onmessage = (event: MessageEvent<ToDigits>) => take(event.data);

function take(message: ToDigits): void {
  switch (message.type) {
    case 'models':
      models = digitModels(message);
      break;
    case 'forget':
      models = null;
      break;
    case 'connect':
      message.port.onmessage = (event: MessageEvent<ToDigits>) => take(event.data);
      return;
    case 'draw':
      asked[message.channel]++;
      waiting.delete(message.channel);
      if (message.request !== null) waiting.set(message.channel, message.request);
      break;
    case 'read':
      asked.reading++;
      reading = message.request;
      break;
    default:
      message satisfies never;
  }
  if (!working) void work();
}

async function work(): Promise<void> {
  working = true;
  try {
    while (models !== null) {
      const channel = waiting.has('canvas') ? 'canvas' : 'samples';
      const request = waiting.get(channel);
      if (request !== undefined) await draw(channel, request, models);
      else if (reading !== null) await read(reading, models);
      else break;
    }
  } catch (error) {
    post({ type: 'problem', message: messageOf(error) });
  }
  working = false;
}

async function draw(
  channel: PictureChannel,
  request: PictureRequest,
  by: DigitModels,
): Promise<void> {
  waiting.delete(channel);
  const count = asked[channel];
  const stale = () => asked[channel] !== count || models === null;
  for await (const answer of inSlices(digitAnswers(by, request), stale))
    if (answer !== null) post({ type: 'drawn', channel, pictured: { ...answer, request } });
}

async function read(request: PictureReadRequest, by: DigitModels): Promise<void> {
  reading = null;
  const count = asked.reading;
  const steps = digitReading(by, request);
  let last = steps.next();
  for (let until = performance.now() + SLICE_MS; last.done !== true; last = steps.next()) {
    if (performance.now() < until) continue;
    await breathe();
    if (asked.reading !== count || models === null) return;
    // Pictures come first; the reading is begun anew after them.
    if (waiting.size > 0) {
      reading = request;
      return;
    }
    until = performance.now() + SLICE_MS;
  }
  post({ type: 'reading', id: request.id, reading: last.value });
}

/** Lets messages in between slices, and ends where the answer is no longer asked for. */
async function* inSlices<T>(steps: Iterable<T>, stale: () => boolean): AsyncGenerator<T> {
  let until = performance.now() + SLICE_MS;
  for (const step of steps) {
    yield step;
    if (performance.now() < until) continue;
    await breathe();
    if (stale()) return;
    until = performance.now() + SLICE_MS;
  }
}

function post(message: FromDigits): void {
  self.postMessage(message);
}

function breathe(): Promise<void> {
  return new Promise((resolve) => {
    turn.port1.onmessage = () => resolve();
    turn.port2.postMessage(null);
  });
}
