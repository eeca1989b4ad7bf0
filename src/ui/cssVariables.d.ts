/** Lets `style` carry the page's own CSS variables. */
import 'react';

declare module 'react' {
  interface CSSProperties {
    [variable: `--${string}`]: string | number;
  }
}
