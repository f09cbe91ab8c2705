import { challengeNewPasskey as contract } from '#shared/contract/passkeys.ts';
import { rules } from '#shared/contract/rules.ts';
import { endpoint, ok } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { type ConfirmPasswordNeeds, confirmPassword } from '#shared/sign-in/credentials/confirm-password.ts';
import { type Passkeys, userHandleOf } from '#shared/sign-in/passkeys/passkey.ts';
import type { PasskeyChallenges } from '#shared/sign-in/passkeys/passkey-challenge.ts';
import type { RelyingParty } from '#shared/sign-in/passkeys/relying-party.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = ConfirmPasswordNeeds & {
  readonly accounts: Accounts;
  readonly passkeys: Pick<Passkeys, 'list'>;
  readonly challenges: Pick<PasskeyChallenges, 'issue'>;
  readonly relyingParty: Pick<RelyingParty, 'id'>;
};

/**
 * Begins to add a passkey: only after a test of the password, through the same guard as sign-in (R3.2a), and only for this session in
 * this browser. Nothing is written until the passkey is added.
 */
export const challengeNewPasskey = (needs: Needs) =>
  endpoint(contract, async ({ session, cookies, body: { password } }) => {
    const { accounts, passkeys, challenges, relyingParty, now } = needs;
    const { accountId, sessionId } = session;
    const [account, known] = await Promise.all([accounts.live(session), passkeys.list(accountId)]);
    // Before the password: a full list costs no attempt.
    if (known.length >= rules.mostPasskeys) throw new DomainError('too-many-passkeys');
    await confirmPassword(needs, { accountId, account, password, cookies });
    const { challenge, cookie } = challenges.issue(cookies, { kind: 'add', accountId, sessionId }, now());
    const body = {
      challenge,
      relyingPartyId: relyingParty.id,
      userHandle: userHandleOf(accountId),
      known: known.map(({ credentialId }) => credentialId),
    };
    return { ...ok(body), cookies: [cookie] };
  });
