import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useWords } from '../language/language.tsx';
import { signOut } from '../session/portal-session.ts';
import { useInactivity } from '../session/use-inactivity.ts';

/** Warns a customer who has done nothing for long that the session ends in two minutes (R1.6). */
export function InactivityWarning() {
  const { isEnding, stay } = useInactivity();
  return isEnding ? <Warning onStay={stay} /> : null;
}

/** The focus is on the button that stays; Escape stays as well. */
function Warning({ onStay }: { onStay: () => void }) {
  const { frame } = useWords();
  const box = useRef<HTMLDialogElement>(null);
  const [title, text] = [useId(), useId()];
  const [isLeaving, setLeaving] = useState(false);
  useEffect(() => {
    box.current?.showModal();
    // Some WebKits leave the focus on the page behind.
    box.current?.querySelector<HTMLElement>('.button')?.focus();
  }, []);
  const leave = async () => {
    setLeaving(true);
    // Whoever wants to leave is not kept by a server that does not answer: the warning's own end signs out as well.
    await signOut();
    setLeaving(false);
  };
  return (
    <dialog
      class="dialog"
      role="alertdialog"
      ref={box}
      aria-labelledby={title}
      aria-describedby={text}
      onClose={onStay}
    >
      <h2 id={title}>{frame.idle.title}</h2>
      <p id={text}>{frame.idle.text}</p>
      <div class="actions">
        <button type="button" class="button" onClick={() => box.current?.close()}>
          {frame.idle.stay}
        </button>
        <button type="button" class="button button-second" aria-disabled={isLeaving} onClick={leave}>
          {isLeaving ? frame.wait : frame.signOut}
        </button>
      </div>
    </dialog>
  );
}
