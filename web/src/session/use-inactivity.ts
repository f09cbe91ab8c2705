import { useEffect, useState } from 'preact/hooks';
import type { Standing } from './inactivity.ts';
import { inactivity, leaveIdle } from './portal-session.ts';
import { useSessionState } from './use-session.ts';

const doings = ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** A timer that a browser slows down in the background, or a clock that was set, must not delay the end for long. */
const longestWait = 30_000;

const waitFor = (standing: Exclude<Standing, { kind: 'over' }>): number => {
  const next = standing.kind === 'active' ? standing.warnAt : standing.endsAt;
  return Math.min(Math.max(next - Date.now(), 0), longestWait);
};

/**
 * Whether the session of a customer who does nothing is about to end; signs out at the end (R1.6). What is done in one tab counts
 * for all. `stay` goes on with the session.
 */
export function useInactivity(): { readonly isEnding: boolean; readonly stay: () => void } {
  const isSignedIn = useSessionState() === 'signed-in';
  const [isEnding, setEnding] = useState(false);
  const stay = () => {
    inactivity.note(true);
    setEnding(false);
  };
  useEffect(() => {
    if (!isSignedIn) return setEnding(false);
    let timer: ReturnType<typeof setTimeout>;
    const judge = () => {
      clearTimeout(timer);
      const standing = inactivity.standing();
      setEnding(standing.kind === 'warned');
      if (standing.kind === 'over') void leaveIdle();
      else timer = setTimeout(judge, waitFor(standing));
    };
    const note = () => inactivity.note();
    for (const doing of doings) addEventListener(doing, note, { capture: true, passive: true });
    // Another tab's activity, and the return to a tab or a laptop that slept.
    addEventListener('storage', judge);
    document.addEventListener('visibilitychange', judge);
    judge();
    return () => {
      clearTimeout(timer);
      for (const doing of doings) removeEventListener(doing, note, { capture: true });
      removeEventListener('storage', judge);
      document.removeEventListener('visibilitychange', judge);
    };
    // Staying begins the wait again.
  }, [isSignedIn, isEnding]);
  return { isEnding, stay };
}
