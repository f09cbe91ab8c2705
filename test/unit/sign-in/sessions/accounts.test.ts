import { describe, expect, it } from 'vitest';
import { requireLiveAccount } from '#shared/sign-in/sessions/accounts.ts';

const signedInAt = Date.parse('2027-01-31T12:00:00Z') / 1000;
const sessionId = 'session-1';
const anAccount = { state: 'active' as 'active' | 'frozen' | 'closed', sessionsValidFrom: signedInAt };

describe('a session', () => {
  it('holds from the very second that sessions are valid from', () => {
    expect(requireLiveAccount(anAccount, { issuedAt: signedInAt, sessionId })).toBe(anAccount);
  });

  it('R4.3 has ended when it was issued a second earlier', () => {
    expect(() => requireLiveAccount(anAccount, { issuedAt: signedInAt - 1, sessionId })).toThrow('session-ended');
  });

  it('R1.4 has ended when it was signed out; the account’s others go on, whatever their id', () => {
    const account = { ...anAccount, endedSessions: { 'session-1': signedInAt + 43_200, 'session-2': signedInAt } };
    for (const sessionId of ['session-1', 'session-2'])
      expect(() => requireLiveAccount(account, { issuedAt: signedInAt + 600, sessionId })).toThrow('session-ended');
    for (const sessionId of ['session-3', 'constructor', '__proto__', 'session'])
      expect(requireLiveAccount(account, { issuedAt: signedInAt, sessionId })).toBe(account);
  });

  it('R10.4 has ended when the account is frozen', () => {
    expect(() => requireLiveAccount({ ...anAccount, state: 'frozen' }, { issuedAt: signedInAt, sessionId })).toThrow(
      'session-ended',
    );
  });

  it('R11.1 has ended when the account is closed or gone', () => {
    expect(() => requireLiveAccount({ ...anAccount, state: 'closed' }, { issuedAt: signedInAt, sessionId })).toThrow(
      'session-ended',
    );
    expect(() => requireLiveAccount(undefined, { issuedAt: signedInAt, sessionId })).toThrow('session-ended');
  });
});
