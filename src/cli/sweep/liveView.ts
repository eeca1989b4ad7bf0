/** Shows a board on stderr: a table that is redrawn on a terminal, plain lines elsewhere. */
import { tell } from '../training.ts';
import { type Board, boardLines, changeLine, type RunState, stepsOf } from './board.ts';

const REDRAW_MS = 250;

export interface LiveView {
  /** Changes the state of a run, and shows it. */
  set(name: string, state: RunState): void;
  /** A line for people, above the table. */
  say(line: string): void;
  /** Leaves the table as it is last. */
  end(): void;
}

export function openView(board: Board): LiveView {
  const { isTTY } = process.stderr;
  const began = performance.now();
  let first: number | null = null;
  let drawn = 0;
  const draw = (left: number | null) => {
    const { columns = 80, rows = 24 } = process.stderr;
    const lines = boardLines(board, left, { columns, rows });
    tell(`${erased()}${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  /** Up over what was drawn, and away with it. */
  const erased = () => (drawn === 0 ? '' : `\x1b[${drawn}A\x1b[0J`);
  const leftMs = () => {
    const { made, all } = stepsOf(board);
    first ??= made > 0 ? made : null;
    // The first steps heard of may be those of an earlier sitting.
    if (first === null || made <= first) return null;
    return ((performance.now() - began) / (made - first)) * (all - made);
  };
  const timer = isTTY ? setInterval(() => draw(leftMs()), REDRAW_MS) : null;
  return {
    set(name, state) {
      const entry = board.get(name)!;
      const same = entry.state.kind === state.kind;
      entry.state = state;
      if (isTTY || same) return;
      const line = changeLine(name, entry);
      if (line !== null) tell(`${line}\n`);
    },
    say(line) {
      tell(isTTY ? `${erased()}${line}\n` : `${line}\n`);
      drawn = 0;
    },
    end() {
      if (timer === null) {
        tell(`${boardLines(board, null, { columns: 10_000, rows: 4 })[0]}\n`);
        return;
      }
      clearInterval(timer);
      draw(null);
    },
  };
}
