import { createCall } from '../api/call.ts';
import type { Problem } from '../api/problem.ts';
import { createSend } from '../api/send.ts';
import { createSession } from './session.ts';

/** The one session of this tab, and the calls made in it. */

const send = createSend((input, init) => fetch(input, init));

/** Browsers without locks go without: the pool's grace period covers two refreshes at once. */
const alone = <T>(work: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request('refresh-session', work) : work();

export const session = createSession({ send, alone, now: Date.now });
export const call = createCall(send, session);

const otherTabs = new BroadcastChannel('session');
otherTabs.onmessage = () => session.end('signed-out');

/** Signs out here and in every other tab. Returns the problem when the server could not end the session. */
export async function signOut(): Promise<Problem | undefined> {
  const outcome = await alone(() => send('signOut'));
  if (!outcome.ok) return outcome.problem;
  session.end('signed-out');
  otherTabs.postMessage('signed-out');
  return undefined;
}
