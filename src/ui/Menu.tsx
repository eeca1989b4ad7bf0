/** A button that opens a short list of buttons; Escape, a click elsewhere or a choice closes it. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

export interface MenuItem {
  readonly label: ReactNode;
  readonly choose: () => void;
}

export function Menu({ label, items }: { label: ReactNode; items: readonly MenuItem[] }) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();
  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to Escape from the buttons inside
    <div className="menu" ref={root} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <button
        type="button"
        className="button"
        ref={button}
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        {label}
        <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <div className="menu-list" id={listId}>
          {items.map((item, index) => (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is rebuilt whole
              key={index}
              type="button"
              className="button"
              onClick={() => {
                item.choose();
                close();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
