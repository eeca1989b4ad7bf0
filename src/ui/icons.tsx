/** Drawn icons of the header's buttons. Decoration only: the button carries the name. */
import type { ReactNode } from 'react';

function Icon({ filled = false, children }: { filled?: boolean; children: ReactNode }) {
  return (
    <svg className={filled ? 'icon icon-filled' : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      {children}
    </svg>
  );
}

export const ResetIcon = () => (
  <Icon>
    <path d="M3.2 8a5 5 0 1 0 1.6-3.7M3 2.6v3h3" />
  </Icon>
);
export const PlayIcon = () => (
  <Icon filled>
    <path d="M4 2.5v11l9-5.5z" />
  </Icon>
);
export const PauseIcon = () => (
  <Icon filled>
    <path d="M4 3h3v10H4zM9 3h3v10H9z" />
  </Icon>
);
export const StepIcon = () => (
  <Icon>
    <path d="M2 8h8M7 4.5 10.5 8 7 11.5M13.5 3v10" />
  </Icon>
);
export const ThemeIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.6" />
    <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" />
  </Icon>
);

export const HabitsIcon = () => (
  <Icon>
    <path d="M13.4 9.8A5.8 5.8 0 0 1 6.2 2.6a5.8 5.8 0 1 0 7.2 7.2z" />
  </Icon>
);

export const SlidesIcon = () => (
  <Icon>
    <path d="M1.5 2.5h13M2.5 2.5v7.5h11V2.5M8 10v1.5M5 14.5l3-3 3 3" />
  </Icon>
);

/** The marks of when a setting acts. */
export const EFFECT_ICONS = {
  live: (
    <svg viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="3" fill="currentColor" />
    </svg>
  ),
  'next-step': (
    <svg viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M1 6h8M6 2.8 9.4 6 6 9.2" />
    </svg>
  ),
  restart: (
    <svg viewBox="0 0 12 12" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M2.2 6a3.9 3.9 0 1 0 1.3-2.9M2 1.2v2.6h2.6" />
    </svg>
  ),
} as const;
