import { expect, test } from 'vitest';
import type { DataSummary, Saying, SentenceSummary } from '../../src/protocol.ts';
import { report, stage } from './stage.ts';

const SENTENCES: SentenceSummary = {
  unit: 'word',
  validationTokens: 30,
  examples: ['emma was proud .', 'is the cook brave ?'].map((text, i) => ({
    text,
    length: 4 + i,
    factors: [i],
  })),
  factors: [{ name: 'mood', values: ['statement', 'question'] }],
};

/** A page whose data are sentences, unless told otherwise. */
function opened(hash = '#v=1&preset=sentences') {
  const staged = stage(hash);
  const begin = (sentences: SentenceSummary | null = SENTENCES) => {
    const { experiment } = staged.store.getState();
    const data: DataSummary = {
      ...{ description: 'Sentences', formula: null, known: false, independent: false, steps: 32 },
      ...{ channelNames: ['token'], observation: 'tokens', trainCount: null },
      ...{ validationCount: 8, testCount: 8, pad: null, pictures: null, sentences },
    };
    staged.say({ type: 'started', experiment, data, models: staged.summaries(experiment) });
  };
  const asked = () =>
    staged.posted.flatMap((message) => (message.type === 'askSentences' ? [message] : []));
  const last = (kind: string) => asked().findLast((message) => message.kind === kind);
  return { ...staged, begin, asked, last, state: () => staged.store.getState().sentences };
}

const saying = (done: boolean): Saying => ({
  step: 4,
  beginning: { words: [], unknown: [], isCut: false },
  like: null,
  models: [],
  done,
});

test('who turns to sentences is shown them, and everything is asked once', () => {
  const { begin, store, asked, state } = opened();
  begin();
  expect(store.getState().view).toBe('sentences');
  expect(asked().map(({ kind }) => kind)).toEqual(['continue', 'read', 'look', 'path', 'samples']);
  expect(state().options).toMatchObject({
    beginning: 'emma was',
    read: 'emma was proud .',
    to: 'is the cook brave ?',
  });
  store.getState().actions.setView('tables');
  store.getState().actions.setView('sentences');
  expect(asked()).toHaveLength(5);
});

test('a reset keeps the view the reader chose and what was typed', () => {
  const { begin, store, asked, actions, state } = opened();
  begin();
  actions.setSentences({ read: 'the cook sleeps .' });
  actions.setView('posterior');
  const before = asked().length;
  begin();
  expect(store.getState().view).toBe('posterior');
  expect(asked()).toHaveLength(before);
  expect(state().options.read).toBe('the cook sleeps .');
  expect(state().asked.read).toBeNull();
});

test('other data bring other texts; data without sentences another view', () => {
  const { begin, store, state } = opened();
  begin();
  begin({ ...SENTENCES, unit: 'character', examples: [{ text: 'anna', length: 4, factors: [] }] });
  expect(state().options).toMatchObject({ beginning: 'an', from: 'anna', to: 'anna' });
  begin(null);
  expect(store.getState().view).toBe('posterior');
});

test('a change asks what depends on it, and nothing else', () => {
  const { begin, posted, asked, actions, last } = opened();
  begin();
  posted.splice(0);
  actions.setSentences({ temperature: 0.5 });
  expect(asked().map(({ kind }) => kind)).toEqual(['continue', 'samples']);
  posted.splice(0);
  actions.setSentences({ given: true, like: 'is it ?' });
  expect(asked()).toHaveLength(1);
  expect(last('continue')!.request).toMatchObject({ wish: { like: 'is it ?' } });
  actions.setSentences({ points: 99, count: 0 });
  expect(last('path')!.request).toMatchObject({ wish: { points: 11 } });
  expect(last('continue')!.request).toMatchObject({ wish: { count: 1 } });
});

test('only answers to the last question count; until there is one the last stays', () => {
  const { begin, say, actions, last, state } = opened();
  begin();
  const first = last('continue')!.id;
  say({ type: 'sentences', id: first, answer: { kind: 'continue', answer: saying(true) } });
  expect(state().asked.continue).toMatchObject({ done: true, answer: { step: 4 } });
  actions.otherNoise();
  expect(state().asked.continue).toMatchObject({ done: false, answer: { step: 4 } });
  say({ type: 'sentences', id: first, answer: { kind: 'continue', answer: saying(false) } });
  expect(state().asked.continue!.answer!.done).toBe(true);
  const { id } = last('look')!;
  say({ type: 'sentencesProgress', id, share: 0.4 });
  expect(state().asked.look).toMatchObject({ share: 0.4, done: false });
});

test('a whole look stays until the next one is whole; the first comes model by model', () => {
  const { begin, say, actions, last, state } = opened();
  begin();
  const looked = (step: number, done: boolean) => {
    const answer = { step, sentences: 8, draws: 16, mixingSamples: 5, models: [], done };
    say({ type: 'sentences', id: last('look')!.id, answer: { kind: 'look', answer } });
    return state().asked.look;
  };
  expect(looked(4, false)).toMatchObject({ done: false, answer: { step: 4 } });
  expect(looked(4, true)).toMatchObject({ done: true });
  actions.refreshSentences(['look']);
  expect(looked(9, false)).toMatchObject({ done: false, answer: { step: 4 } });
  expect(looked(9, true)).toMatchObject({ done: true, answer: { step: 9 } });
});

test('what much younger models answered is asked again, once they have learned', () => {
  const { begin, say, asked, last, posted } = opened();
  begin();
  const { id } = last('continue')!;
  say({ type: 'sentences', id, answer: { kind: 'continue', answer: saying(true) } });
  posted.splice(0);
  say(report(61));
  expect(asked()).toEqual([]);
  say(report(62)); // 50 + 3 * 4
  expect(asked().map(({ kind }) => kind)).toEqual(['continue']);
  say(report(80)); // It is being answered.
  expect(asked()).toHaveLength(1);
});
