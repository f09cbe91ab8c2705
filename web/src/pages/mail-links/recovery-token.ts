import { keep, recall } from '../../session/tab-memory.ts';
import { tokenOf } from './mail-token.ts';

/** What the API takes for a token; a damaged one is of no use, and sign-in works without. */
const whole = /^[\w-]{22,128}$/;

/**
 * Takes the token of a recovery mail's link out of the address, where it could be read over a shoulder or copied, and keeps it in
 * this tab: with it, strangers' wrong passwords do not lock this sign-in (R4.4). It signs nobody in.
 */
export function takeRecoveryToken(): void {
  if (location.pathname !== '/sign-in' || location.hash === '') return;
  const token = tokenOf(location.hash);
  history.replaceState(history.state, '', '/sign-in');
  if (whole.test(token)) keep('recovery-token', token);
}

/** The token that this tab was opened with; undefined where there was none. */
export function recoveryToken(): string | undefined {
  const token = recall('recovery-token');
  return typeof token === 'string' ? token : undefined;
}
