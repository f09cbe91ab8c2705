import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';

type ActButtonProps = {
  readonly label: string;
  /** What the label is about, where the page shows that beside the button: for those who hear it. */
  readonly about?: string;
  readonly done: string;
  readonly send: () => Promise<Problem | undefined>;
};

/** A button that does one thing, once however often it is pressed, and reports how that went. */
export function ActButton({ label, about, done, send }: ActButtonProps) {
  const { frame } = useWords();
  const isSending = useRef(false);
  const [state, setState] = useState<'idle' | 'busy' | 'done' | Problem>('idle');
  const again = async () => {
    if (isSending.current) return;
    isSending.current = true;
    setState('busy');
    setState((await send()) ?? 'done');
    isSending.current = false;
  };
  return (
    <div class="again">
      <button type="button" class="button button-second" aria-disabled={state === 'busy'} onClick={again}>
        {state === 'busy' ? frame.wait : label}
        {about && <span class="visually-hidden">{`: ${about}`}</span>}
      </button>
      <p role="status">{state === 'done' ? done : ''}</p>
      {typeof state === 'object' && <ProblemNotice problem={state} />}
    </div>
  );
}
