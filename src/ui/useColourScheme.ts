/** Light or dark as it is shown now: what canvases, which CSS does not repaint, must be redrawn for. */
import { useEffect, useSyncExternalStore } from 'react';
import { usePlayground } from './usePlayground.ts';

const DARK = '(prefers-color-scheme: dark)';

function subscribe(changed: () => void): () => void {
  const query = matchMedia(DARK);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}

export function useColourScheme(): 'light' | 'dark' {
  const theme = usePlayground((state) => state.theme);
  const systemDark = useSyncExternalStore(subscribe, () => matchMedia(DARK).matches);
  if (theme === 'system') return systemDark ? 'dark' : 'light';
  return theme;
}

/** Puts the reader's choice on the document, where the tokens read it. */
export function useThemeAttribute(): void {
  const theme = usePlayground((state) => state.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}
