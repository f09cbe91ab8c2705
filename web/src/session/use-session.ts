import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { isForCustomers } from '../page-paths.ts';
import { session } from './portal-session.ts';
import type { SessionState } from './session.ts';

/** The state of this tab's session; the component renders again when it changes. */
export function useSessionState(): SessionState {
  const [state, setState] = useState(session.state());
  useEffect(() => {
    const update = () => setState(session.state());
    update();
    return session.watch(update);
  }, []);
  return state;
}

/**
 * Whether to show the frame of signed-in customers. On their pages that is also so before the first answer has come: the menu would
 * change under the pointer.
 */
export function useCustomersFrame(): boolean {
  const { path } = useLocation();
  const state = useSessionState();
  return state === 'signed-in' || (state === 'unknown' && isForCustomers(path));
}

/**
 * For pages of signed-in customers: everybody else is led to the sign-in page, and from there back here. Who has
 * left on purpose starts again.
 */
export function useSignedIn(): void {
  const { path, route } = useLocation();
  const state = useSessionState();
  useEffect(() => {
    if (state !== 'signed-out') return;
    const why = session.farewell();
    if (why === undefined || why === 'session-ended' || why === 'inactive') keepDestination(path + location.hash);
    route('/', true);
  }, [state]);
}

/** Where signing in leads whoever did not want to go anywhere else. */
const usual = '/home';
/** Where somebody wanted to go who had to sign in first; kept in memory only, for this tab. */
let wanted = usual;

/** Remembers a page of the portal as the one to open after signing in. */
function keepDestination(path: string): void {
  wanted = path;
}

/** The page to open after signing in; the next sign-in opens the usual one again. */
export function takeDestination(): string {
  const path = wanted;
  wanted = usual;
  return path;
}
