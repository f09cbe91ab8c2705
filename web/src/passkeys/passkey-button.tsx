import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { ActButton } from '../forms/act-button.tsx';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useSessionState } from '../session/use-session.ts';
import { canUsePasskeys } from './can-use-passkeys.ts';

/**
 * The sign-in by a passkey: offered by the browser itself, and by a button for those that do not. What it does comes after the
 * first page; whoever cannot load it signs in with the password.
 */
export function PasskeyButton() {
  const { signIn } = useWords();
  const [problem, setProblem] = useState<Problem>();
  const [rounds, setRounds] = useState(0);
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
    setProblem(undefined);
    // A browser answers one question at a time.
    offer.current?.abort();
    const answer = import('./passkey-sign-in.ts').then(({ signInByPasskey }) =>
      signInByPasskey(false, new AbortController().signal),
    );
    const outcome = await answer.catch((): Problem => ({ code: 'offline' }));
    setRounds(rounds + 1);
    return outcome;
  };
  return (
    <>
      <ActButton label={signIn.byPasskey} done="" send={ask} />
      {problem && <ProblemNotice problem={problem} />}
    </>
  );
}
