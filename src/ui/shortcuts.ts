/** Every key the page understands, in the words of the help. */
import { helpText } from '../text/en/help.ts';

export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

export function shortcuts(): readonly Shortcut[] {
  const { space, pageUp, pageDown, shortcuts: does } = helpText();
  return [
    { keys: [space], does: does.playPause },
    { keys: ['?'], does: does.help },
    { keys: ['s'], does: does.slides },
    { keys: ['1', '…', '9'], does: does.slide },
    { keys: ['Tab'], does: does.tab },
    { keys: ['←', '→'], does: does.sideways },
    { keys: [pageUp, pageDown], does: does.page },
    { keys: ['Home', 'End'], does: does.ends },
    { keys: ['↑', '↓'], does: does.cursor },
    { keys: ['Esc'], does: does.escape },
  ];
}
