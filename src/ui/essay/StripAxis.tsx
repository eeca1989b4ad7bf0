/** The values of z beside a strip. */
import type { Axis } from '../../posterior/axis.ts';
import { shortNumber } from '../format.ts';
import { ticksBetween } from '../ticks.ts';

export function StripAxis({ axis: { low, high } }: { readonly axis: Axis }) {
  return (
    <div className="strip-axis">
      {ticksBetween(low, high, 4)
        .filter((tick) => tick > low && tick < high)
        .map((tick) => (
          <span key={tick} style={{ top: `${(100 * (high - tick)) / (high - low)}%` }}>
            {shortNumber(tick)}
          </span>
        ))}
    </div>
  );
}
