import katex from 'katex';
import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../../src/config/experiment.ts';
import { defaultSettings, GENERATORS } from '../../../src/config/settings.ts';
import type { FromLessons, ToLessons } from '../../../src/protocol.ts';
import { formatLink, parseLink } from '../../../src/state/link.ts';
import { essayText } from '../../../src/text/en/essay.ts';
import { type Block, type EssayText, FIGURES } from '../../../src/text/essayText.ts';
import { essay } from '../../../src/text/zh/essay.ts';
import { experimentOf, parametersOf } from '../../../src/ui/essay/experiments.ts';
import { LessonDesk } from '../../../src/ui/essay/lessonDesk.ts';
import { type Piece, piecesOf } from '../../../src/ui/essay/marks.ts';
import { REFERENCES } from '../../../src/ui/essay/references.ts';

const ESSAYS = { English: essayText(), Chinese: essay };

const blocksOf = ({ lead, sections }: EssayText): readonly Block[] => [
  ...lead,
  ...sections.flatMap((section) => section.blocks),
];
const paragraphsOf = (block: Block): readonly string[] =>
  typeof block === 'string' ? [block] : 'items' in block ? block.items : [];

describe.each(Object.entries(ESSAYS))('the essay in %s', (_, text) => {
  const blocks = blocksOf(text);
  const pieces = blocks.flatMap(paragraphsOf).flatMap(piecesOf);

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

/** What a block is, and what of it no language changes. */
function outline(block: Block): unknown {
  if (typeof block !== 'string' && !('items' in block)) return block;
  const items = paragraphsOf(block).map((paragraph) => {
    const pieces = piecesOf(paragraph);
    const of = (kind: Piece['kind']) =>
      pieces.flatMap((piece) => (piece.kind === kind ? [piece] : []));
    const words = pieces.map((piece) => (piece.kind === 'tex' ? piece.after : piece.text));
    return {
      formulas: [...new Set(of('tex').map(({ text }) => text))].sort(),
      cited: of('cited').map((piece) => (piece.kind === 'cited' ? piece.key : null)),
      code: of('code').map(({ text }) => text),
      emphasised: of('emphasis').length,
      numbers: (words.join(' ').match(/−?\d+(,\d{3})*(\.\d+)?/g) ?? []).sort(),
    };
  });
  return typeof block === 'string' ? items[0] : { items };
}

describe('the essay in Chinese', () => {
  const english = ESSAYS.English;

  test('has the sections of the English, in their order', () => {
    expect(essay.lead.map(outline)).toEqual(english.lead.map(outline));
    expect(essay.sections.map(({ id }) => id)).toEqual(english.sections.map(({ id }) => id));
  });

  test.each(english.sections)(
    '$id: has the same blocks with the same formulas, citations, figures and numbers',
    ({ id, blocks }) => {
      const said = essay.sections.find((section) => section.id === id);
      expect(said?.blocks.map(outline)).toEqual(blocks.map(outline));
    },
  );

  test('is as long as the English, at 1.4 to 2.2 characters a word', () => {
    const plain = (text: EssayText) => blocksOf(text).flatMap(paragraphsOf).join(' ');
    const words = plain(english).match(/\p{L}{2,}/gu)?.length ?? 0;
    const characters = plain(essay).match(/\p{sc=Han}/gu)?.length ?? 0;
    expect(words).toBeGreaterThan(1200);
    expect(characters / words).toBeGreaterThan(1.4);
    expect(characters / words).toBeLessThan(2.2);
  });

  test('has stops of full width after characters, and a space between them and Latin letters', () => {
    for (const paragraph of blocksOf(essay).flatMap(paragraphsOf)) {
      expect(paragraph).not.toMatch(/\p{sc=Han}[,.:;?!()]/u);
      expect(paragraph.replaceAll(/\]\(\w+\)|\[/g, '')).not.toMatch(
        /\p{sc=Han}[A-Za-z\d]|[A-Za-z\d]\p{sc=Han}/u,
      );
    }
  });
});

describe('marks', () => {
  test('a formula keeps the stop after it on its line, and lets Chinese characters go', () => {
    expect(piecesOf('设 $x_t$，然后 $K$（见下）')).toMatchObject([
      { text: '设 ' },
      { kind: 'tex', text: 'x_t', after: '，' },
      { text: '然后 ' },
      { kind: 'tex', text: 'K', after: '' },
      { text: '（见下）' },
    ]);
  });

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
    let ended = 0;
    const desk = new LessonDesk((onMessage, onFailure) => {
      workers++;
      heard = onMessage;
      failed = onFailure;
      return { post: (message) => posted.push(message), end: () => ended++ };
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
      ended: () => ended,
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

  test('ends its worker with the essay, and makes another for who asks then', () => {
    const { desk, told, posted, listener, answer, workers, ended } = opened();
    desk.close();
    expect(ended()).toBe(0);
    const rest = desk.ask('losses', wish, listener('a'));
    desk.close();
    expect(ended()).toBe(1);
    // React lets the figures go after the essay.
    rest();
    answer(1);
    expect(told).toEqual([]);
    expect(posted.map(({ type }) => type)).toEqual(['ask']);
    desk.ask('losses', wish, listener('b'));
    answer(2);
    expect([workers(), ended(), told]).toEqual([2, 1, ['b true']]);
  });

  test('tells every figure that waits of a worker that fails', () => {
    const { desk, told, listener, fail } = opened();
    desk.ask('losses', wish, listener('a'))();
    desk.ask('losses', wish, listener('b'));
    fail('no script');
    expect(told).toEqual(['b: no script']);
  });
});
