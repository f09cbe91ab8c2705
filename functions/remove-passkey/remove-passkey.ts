import { removePasskey as contract } from '#shared/contract/passkeys.ts';
import { endpoint, noContent } from '#shared/platform/http/endpoint.ts';
import { DomainError } from '#shared/platform/runtime/domain-error.ts';
import { browserKindOf } from '#shared/sign-in/lanes/browser-kind.ts';
import type { Passkeys } from '#shared/sign-in/passkeys/passkey.ts';
import type { Accounts } from '#shared/sign-in/sessions/accounts.ts';

type Needs = {
  readonly accounts: Accounts;
  readonly passkeys: Pick<Passkeys, 'remove'>;
  readonly now: () => Date;
};

/**
 * Removes one of the customer's passkeys. It needs no password: whoever has lost a telephone must not be kept from it, and a
 * passkey less opens nothing.
 */
export const removePasskey = ({ accounts, passkeys, now }: Needs) =>
  endpoint(contract, async ({ session, userAgent, path: { passkeyId } }) => {
    const { customerId } = await accounts.live(session);
    const changing = { caller: session, customerId, kind: browserKindOf(userAgent) };
    if (!(await passkeys.remove(changing, passkeyId, now()))) throw new DomainError('passkey-not-found');
    return noContent();
  });
