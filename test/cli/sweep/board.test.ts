import { describe, expect, test } from 'vitest';
import {
  type BoardEntry,
  boardLines,
  changeLine,
  newBoard,
  type RunState,
  stepsOf,
  summaryLine,
} from '../../../src/cli/sweep/board.ts';

function boardOf(...states: readonly RunState[]) {
  const board = newBoard(states.map((_, i) => ({ name: `seed=${i}`, steps: 100 })));
  states.forEach((state, i) => {
    (board.get(`seed=${i}`) as BoardEntry).state = state;
  });
  return board;
}
const board = boardOf(
  { kind: 'done', found: true },
  { kind: 'done', found: false },
  { kind: 'running', step: 20, bounds: ['vrnn -12.30'] },
  { kind: 'running', step: null, bounds: [] },
  { kind: 'aside', error: 'no memory' },
  { kind: 'waiting' },
);

describe('the board of a sweep', () => {
  test('counts what stands where, and the steps of this sitting alone', () => {
    expect(summaryLine(board, null)).toBe('6 runs: 2 done, 2 running, 1 waiting, 1 set aside');
    expect(summaryLine(board, 125_000)).toMatch(/; about 2\.1 min left$/);
    expect(stepsOf(board)).toEqual({ made: 120, all: 400 });
  });

  test('has a line for each run under way, cut to the terminal', () => {
    expect(boardLines(board, null, { columns: 80, rows: 24 }).slice(1)).toEqual([
      '  seed=2  step 20/100  vrnn -12.30',
      '  seed=3  starts',
    ]);
    expect(boardLines(board, null, { columns: 11, rows: 4 })).toEqual([
      '6 runs: 2 ',
      '  seed=2  ',
      '  and 1 mo',
    ]);
  });

  test('tells of beginnings and ends where nothing can be redrawn', () => {
    const line = (state: RunState) => changeLine('seed=1', { steps: 9, state });
    expect(line({ kind: 'running', step: null, bounds: [] })).toBe('seed=1: starts, 9 steps');
    expect(line({ kind: 'running', step: 3, bounds: [] })).toBeNull();
    expect(line({ kind: 'done', found: true })).toBe('seed=1: found done');
    expect(line({ kind: 'aside', error: 'no memory' })).toBe('seed=1: set aside: no memory');
    expect(line({ kind: 'waiting' })).toBe('seed=1: waits to go on');
  });
});
