/** Light or dark as it is shown now: what canvases, which CSS does not repaint, must be redrawn for. */
import { useEffect } from 'react';
import { useMedia } from './useMedia.ts';
import { usePlayground } from './usePlayground.ts';

export function useColourScheme(): 'light' | 'dark' {
  const theme = usePlayground((state) => state.theme);
  const systemDark = useMedia('(prefers-color-scheme: dark)');
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
