import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { keepDestination } from './destination.ts';
import { session } from './portal-session.ts';
import { useSessionState } from './use-session.ts';

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
    if (why === undefined || why === 'session-ended') keepDestination(path);
    route('/', true);
  }, [state]);
}
