import { useEffect, useState } from 'preact/hooks';
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
