import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { useWords } from '../language/language.tsx';

type DialogProps = {
  readonly title: string;
  /** The words on the button that changes nothing. */
  readonly close: string;
  /** Called once the dialog is closed and nothing has changed: by that button or by Escape. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** The words on the button that makes the change, and what it does; `isBusy`: it is at work. */
  readonly agree: string;
  readonly isBusy: boolean;
  readonly onAgree: () => void;
  /** What the change takes away does not come back. */
  readonly isDangerous?: true;
};

/** A question over the page. The browser keeps the focus inside and gives it back to the button that opened it. */
export function Dialog({ title, close, onClose, children, agree, isBusy, onAgree, isDangerous }: DialogProps) {
  const { frame } = useWords();
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => {
    box.current?.showModal();
    // Never a button that agrees to something (R8.2b), and WebKit would leave the focus on the body.
    heading.current?.focus();
  }, []);
  return (
    <dialog class="dialog" ref={box} aria-labelledby={id} onClose={onClose}>
      <h2 id={id} tabIndex={-1} ref={heading}>
        {title}
      </h2>
      {children}
      <div class="actions">
        <button
          type="button"
          class={isDangerous ? 'button button-danger' : 'button'}
          aria-disabled={isBusy}
          onClick={() => !isBusy && onAgree()}
        >
          {isBusy ? frame.wait : agree}
        </button>
        <button type="button" class="button button-second" onClick={() => box.current?.close()}>
          {close}
        </button>
      </div>
    </dialog>
  );
}
