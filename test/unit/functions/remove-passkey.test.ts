import { describe, expect, it } from 'vitest';
import { aSession } from '#test/builders/call.ts';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { aPasskeysCall, refusesOthersPasskeys, setupPasskeyChange } from '#test/support/passkey-setup.ts';
import { removePasskey } from '../../../functions/remove-passkey/remove-passkey.ts';

const now = () => new Date('2027-01-31T12:00:00Z');

const made = ({ accounts, change }: ReturnType<typeof setupPasskeyChange>) =>
  removePasskey({ accounts, passkeys: { remove: change }, now });

describe('remove-passkey', () => {
  it('removes a passkey of the caller’s own account without a password, with who, where and when', async () => {
    const given = setupPasskeyChange();
    expect((await answerOf(made(given), aPasskeysCall)).status).toBe(204);
    const changing = { caller: aSession(), customerId: 'C-1', kind: { browser: 'other', system: 'other' } };
    expect(given.asked).toEqual([[changing, aPasskeysCall.path.passkeyId, now()]]);
  });

  refusesOthersPasskeys((given) => problemOf(made(given), aPasskeysCall));
});
