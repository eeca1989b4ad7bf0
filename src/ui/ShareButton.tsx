/** Copies the address of the experiment as it stands, with what is drawn. */
import { useEffect, useState } from 'react';
import { linkOf } from '../state/history.ts';
import { MAX_INK_POINTS, pointCount } from '../state/inkCode.ts';
import { savingText } from '../text/en/saving.ts';
import { useActions, usePlayground } from './usePlayground.ts';

const SHOWN_MS = 2000;

export function ShareButton() {
  const link = usePlayground(linkOf);
  const points = usePlayground((state) => pointCount(state.pen.ink));
  const { notify } = useActions();
  const [copied, setCopied] = useState(false);
  const text = savingText();
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const address = new URL(location.href);
    address.hash = link;
    if (points > MAX_INK_POINTS) notify('information', text.drawingTooLong(points, MAX_INK_POINTS));
    try {
      await navigator.clipboard.writeText(address.href);
      setCopied(true);
    } catch {
      notify('information', text.linkNotCopied(address.href));
    }
  };
  return (
    <button type="button" className="button" onClick={copy}>
      <span aria-live="polite">{copied ? text.copied : text.share}</span>
    </button>
  );
}
