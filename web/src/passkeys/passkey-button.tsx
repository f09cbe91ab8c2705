import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useSessionState } from '../session/use-session.ts';
import { canUsePasskeys } from './can-use-passkeys.ts';

/**
 * The sign-in by a passkey: offered by the browser itself, and by a button for those that do not. What it does comes after the
 * first page; whoever cannot load it signs in with the password.
 */
export function PasskeyButton() {
  const { signIn, frame } = useWords();
  const [problem, setProblem] = useState<Problem>();
  const [rounds, setRounds] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const offer = useRef<AbortController>(undefined);
  const isPossible = canUsePasskeys();
  // Whoever is still signed in needs no offer: its question and its challenge would be for nothing.
  const isOffered = useSessionState() === 'signed-out' && isPossible;

  useEffect(() => {
    if (!isOffered) return;
    const stop = new AbortController();
    offer.current = stop;
    void import('./passkey-sign-in.ts').then(
      ({ offerPasskeys }) => offerPasskeys(stop.signal, setProblem),
      () => undefined,
    );
    return () => stop.abort();
  }, [rounds, isOffered]);

  if (!isPossible) return null;
  const ask = async () => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    // A browser answers one question at a time.
    offer.current?.abort();
    try {
      const { signInByPasskey } = await import('./passkey-sign-in.ts');
      setProblem(await signInByPasskey(false, new AbortController().signal));
    } catch {
      setProblem({ code: 'offline' });
    }
    setBusy(false);
    setRounds(rounds + 1);
  };
  return (
    <div class="again">
      <button type="button" class="button button-second" aria-disabled={isBusy} onClick={ask}>
        {isBusy ? frame.wait : signIn.byPasskey}
      </button>
      {problem && <ProblemNotice problem={problem} />}
    </div>
  );
}
