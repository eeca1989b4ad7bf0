/** Copies the address of the experiment as it stands. */
import { useEffect, useState } from 'react';
import { formatLink } from '../state/link.ts';
import { useActions, usePlayground } from './usePlayground.ts';

const SHOWN_MS = 2000;

export function ShareButton() {
  const experiment = usePlayground((state) => state.experiment);
  const { notify } = useActions();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const address = new URL(location.href);
    address.hash = formatLink(experiment);
    try {
      await navigator.clipboard.writeText(address.href);
      setCopied(true);
    } catch {
      notify('information', `The browser would not copy. The link is ${address.href}`);
    }
  };
  return (
    <button type="button" className="button" onClick={copy}>
      <span aria-live="polite">{copied ? 'Copied' : 'Share link'}</span>
    </button>
  );
}
