import { createCall } from '../api/call.ts';
import type { Problem } from '../api/problem.ts';
import { createSend } from '../api/send.ts';
import { createSession, type Farewell, type Tokens } from './session.ts';
import { forgetAll } from './tab-memory.ts';

/** The one session of this tab, and the calls made in it. */

const send = createSend((input, init) => fetch(input, init));

/** Browsers without locks go without: the pool's grace period covers two refreshes at once. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request('refresh-session', work) : work();

export const session = createSession({ send, alone, now: Date.now });
export const call = createCall(send, session);

const otherTabs = new BroadcastChannel('session');
otherTabs.onmessage = ({ data }) => {
  if (data !== 'signed-in') session.end('signed-out');
  // The cookie is now another sign-in's: what this tab shows may be somebody else's.
  else if (session.state() === 'signed-in') location.reload();
  else void session.wake();
};

/** Starts the session here and lets every other tab know that the cookie is a new one. */
export function enter(tokens: Tokens): void {
  session.start(tokens);
  otherTabs.postMessage('signed-in');
}

/** Ends the session here and in every other tab, when the server has ended it. */
export function leave(why: Farewell): void {
  forgetAll();
  session.end(why);
  otherTabs.postMessage('signed-out');
}

/** Signs out here and in every other tab. Returns the problem when the server could not end the session. */
export async function signOut(): Promise<Problem | undefined> {
  const outcome = await alone(() => send('signOut'));
  if (!outcome.ok) return outcome.problem;
  leave('signed-out');
  return undefined;
}
