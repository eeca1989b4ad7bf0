/** The keys of the whole page: which press means what, unless what has the focus wants it for itself. */
import { useEffect } from 'react';

export type PageKey = 'playPause' | 'help' | 'slides';

/** What has the focus: something written in, something pressed, an open dialog, or none of these. */
export type Focus = 'text' | 'control' | 'dialog' | 'page';

export type Press = Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey'>;

export function focusOf(target: Pick<Element, 'closest'> | null): Focus {
  if (target === null) return 'page';
  if (target.closest('dialog') !== null) return 'dialog';
  const text = target.closest(
    'textarea, select, [contenteditable], input:not([type=range], [type=checkbox], [type=radio], [type=file], [type=button])',
  );
  if (text !== null) return 'text';
  return target.closest('button, input, summary, a') === null ? 'page' : 'control';
}

/** Null for a press that is not the page's. */
export function pageKeyOf(press: Press, focus: Focus): PageKey | null {
  if (press.repeat || press.ctrlKey || press.metaKey || press.altKey) return null;
  // Space presses what can be pressed; a question mark and a letter do nothing to it.
  if (press.key === ' ') return focus === 'page' ? 'playPause' : null;
  if (focus !== 'page' && focus !== 'control') return null;
  if (press.key === '?') return 'help';
  return press.key === 's' ? 'slides' : null;
}

/** Calls `act` whenever `wanted` is pressed anywhere on the page. */
export function usePageKey(wanted: PageKey, act: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      // A click on the words of an open dialog takes the focus out of it.
      const focus = document.querySelector('dialog[open]') === null ? focusOf(target) : 'dialog';
      if (event.defaultPrevented || pageKeyOf(event, focus) !== wanted) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [wanted, act]);
}
