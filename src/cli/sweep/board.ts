/** Where every run of a sweep stands, and what a person is shown of it. */
import { duration } from '../timeEstimate.ts';

export type RunState =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'running';
      /** Null until it tells. */
      readonly step: number | null;
      readonly bounds: readonly string[];
    }
  /** `found`: it had been made before. */
  | { readonly kind: 'done'; readonly found: boolean }
  | { readonly kind: 'aside'; readonly error: string };

export interface BoardEntry {
  readonly steps: number;
  state: RunState;
}

/** By the names of the runs, in their order. */
export type Board = ReadonlyMap<string, BoardEntry>;

export function newBoard(
  runs: readonly { readonly name: string; readonly steps: number }[],
): Board {
  return new Map(runs.map(({ name, steps }) => [name, { steps, state: { kind: 'waiting' } }]));
}

/** Steps that are made, of all; runs found done are in neither. */
export function stepsOf(board: Board): { readonly made: number; readonly all: number } {
  let [made, all] = [0, 0];
  for (const { steps, state } of board.values()) {
    if (state.kind === 'aside' || (state.kind === 'done' && state.found)) continue;
    all += steps;
    made += state.kind === 'done' ? steps : state.kind === 'running' ? (state.step ?? 0) : 0;
  }
  return { made, all };
}

/** "12 runs: 3 done, 2 running, 7 waiting; about 4 min left"; `leftMs` null where it cannot be told yet. */
export function summaryLine(board: Board, leftMs: number | null): string {
  const words = { done: 'done', running: 'running', waiting: 'waiting', aside: 'set aside' };
  const counts = Object.entries(words).flatMap(([kind, word]) => {
    const count = [...board.values()].filter(({ state }) => state.kind === kind).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const left = leftMs === null ? '' : `; about ${duration(leftMs)} left`;
  return `${board.size} runs: ${counts.join(', ')}${left}`;
}

/** The summary and a line for each run under way, cut to the size of a terminal. */
export function boardLines(
  board: Board,
  leftMs: number | null,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): string[] {
  const going = [...board].filter(([, { state }]) => state.kind === 'running');
  const width = Math.max(0, ...going.map(([name]) => name.length));
  const lines = going.map(([name, { steps, state }]) => {
    if (state.kind !== 'running') return '';
    const step = state.step === null ? 'starts' : `step ${state.step}/${steps}`;
    return `  ${name.padEnd(width)}  ${step}  ${state.bounds.join('  ')}`.trimEnd();
  });
  const room = Math.max(1, rows - 3);
  const shown = lines.slice(0, room);
  if (lines.length > room) shown.push(`  and ${lines.length - room} more`);
  return [summaryLine(board, leftMs), ...shown].map((line) => line.slice(0, columns - 1));
}

/** What is told of a change where there is no terminal; null where nothing is. */
export function changeLine(name: string, { steps, state }: BoardEntry): string | null {
  switch (state.kind) {
    case 'waiting':
      return `${name}: waits to go on`;
    case 'running':
      return state.step === null ? `${name}: starts, ${steps} steps` : null;
    case 'done':
      return `${name}: ${state.found ? 'found done' : 'done'}`;
    case 'aside':
      return `${name}: set aside: ${state.error}`;
    default:
      return state satisfies never;
  }
}
