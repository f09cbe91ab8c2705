import { describe, expect, it } from 'vitest';
import { requireLiveAccount } from '#shared/sign-in/sessions/accounts.ts';

const signedInAt = Date.parse('2027-01-31T12:00:00Z') / 1000;
const anAccount = { state: 'active' as 'active' | 'frozen' | 'closed', sessionsValidFrom: signedInAt };

describe('a session', () => {
  it('holds from the very second that sessions are valid from', () => {
    expect(requireLiveAccount(anAccount, { issuedAt: signedInAt })).toBe(anAccount);
  });

  it('R4.3 has ended when it was issued a second earlier', () => {
    expect(() => requireLiveAccount(anAccount, { issuedAt: signedInAt - 1 })).toThrow('session-ended');
  });

  it('R10.4 has ended when the account is frozen', () => {
    expect(() => requireLiveAccount({ ...anAccount, state: 'frozen' }, { issuedAt: signedInAt })).toThrow(
      'session-ended',
    );
  });

  it('R11.1 has ended when the account is closed or gone', () => {
    expect(() => requireLiveAccount({ ...anAccount, state: 'closed' }, { issuedAt: signedInAt })).toThrow(
      'session-ended',
    );
    expect(() => requireLiveAccount(undefined, { issuedAt: signedInAt })).toThrow('session-ended');
  });
});
