/** The values of z beside a strip. */
import type { Axis } from '../posterior/axis.ts';
import { shortNumber } from './format.ts';
import { ticksBetween } from './ticks.ts';

export function StripAxis({ axis: { low, high } }: { readonly axis: Axis }) {
  return (
    <div className="strip-axis">
      {ticksBetween(low, high, 4)
        .map((tick) => ({ tick, share: (high - tick) / (high - low) }))
        // A number at the very edge would run into that of the next strip.
        .filter(({ share }) => share > 0.06 && share < 0.94)
        .map(({ tick, share }) => (
          <span key={tick} style={{ top: `${share * 100}%` }}>
            {shortNumber(tick)}
          </span>
        ))}
    </div>
  );
}
