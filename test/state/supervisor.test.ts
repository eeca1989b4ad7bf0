import { expect, test } from 'vitest';
import type { FromWorker, ToWorker } from '../../src/protocol.ts';
import {
  STUCK_AT_START_MS,
  STUCK_KNOWN_MS,
  STUCK_MS,
  Supervisor,
} from '../../src/state/supervisor.ts';

const REPORT: FromWorker = {
  type: 'report',
  report: {
    ...{ step: 1, playing: true, epoch: null, stepsPerSecond: 9, secondsToRampEnd: null },
    ...{ memoryBytes: 1, models: [], posterior: null },
  },
};

/** Workers that are lists of what they were told, and a clock that is turned by hand. */
function stage() {
  const clock = { ms: 0 };
  const workers: {
    told: ToWorker[];
    ended: boolean;
    say: (message: FromWorker) => void;
    crash: (message: string) => void;
  }[] = [];
  let tick = () => {};
  const supervisor = new Supervisor({
    spawn: (say, crash) => {
      const worker = { told: [] as ToWorker[], ended: false, say, crash };
      workers.push(worker);
      return {
        post: (message) => worker.told.push(message),
        end: () => {
          worker.ended = true;
        },
      };
    },
    every: (callback) => {
      tick = callback;
    },
    nowMs: () => clock.ms,
  });
  const heard: FromWorker[] = [];
  supervisor.listen((message) => heard.push(message));
  /** Time passes in ticks, and `answer` is what the worker does at each. */
  const pass = (ms: number, answer = () => {}) => {
    for (const end = clock.ms + ms; clock.ms < end; ) {
      clock.ms += 5000;
      tick();
      answer();
    }
  };
  const jump = (ms: number) => {
    clock.ms += ms;
    tick();
  };
  return { supervisor, workers, heard, pass, jump };
}

const silent = { kind: 'silent', message: expect.stringContaining('no word') };

test('a worker that is gone is told of once, after a minute without a word', () => {
  const { workers, heard, pass } = stage();
  workers[0]!.say(REPORT);
  pass(STUCK_MS);
  expect(heard).toEqual([REPORT]);
  expect(workers[0]!.told.every(({ type }) => type === 'ping')).toBe(true);
  pass(STUCK_MS);
  expect(heard.slice(1)).toEqual([{ type: 'failed', fault: silent }]);
});

test('a long but honest task that beats is not taken for death, and one that only answers is', () => {
  const { workers, heard, pass } = stage();
  workers[0]!.say(REPORT);
  let beats = 0;
  pass(10 * STUCK_MS, () => workers[0]!.say({ type: 'alive', beats: ++beats, resting: false }));
  expect(heard).toEqual([REPORT]);
  pass(STUCK_MS + 10_000, () => workers[0]!.say({ type: 'alive', beats, resting: false }));
  expect(heard.slice(1)).toEqual([{ type: 'failed', fault: silent }]);
});

test('one that has often given word is missed sooner, unless it has been as silent before', () => {
  const quick = stage();
  for (let i = 0; i < 10; i++) quick.workers[0]!.say(REPORT);
  quick.pass(STUCK_KNOWN_MS);
  expect(quick.heard).toHaveLength(10);
  quick.pass(5000);
  expect(quick.heard.slice(10)).toEqual([{ type: 'failed', fault: silent }]);
  const slow = stage();
  for (let i = 0; i < 10; i++) {
    slow.workers[0]!.say(REPORT);
    slow.pass(20_000);
  }
  slow.workers[0]!.say(REPORT);
  slow.pass(STUCK_MS);
  expect(slow.heard).toHaveLength(11);
});

test('a worker with nothing to do may do nothing for as long as it likes', () => {
  const { workers, heard, pass } = stage();
  pass(20 * STUCK_MS, () => workers[0]!.say({ type: 'alive', beats: 7, resting: true }));
  expect(heard).toEqual([]);
});

test('a first step may take three minutes to compile', () => {
  const { supervisor, workers, heard, pass } = stage();
  workers[0]!.say(REPORT);
  supervisor.post({ type: 'resume' } as ToWorker);
  pass(STUCK_AT_START_MS);
  expect(heard).toEqual([REPORT]);
  pass(10_000);
  expect(heard).toHaveLength(2);
});

test('a machine that slept for a night, or timers held to one a minute, are no silence', () => {
  const { workers, heard, jump } = stage();
  workers[0]!.say(REPORT);
  jump(8 * 3600_000);
  for (let i = 0; i < 3; i++) jump(60_000);
  expect(heard).toEqual([REPORT]);
  workers[0]!.say(REPORT);
  expect(heard).toHaveLength(2);
});

test('another worker takes the place of one that failed, which is ended and not heard any more', () => {
  const { supervisor, workers, heard, pass } = stage();
  workers[0]!.crash('out of sorts');
  workers[0]!.crash('again');
  expect(heard).toEqual([{ type: 'failed', fault: { kind: 'crashed', message: 'out of sorts' } }]);
  supervisor.restart();
  expect(workers).toHaveLength(2);
  expect(workers[0]!.ended).toBe(true);
  workers[0]!.say(REPORT);
  expect(heard).toHaveLength(1);
  supervisor.post({ type: 'play' });
  expect(workers[1]!.told).toEqual([{ type: 'play' }]);
  workers[1]!.say({ type: 'failed', fault: { kind: 'device-lost', message: 'gone' } });
  expect(heard.at(-1)).toMatchObject({ fault: { kind: 'device-lost' } });
  pass(5 * STUCK_AT_START_MS);
  expect(heard).toHaveLength(2);
});
