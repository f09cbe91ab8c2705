import type { Problem } from '../api/problem.ts';
import { call, enter, resume } from '../session/portal-session.ts';
import { askForPasskey, offersByItself } from './webauthn.ts';

/** How long one offer waits, in ms: less than its challenge is good. */
const offerLife = 4 * 60_000;

/**
 * Signs in by a passkey, in the browser's dialog or (`conditional`) as it offers it by itself. Returns the problem; undefined if it is
 * done, or if no passkey was used.
 */
export async function signInByPasskey(conditional: boolean, signal: AbortSignal): Promise<Problem | undefined> {
  const asked = await call('challengePasskey');
  // An offer that nobody asked for fails in silence: username and password are there.
  if (!asked.ok) return conditional ? undefined : asked.problem;
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

/**
 * Has the browser offer passkeys in the field of the username, with a new challenge before the old one is over, until `stopped`. Ends
 * once a passkey was chosen; then the problem, if there is one, goes to `onProblem`.
 */
export async function offerPasskeys(stopped: AbortSignal, onProblem: (problem: Problem) => void): Promise<void> {
  if (!(await offersByItself())) return;
  while (!stopped.aborted) {
    await untilVisible();
    const round = new AbortController();
    const stop = () => round.abort();
    const timer = setTimeout(stop, offerLife);
    stopped.addEventListener('abort', stop);
    const problem = stopped.aborted ? undefined : await signInByPasskey(true, round.signal);
    clearTimeout(timer);
    stopped.removeEventListener('abort', stop);
    if (problem && !stopped.aborted) onProblem(problem);
    if (!round.signal.aborted) return;
  }
}
