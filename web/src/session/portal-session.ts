import { createCall } from '../api/call.ts';
import type { Problem } from '../api/problem.ts';
import { createSend } from '../api/send.ts';
import { forgetAccountsLanguage } from '../language/first-language.ts';
import { pageMeta } from '../page-meta.ts';
import { isForCustomers } from '../page-paths.ts';
import { browserActivity, createInactivity } from './inactivity.ts';
import { createSession, type Farewell, type Tokens } from './session.ts';
import { forgetAll } from './tab-memory.ts';

/** The one session of this tab, and the calls made in it. */

const send = createSend((input, init) => fetch(input, init));

/**
 * Browsers without locks go without, and so do those that block what a site keeps, whose locks are refused: the pool's grace
 * period covers two refreshes at once.
 */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work();
  let hasBegun = false;
  try {
    return await navigator.locks.request('refresh-session', () => {
      hasBegun = true;
      return work();
    });
  } catch (error) {
    if (hasBegun) throw error;
    return work();
  }
}

export const session = createSession({ send, alone, now: Date.now });
export const call = createCall(send, session);

const last = browserActivity();

export const inactivity = createInactivity({
  now: Date.now,
  last,
  limit: (Number(pageMeta('inactivity-minutes')) || 30) * 60_000,
});

/** The channel to the other tabs; none where the browser has none or blocks it together with cookies. */
function channel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel('session');
  } catch {
    return undefined;
  }
}

const otherTabs = channel();
if (otherTabs)
  otherTabs.onmessage = ({ data }) => {
    if (data !== 'signed-in') session.end('signed-out');
    // The cookie is now another sign-in's: what this tab shows may be somebody else's.
    else if (session.state() === 'signed-in') location.reload();
    else void session.wake();
  };

/**
 * Asks at load whether there is a session. One that nobody has used for too long ends instead (R1.6). A browser in which nobody is
 * known to be signed in is asked on customers' pages only: every visitor's first page would begin with a refused call.
 */
export async function resume(): Promise<void> {
  const known = last.knows();
  if (known === 'nobody' && !isForCustomers(location.pathname)) return session.rest();
  if (inactivity.standing().kind === 'over') return leaveIdle();
  await session.resume();
  if (session.state() === 'signed-in') inactivity.note();
  // Nobody signed out here: the session reached its end (R1.4).
  else if (session.state() === 'signed-out' && known === 'somebody') {
    inactivity.forget();
    session.end(session.farewell() ?? 'session-ended');
  }
}

/** Signs out because nobody does anything any more: here in any case, also where the server does not answer (R1.6). */
export async function leaveIdle(): Promise<void> {
  if (await signOut('inactive')) session.end('inactive');
}

/** Starts the session here and lets every other tab know that the cookie is a new one. */
export function enter(tokens: Tokens): void {
  inactivity.note(true);
  session.start(tokens);
  otherTabs?.postMessage('signed-in');
}

/** Ends the session here and in every other tab, when the server has ended it. */
export function leave(why: Farewell): void {
  forgetAll();
  forgetAccountsLanguage();
  inactivity.forget();
  session.end(why);
  otherTabs?.postMessage('signed-out');
}

/** Signs out here and in every other tab. Returns the problem when the server could not end the session. */
export async function signOut(why: Farewell = 'signed-out'): Promise<Problem | undefined> {
  const outcome = await alone(() => send('signOut'));
  if (!outcome.ok) return outcome.problem;
  leave(why);
  return undefined;
}

/** Signs out on every device (R1.6). Returns the problem when the server could not end the sessions. */
export async function signOutEverywhere(): Promise<Problem | undefined> {
  const outcome = await call('endSessions');
  if (!outcome.ok) return outcome.problem;
  leave('signed-out-everywhere');
  return undefined;
}
