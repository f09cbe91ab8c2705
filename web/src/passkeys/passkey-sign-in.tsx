import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { useLanguage } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { call, enter, resume } from '../session/portal-session.ts';
import { passkeyWords } from './passkey-words.ts';
import { askForPasskey, canUsePasskeys, offersByItself } from './webauthn.ts';

/** How long one offer waits, in ms: less than its challenge is good. */
const offerLife = 4 * 60_000;

/** Signs in by a passkey. Returns the problem; undefined if it is done, or if no passkey was used. */
async function signIn(conditional: boolean, signal: AbortSignal): Promise<Problem | undefined> {
  const asked = await call('challengePasskey');
  if (!asked.ok) return asked.problem;
  const credential = await askForPasskey(asked.body, { conditional, signal }).catch(() => undefined);
  if (!credential || signal.aborted) return undefined;
  // The answer about an old cookie must not come after, and clear, the new one.
  await resume();
  const outcome = await call('signInByPasskey', { body: { credential } });
  if (!outcome.ok) return outcome.problem;
  enter(outcome.body);
  return undefined;
}

const untilVisible = () =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    look();
  });

/** Has the browser offer passkeys in the field of the username, with a new challenge before the old one is over. */
async function offer(stopped: AbortSignal, onProblem: (problem: Problem) => void): Promise<void> {
  if (!(await offersByItself())) return;
  while (!stopped.aborted) {
    await untilVisible();
    const round = new AbortController();
    const stop = () => round.abort();
    const timer = setTimeout(stop, offerLife);
    stopped.addEventListener('abort', stop);
    const problem = stopped.aborted ? undefined : await signIn(true, round.signal);
    clearTimeout(timer);
    stopped.removeEventListener('abort', stop);
    // Somebody has chosen a passkey, or the offer failed: it is not repeated by itself.
    if (problem && !stopped.aborted) onProblem(problem);
    if (!round.signal.aborted) return;
  }
}

/** The sign-in by a passkey: offered by the browser itself, and by a button for those that do not. */
export function PasskeySignIn() {
  const words = passkeyWords[useLanguage().language].signIn;
  const [problem, setProblem] = useState<Problem>();
  const [rounds, setRounds] = useState(0);
  const [isBusy, setBusy] = useState(false);
  const offered = useRef<AbortController>(undefined);

  useEffect(() => {
    const stop = new AbortController();
    offered.current = stop;
    void offer(stop.signal, setProblem);
    return () => stop.abort();
  }, [rounds]);

  if (!canUsePasskeys()) return null;
  const ask = async () => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    // A browser answers one question at a time.
    offered.current?.abort();
    setProblem(await signIn(false, new AbortController().signal));
    setBusy(false);
    setRounds(rounds + 1);
  };
  return (
    <div class="passkey-sign-in">
      {problem && <ProblemNotice problem={problem} />}
      <button type="button" class="button button-second" aria-disabled={isBusy} onClick={ask}>
        {words.submit}
      </button>
    </div>
  );
}
