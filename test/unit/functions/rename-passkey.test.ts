import { describe, expect, it } from 'vitest';
import { answerOf, problemOf } from '#test/support/behaviour.ts';
import { aPasskeysCall, refusesOthersPasskeys, setupPasskeyChange } from '#test/support/passkey-setup.ts';
import { renamePasskey } from '../../../functions/rename-passkey/rename-passkey.ts';

const call = { ...aPasskeysCall, body: { name: 'Régi telefon' } };

const made = ({ accounts, change }: ReturnType<typeof setupPasskeyChange>) =>
  renamePasskey({ accounts, passkeys: { rename: change } });

describe('rename-passkey', () => {
  it('renames a passkey of the caller’s own account', async () => {
    const given = setupPasskeyChange();
    expect((await answerOf(made(given), call)).status).toBe(204);
    expect(given.asked).toEqual([['account-1', call.path.passkeyId, 'Régi telefon']]);
  });

  refusesOthersPasskeys((given) => problemOf(made(given), call));
});
