import { addPasskey as contract } from '#shared/contract/passkeys.ts';
import { rules } from '#shared/contract/rules.ts';
import { created, endpoint } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { browserKindOf } from '#shared/sign-in/lanes/browser-kind.ts';
import { type Passkeys, passkeyIdOf } from '#shared/sign-in/passkeys/passkey.ts';
import type { PasskeyChallenges } from '#shared/sign-in/passkeys/passkey-challenge.ts';
import type { Verification } from '#shared/sign-in/passkeys/webauthn-verification.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly passkeys: Pick<Passkeys, 'list' | 'add'>;
  readonly challenges: Pick<PasskeyChallenges, 'read' | 'cleared'>;
  readonly verification: Pick<Verification, 'ofNew'>;
  readonly now: () => Date;
};

/**
 * Adds the passkey that an authenticator made for a challenge of this session and browser. A challenge that is over, used or
 * another's, and whatever is wrong with the credential, is one problem, and nothing is written.
 */
export const addPasskey = (needs: Needs) =>
  endpoint(contract, async ({ session, cookies, userAgent, body: { name, credential } }) => {
    const { accounts, passkeys, challenges, verification, now } = needs;
    const { accountId, sessionId } = session;
    const at = now();
    const [account, known] = await Promise.all([accounts.live(session), passkeys.list(accountId)]);
    const challenge = challenges.read(cookies, { kind: 'add', accountId, sessionId }, credential.clientDataJSON, at);
    const made = challenge && (await verification.ofNew(credential, challenge));
    if (!made) throw new DomainError('passkey-refused');
    if (known.length >= rules.mostPasskeys) throw new DomainError('too-many-passkeys');
    const changing = { caller: session, customerId: account.customerId, kind: browserKindOf(userAgent) };
    const passkey = { ...made, name, addedAt: at.toISOString() };
    if ((await passkeys.add(changing, passkey, { challenge, at })) === 'refused')
      throw new DomainError('passkey-refused');
    return {
      ...created({ passkeyId: passkeyIdOf(made.credentialId) }),
      cookies: [challenges.cleared({ kind: 'add' })],
    };
  });
