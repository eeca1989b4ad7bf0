/** Every key the page understands, in the words of the help. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly does: string;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['space'], does: 'play and pause, while no control has the focus' },
  { keys: ['?'], does: 'this help, while nothing is being typed' },
  { keys: ['Tab'], does: 'the next control; the first skips to the controls' },
  { keys: ['←', '→'], does: 'the next view, on the tabs; the step before or after, on the strips' },
  { keys: ['Page Up', 'Page Down'], does: 'five steps, on the strips' },
  { keys: ['Home', 'End'], does: 'the first and last step, on the strips' },
  {
    keys: ['↑', '↓'],
    does: 'move a cursor over z that reads the densities of the strips; with Shift, given one past, go to the past above or below',
  },
  {
    keys: ['Esc'],
    does: 'takes a cursor away; every chart has one, by pointer or arrow keys. Closes help and menus',
  },
];
