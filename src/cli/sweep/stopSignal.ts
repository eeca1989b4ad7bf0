/** Ctrl-C for commands that have runs in other processes: once to stop cleanly, again to stop at once. */

const SAME_PRESS_MS = 1000;

/**
 * From now on Ctrl-C, or SIGTERM, does not end the process but aborts the signal returned and says `line`; a second press does end it, and
 * with it the runs, which hear that nobody is there.
 */
export function listenForStop(say: (line: string) => void, line: string): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const press = () => {
    // npm hands on the signal the terminal has sent already: two at once are one press.
    if (!controller.signal.aborted) {
      first = performance.now();
      say(line);
      controller.abort();
    } else if (performance.now() - first > SAME_PRESS_MS) process.exit(130);
  };
  process.on('SIGINT', press).on('SIGTERM', press);
  return controller.signal;
}
