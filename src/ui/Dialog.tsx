/** A dialog over the page: open while it is drawn. Escape and its button close it, and the focus goes back. */
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { pageText } from '../text/en/page.ts';

interface Props {
  readonly title: string;
  /** Beside `dialog`. */
  readonly className?: string;
  /** The focus begins at the title: the first stop is a word that would explain itself over the others. */
  readonly fromTitle?: boolean;
  /** Beside the title, and with them the button that closes, which else stands at the end. */
  readonly buttons?: ReactNode;
  /** To be drawn no more. */
  readonly closed: () => void;
  readonly children: ReactNode;
}

export function Dialog({ title, className, fromTitle = false, buttons, closed, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    dialog.current?.showModal();
    if (fromTitle) heading.current?.focus();
  }, [fromTitle]);
  const head = (
    <h2 id={id} ref={heading} tabIndex={fromTitle ? -1 : undefined}>
      {title}
    </h2>
  );
  const close = (
    <form method="dialog">
      <button type="submit" className="button">
        {pageText().close}
      </button>
    </form>
  );
  return (
    <dialog
      ref={dialog}
      className={className === undefined ? 'dialog' : `dialog ${className}`}
      aria-labelledby={id}
      onClose={closed}
    >
      {buttons === undefined ? (
        head
      ) : (
        <div className="panel-head">
          {head}
          <span className="row">
            {buttons}
            {close}
          </span>
        </div>
      )}
      {children}
      {buttons === undefined && close}
    </dialog>
  );
}
