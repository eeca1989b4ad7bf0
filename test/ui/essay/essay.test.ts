import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { GENERATORS, problemsOf } from '../../../src/config/experiment.ts';
import { defaultSettings } from '../../../src/config/settings.ts';
import type { FromLessons, ToLessons } from '../../../src/protocol.ts';
import { formatLink, parseLink } from '../../../src/state/link.ts';
import { ENGLISH } from '../../../src/ui/essay/english.ts';
import { experimentOf, parametersOf } from '../../../src/ui/essay/experiments.ts';
import { LessonDesk } from '../../../src/ui/essay/lessonDesk.ts';
import { piecesOf } from '../../../src/ui/essay/marks.ts';
import { REFERENCES } from '../../../src/ui/essay/references.ts';
import { type Block, FIGURES } from '../../../src/ui/essay/text.ts';

describe.each([ENGLISH])('the essay in $language', (text) => {
  const blocks: readonly Block[] = [
    ...text.lead,
    ...text.sections.flatMap((section) => section.blocks),
  ];
  const paragraphs = blocks.flatMap((block) =>
    typeof block === 'string' ? [block] : 'items' in block ? block.items : [],
  );
  const pieces = paragraphs.flatMap(piecesOf);

  test('has formulas that KaTeX understands', () => {
    const formulas = [
      ...blocks.flatMap((block) =>
        typeof block !== 'string' && 'formula' in block ? [block.formula] : [],
      ),
      ...pieces.flatMap((piece) => (piece.kind === 'tex' ? [piece.text] : [])),
    ];
    expect(formulas.length).toBeGreaterThan(40);
    for (const tex of formulas)
      expect(() => katex.renderToString(tex, { strict: 'error' }), tex).not.toThrow();
  });

  test('leaves no mark unread', () => {
    for (const piece of pieces)
      if (piece.kind !== 'tex') expect(piece.text).not.toMatch(/[$*`]|\]\(/);
  });

  test('cites every reference of the list', () => {
    const cited = new Set(pieces.flatMap((piece) => (piece.kind === 'cited' ? [piece.key] : [])));
    expect([...cited].sort()).toEqual(Object.keys(REFERENCES).sort());
  });

  test('has every figure once, in their order', () => {
    const shown = blocks.flatMap((block) =>
      typeof block !== 'string' && 'figure' in block ? [block.figure] : [],
    );
    expect(shown).toEqual(FIGURES);
  });
});

describe('marks', () => {
  test('are parted from the words between them', () => {
    expect(piecesOf('If $x_t$, see [Yin](sivi) or `a.md`: *no*.')).toEqual([
      { kind: 'words', text: 'If ' },
      { kind: 'tex', text: 'x_t', after: ',' },
      { kind: 'words', text: ' see ' },
      { kind: 'cited', text: 'Yin', key: 'sivi' },
      { kind: 'words', text: ' or ' },
      { kind: 'code', text: 'a.md' },
      { kind: 'words', text: ': ' },
      { kind: 'emphasis', text: 'no' },
      { kind: 'words', text: '.' },
    ]);
  });

  test('of a reference that is not in the list are refused by name', () => {
    expect(() => piecesOf('see [them](toString)')).toThrow(
      '"[them](toString)" cites toString, which is not among the references',
    );
  });
});

describe('what a figure opens', () => {
  test.each(GENERATORS)('is sound and survives its link: %s', (name) => {
    const experiment = experimentOf(name, { sigmaCap: 0.12, mixingSamples: 7, seed: 9 });
    expect(problemsOf(experiment)).toEqual([]);
    const { experiment: read, notices } = parseLink(formatLink(experiment));
    expect(notices).toEqual([]);
    expect(read).toEqual(experiment);
    expect(read.settings.data).toBe(name);
  });

  test('has the parameters that its numbers were computed with', () => {
    const settings = { ...defaultSettings(), observationNoise: 0.7, autoregression: 0.1 };
    expect(parametersOf({ settings })).toMatchObject({
      observationNoise: 0.7,
      autoregression: 0.1,
      processNoise: settings.processNoise,
    });
  });
});

describe('the desk of the figures', () => {
  const wish = { generators: [] };
  const opened = () => {
    const posted: ToLessons[] = [];
    let heard: (message: FromLessons) => void = () => {};
    let failed: (problem: string) => void = () => {};
    let workers = 0;
    const desk = new LessonDesk((onMessage, onFailure) => {
      workers++;
      heard = onMessage;
      failed = onFailure;
      return { post: (message) => posted.push(message) };
    });
    const told: string[] = [];
    const listener = (name: string) => ({
      answer: (_: unknown, done: boolean) => told.push(`${name} ${done}`),
      problem: (message: string) => told.push(`${name}: ${message}`),
    });
    const answer = (id: number, done = true) =>
      heard({ type: 'answer', id, answer: { known: [] }, done });
    return {
      desk,
      posted,
      told,
      listener,
      answer,
      fail: (why: string) => failed(why),
      workers: () => workers,
    };
  };

  test('makes one worker, when the first figure asks', () => {
    const { desk, listener, workers } = opened();
    expect(workers()).toBe(0);
    desk.ask('losses', wish, listener('a'));
    desk.ask('losses', wish, listener('b'));
    expect(workers()).toBe(1);
  });

  test('tells each figure what is its own, and nothing of a wish taken back', () => {
    const { desk, posted, told, listener, answer } = opened();
    const rest = desk.ask('losses', wish, listener('a'));
    desk.ask('losses', wish, listener('b'));
    answer(1, false);
    rest();
    answer(1);
    answer(2);
    expect(told).toEqual(['a false', 'b true']);
    expect(posted.at(-1)).toEqual({ type: 'rest', id: 1 });
    rest();
    expect(posted.filter(({ type }) => type === 'rest')).toHaveLength(1);
  });

  test('tells every figure that waits of a worker that fails', () => {
    const { desk, told, listener, fail } = opened();
    desk.ask('losses', wish, listener('a'))();
    desk.ask('losses', wish, listener('b'));
    fail('no script');
    expect(told).toEqual(['b: no script']);
  });
});
